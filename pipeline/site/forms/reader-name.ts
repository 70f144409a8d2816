const MOST_LETTERS = 100;

/**
 * A name as a stranger typed it into a form: NFC, single spaces.
 *
 * @returns null where none was given; or what is wrong with it as a full sentence
 */
export function readReaderName(given: string): { readonly name: string | null } | { readonly wrong: string } {
  // Line ends and tabs are seen as what they are: nothing that belongs into a name.
  const text = given.normalize("NFC").replace(/ +/g, " ").replace(/^ | $/g, "");
  if (text === "") return { name: null };
  if ([...text].length > MOST_LETTERS) return { wrong: `The name is longer than ${MOST_LETTERS} letters.` };
  if (/(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\ufffd]/u.test(text))
    return { wrong: "The name holds characters that cannot be seen." };
  // Whoever types another's address must not be able to write to him.
  if (/[<>@]|:\/\/|www\./i.test(text)) return { wrong: "The name holds an address." };
  return { name: text };
}
