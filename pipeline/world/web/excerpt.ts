/** Of a body that is only looked at by a person: enough for a page's first words behind its head. */
export const GLANCE_BYTES = 64 * 1024;
/** Tags are taken out of no more than this: a hostile body cannot make it long. */
const READ_BYTES = 8 * 1024;
const EXCERPT = 120;

/** Drawn as nothing, turning the reading direction, or fill's own marks. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Default_Ignorable_Code_Point}\u2800\ufffd]/gu;

/**
 * The beginning of a body as text of one line, 120 characters, without tags and with keys masked.
 *
 * @param mask of keys; used before tags go and after, as either may lay one bare
 */
export function excerptOf(bytes: Uint8Array, mask: (words: string) => string): string {
  const bare = mask(new TextDecoder().decode(bytes.subarray(0, READ_BYTES)))
    .replace(/<(script|style)\b[\s\S]*?<\/\1[^<>]*>/gi, " ")
    .replace(/<[^<>]*>?/g, " ");
  return oneLine(bare, mask, EXCERPT);
}

/** Words from outside as one line, cut at so many characters, keys masked. */
export function oneLine(words: string, mask: (words: string) => string, longest: number): string {
  const line = words.replace(/\s+/g, " ").replace(INVISIBLE, "").replace(/ +/g, " ").trim();
  const masked = [...mask(line)];
  return masked.length > longest ? `${masked.slice(0, longest - 1).join("")}…` : masked.join("");
}
