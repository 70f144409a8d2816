import { readAddress } from "./address.ts";

const MOST_LETTERS = 100;
/** What is not drawn or turns letters around. Joiners (U+200C, U+200D) may stand between letters: Persian and Indic names are written with them. */
const UNSEEN =
  /[\p{Cc}\p{Co}\p{Cn}\p{Cs}\p{Zl}\p{Zp}]|(?![\u200c\u200d])\p{Cf}|(?<![\p{L}\p{M}])[\u200c\u200d]|[\u200c\u200d](?![\p{L}\p{M}])/u;

/**
 * A reader's name as it is kept and shown: NFC, single spaces, one line, at most 100 letters. null: none was given.
 *
 * @returns the name, or what is wrong with it as a full sentence
 */
export function readName(given: string): { readonly name: string | null } | { readonly wrong: string } {
  const name = given
    .slice(0, 10 * MOST_LETTERS)
    .normalize("NFC")
    .replace(/\p{Zs}+/gu, " ")
    .trim();
  const letters = Math.max([...name].length, given.length > 10 * MOST_LETTERS ? given.length : 0);
  if (letters > MOST_LETTERS) return { wrong: `The name has ${letters} letters; ${MOST_LETTERS} at most.` };
  if (UNSEEN.test(name)) return { wrong: "The name holds line ends or characters that cannot be seen." };
  return { name: name === "" ? null : name };
}

/**
 * `Ada Byron <ada@example.com>`, `"Byron, Ada" <ada@example.com>`, or an address alone.
 *
 * @returns both as `readAddress` and `readName` give them, or what is wrong as a full sentence
 */
export function readMailbox(
  given: string,
): { readonly address: string; readonly name: string | null } | { readonly wrong: string } {
  const text = given.trim();
  const found = text.endsWith(">") ? text.lastIndexOf("<") : -1;
  const address = readAddress(found < 0 ? text : text.slice(found + 1, -1));
  if ("wrong" in address) return address;
  const name = readName(found < 0 ? "" : unquoted(text.slice(0, found).trim()));
  return "wrong" in name ? name : { ...address, ...name };
}

function unquoted(words: string): string {
  const inside = /^"(.*)"$/s.exec(words)?.[1];
  return inside === undefined ? words : inside.replace(/\\(.)/gs, "$1");
}
