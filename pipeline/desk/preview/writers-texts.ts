import { PipelineError } from "../../errors.ts";
import { hashOf } from "../../rebuild/record.ts";
import type { Section } from "../../sections/section.ts";
import type { Files } from "../../world/world.ts";
import { readingMinutes, wordsOf } from "../texts/writing.ts";
import type { WritersText } from "./api.ts";

/** As the reader of contents has it. */
export const MOST_BYTES = 2_000_000;
const PASTED = { file: "headlines.txt", name: "Pasted headlines" };
const EDITS = { file: "headlines.yaml", name: "Headline edits" };

/** The folder of what people write for a day. */
export function textsFolder(root: string, date: string): string {
  return `${root}/content/issues/${date}`;
}

/** Every file that a writer may write for a day. */
export function knownTexts(
  sections: readonly Pick<Section, "id" | "title">[],
): readonly { readonly file: string; readonly name: string }[] {
  const notes = sections.map(({ id, title }) => ({ file: `${id}.md`, name: title }));
  return [{ file: "lead.md", name: "Lead" }, ...notes, PASTED, EDITS];
}

/**
 * The writer's texts in the order of the issue; of sections that it does not print, those that have a text all the same. A file that is no
 * text, or too long for an editor, is left out: whoever saved it would spoil it.
 */
export async function writersTexts(
  folder: string,
  { printed, all }: { readonly printed: readonly Section[]; readonly all: readonly Section[] },
  files: Pick<Files, "read">,
): Promise<readonly WritersText[]> {
  const ids = new Set(printed.map(({ id }) => id));
  const others = all.filter(({ id }) => !ids.has(id));
  const must = new Set(knownTexts(printed).map(({ file }) => file));
  const texts: WritersText[] = [];
  for (const { file, name } of knownTexts([...printed, ...others])) {
    const bytes = await files.read(`${folder}/${file}`).catch(() => null);
    const text = bytes === null ? "" : textOf(bytes);
    if (text === null || (bytes === null && !must.has(file))) continue;
    const words = wordsIn(text);
    const hash = bytes ? hashOf(bytes) : "";
    texts.push({ file, name, text, hash, words, readingMinutes: readingMinutes(words) });
  }
  return texts;
}

function textOf(bytes: Uint8Array): string | null {
  if (bytes.length > MOST_BYTES) return null;
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    return text.includes("\u0000") ? null : text;
  } catch {
    return null;
  }
}

/** Words that are printed: not front matter, nor remarks. */
function wordsIn(text: string): number {
  const raw = text.replace(/^---\n[\s\S]*?\n---\n/, "").replace(/<!--[\s\S]*?-->/g, "");
  return wordsOf({ raw, pieces: [{ kind: "words", from: 0, to: raw.length }] });
}

export interface Saving {
  readonly folder: string;
  readonly file: string;
  readonly bytes: Uint8Array;
  /** Of the text that was changed; "" where there was none. */
  readonly basedOn: string;
}

/** What became of it: the text as it stands in the file now. */
export interface Saved {
  /** False: somebody else changed it since, and nothing was written. */
  readonly saved: boolean;
  readonly text: string;
  readonly hash: string;
}

/** Saves a writer's text unless somebody else changed it since. */
export async function saveText(
  { folder, file, bytes, basedOn }: Saving,
  files: Pick<Files, "read" | "write">,
): Promise<Saved> {
  if (bytes.length > MOST_BYTES)
    throw new PipelineError({ code: "content-invalid", place: file, message: "The text is too long." });
  const now = await files.read(`${folder}/${file}`);
  const hash = now ? hashOf(now) : "";
  if (hash !== basedOn) return { saved: false, hash, text: now ? new TextDecoder().decode(now) : "" };
  await files.write(folder, { [file]: bytes });
  return { saved: true, hash: hashOf(bytes), text: new TextDecoder().decode(bytes) };
}
