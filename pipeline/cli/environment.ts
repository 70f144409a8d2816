/** Environment variables by name; handed on by value, never read below the command line. */
export type Environment = Readonly<Record<string, string | undefined>>;
