import { isDate } from "../../finance/dates.ts";
import type { IsoDate } from "../../model/unit.ts";
import type { World } from "../../world/world.ts";
import { readLead } from "../texts/front-matter.ts";
import { readWritten } from "../texts/read-written.ts";
import type { EarlierText } from "./scaffold.ts";

/** So many days with a folder are looked through: who has not written on a section for a quarter begins afresh. */
const DAYS = 60;
/** Words that are more are no use in a comment, and a file that is longer is not looked through. */
const MOST_LETTERS = 50_000;
const MOST_FILE = 200_000;

/**
 * Of each file the newest text that stands in a folder of content/issues/ before `date`, without comments and front matter. A file that is no
 * text is passed over.
 */
export async function readEarlier(
  { root, date }: { readonly root: string; readonly date: IsoDate },
  names: readonly string[],
  { files }: Pick<World, "files">,
): Promise<Readonly<Record<string, EarlierText>>> {
  const issues = `${root}/content/issues`;
  const days = (await files.list(issues)).filter((name) => isDate(name) && name < date).slice(-DAYS);
  const found: Record<string, EarlierText> = {};
  for (const day of days.reverse()) {
    for (const name of names.filter((one) => !found[one])) {
      // What an old day's folder holds in its place is no reason to refuse a new one.
      const bytes = await files.read(`${issues}/${day}/${name}`).catch(() => null);
      const words = bytes === null ? "" : await wordsIn(name, bytes);
      if (words !== "") found[name] = { date: day, words };
    }
  }
  return found;
}

/** The words of a text without its comments; "" where it has none. */
async function wordsIn(name: string, bytes: Uint8Array): Promise<string> {
  const text = new TextDecoder()
    .decode(bytes)
    .replace(/\r\n?/g, "\n")
    .replace(/^\uFEFF/, "");
  if (text.length > MOST_FILE || text.includes("\u0000")) return "";
  const raw = name === "lead.md" ? (await readLead(text, name, [])).body : text;
  const { pieces } = readWritten({ id: name, file: name, line: 1, column: 1, raw }).text;
  const said = pieces.filter(({ kind }) => kind !== "comment" && kind !== "overrule");
  const words = said.map(({ from, to }) => raw.slice(from, to)).join("");
  const tidy = words
    .replace(/[ \t]+$/gm, "")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
  return tidy.length > MOST_LETTERS ? "" : tidy;
}
