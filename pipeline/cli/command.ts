import type { Environment } from "./environment.ts";

/** What the shell gives: read once, in cli.ts. */
export interface Invocation {
  readonly arguments: readonly string[];
  readonly environment: Environment;
  /** The program's own folder: that of the project too, unless --root names another. */
  readonly root: string;
  /** A person watches: progress may move. */
  readonly terminal: boolean;
}

/** What a command did: 0 done, 1 a fault, 2 wrong usage, 3 a gate refused. */
export type ExitCode = 0 | 1 | 2 | 3;

export interface Outcome {
  readonly exit: ExitCode;
  /** For people. */
  readonly text: string;
  /** For programs, with --json. */
  readonly json: unknown;
}

export type Options = Readonly<Record<string, string | boolean | undefined>>;

export type Command = (
  invocation: Invocation,
  operands: readonly string[],
  options: Options,
) => Promise<Outcome>;
