import { PipelineError } from "../../errors.ts";

const MOST_LETTERS = 80;
const MOST_NOTE = 1000;
/** Control characters, and format characters: direction overrides and letters without width, by which one name could look like another. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}\u2028\u2029]/u;

/**
 * A person's name as it is kept and shown: NFKC, single spaces.
 *
 * @throws PipelineError usage, where it is none that can be shown
 */
export function nameOf(given: string): string {
  const name = given.normalize("NFKC").replace(/ +/g, " ").trim();
  if (UNSEEN.test(name)) throw noName("The name holds characters that cannot be seen.");
  if (!/\p{L}/u.test(name)) throw noName(`${JSON.stringify(given.slice(0, MOST_LETTERS))} is no name.`);
  if ([...name].length > MOST_LETTERS)
    throw noName(`The name has ${[...name].length} letters; ${MOST_LETTERS} at most.`);
  return name;
}

/** Equal for what is one name: case, spaces and the width of letters do not count. */
export function nameKey(name: string): string {
  return name.normalize("NFKC").toUpperCase().toLowerCase().replace(/\s+/gu, " ").trim().normalize("NFKC");
}

/** What somebody says with an approval; null where it is nothing. @throws PipelineError usage */
export function noteOf(given: string | undefined): string | null {
  const note = given?.normalize("NFC").trim() ?? "";
  if (UNSEEN.test(note) || note.length > MOST_NOTE) {
    const remedy = `Write one line of at most ${MOST_NOTE} letters.`;
    throw new PipelineError({
      code: "usage",
      message: "The note is too long or holds unseen characters.",
      remedy,
    });
  }
  return note === "" ? null : note;
}

function noName(message: string): PipelineError {
  return new PipelineError({ code: "usage", message, remedy: "Write: --by NAME, as colleagues know you." });
}
