/** What moves a terminal's cursor, colours it, or turns letters around: all control characters but line ends and tabs, and bidirectional signs. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for.
const ACTIVE = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** Words from files, feeds and people as a terminal may show them: what would act is spelled out, `\u001b`. */
export function forTerminal(text: string): string {
  return text.replace(ACTIVE, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
