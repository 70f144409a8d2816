/** What a relay answered, fit to be kept and shown. */
export interface Reply {
  readonly code: number;
  /** "5.1.1", of the same class as the code; null where there is none. */
  readonly enhanced: string | null;
  readonly text: string;
}

const MOST_LETTERS = 300;
const LINE = /^([2-5]\d\d)(?:[ -]|$)/;
const ENHANCED = /^([245]\.\d{1,3}\.\d{1,3})(?:\s|$)/;

/**
 * Reads a reply of one or several lines (RFC 5321, 4.2; RFC 2034).
 *
 * @param secrets words that must not be shown, should a relay repeat them
 * @returns null where it is no SMTP reply
 */
export function readReply(raw: string, secrets: readonly string[] = []): Reply | null {
  const lines = raw.split(/\r?\n/).filter((line) => line.trim() !== "");
  const code = LINE.exec(lines.at(-1) ?? "")?.[1];
  if (code === undefined) return null;
  const texts = lines.map((line) => line.replace(/^\d{3}[ -]?/, "").trim());
  const found = ENHANCED.exec(texts[0] ?? "")?.[1];
  const enhanced = found?.startsWith(code.slice(0, 1)) ? found : null;
  const bare = texts.map((text) =>
    enhanced && ENHANCED.exec(text)?.[1] === enhanced ? text.slice(enhanced.length) : text,
  );
  return { code: Number(code), enhanced, text: oneLine(bare.join(" "), secrets) };
}

/** One line without control characters and such as turn the direction of letters, without secrets, at most 300 letters. */
export function oneLine(text: string, secrets: readonly string[] = []): string {
  const hidden = secrets.reduce((all, secret) => all.replaceAll(secret, "…"), text);
  const plain = hidden.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\s]+/gu, " ").trim();
  const letters = [...plain];
  return letters.length > MOST_LETTERS ? `${letters.slice(0, MOST_LETTERS - 1).join("")}…` : plain;
}

/** The forms in which a password crosses a line. */
export function secretsOf(
  login: { readonly user: string; readonly password: string } | null,
): readonly string[] {
  if (login === null || login.password === "") return [];
  const { user, password } = login;
  const base64 = (text: string) => Buffer.from(text, "utf8").toString("base64");
  return [base64(`\0${user}\0${password}`), base64(password), password];
}
