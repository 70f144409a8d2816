import { type FaultDetail, PipelineError } from "../errors.ts";
import type { HeadlineEdits } from "../model/headline-edits.ts";
import type { FrontMatter, IssueContent } from "../model/issue.ts";
import type { Section } from "../sections/section.ts";
import type { World } from "../world/world.ts";
import { readLead } from "./front-matter.ts";
import { nearest } from "./nearest.ts";

const IMAGE = /\.(png|jpe?g|webp|gif)$/i;
/** What editors and file managers leave behind: `.DS_Store`, `lead.md~`, `#lead.md#`. */
const LITTER = /^[.#~]|~$/;
const PASTED = "headlines.txt";
const EDITS = "headlines.yaml";
const MOST_BYTES = 2_000_000;

/** What the writer has written for the day; nothing at all is fine. @throws PipelineError content-invalid, with all faults */
export async function readIssueContent(
  folder: string,
  sections: readonly Section[],
  { files }: Pick<World, "files">,
): Promise<IssueContent> {
  const faults: FaultDetail[] = [];
  const notes: Record<string, string> = {};
  const images: Record<string, Uint8Array> = {};
  let lead: string | null = null;
  let pasted: string | null = null;
  let front: FrontMatter = {};
  let edits: HeadlineEdits = { pin: [], drop: [], retitle: [] };
  const known = ["lead", ...sections.map(({ id }) => id)];
  for (const name of (await files.list(folder)).filter((name) => isOurs(name))) {
    const place = `${placeOf(folder)}/${name}`;
    const bytes = (await files.read(`${folder}/${name}`)) ?? new Uint8Array();
    if (bytes.length > MOST_BYTES) faults.push(tooLarge(place, bytes.length));
    else if (IMAGE.test(name)) images[name] = bytes;
    else {
      const text = readText(bytes, place, faults);
      const id = name.replace(/\.md$/, "");
      if (name === PASTED) pasted = text;
      else if (name === EDITS) edits = (await editsIn(text ?? "", place, faults)) ?? edits;
      else if (!known.includes(id)) faults.push(unknownText(place, name, known));
      else if (id === "lead") ({ lead, front } = await readLead(text ?? "", place, faults));
      else if (text?.trim()) notes[id] = text.trim();
    }
  }
  if (faults.length > 0) throw new PipelineError(faults);
  return {
    lead,
    notes,
    texts: [],
    pasted,
    edits,
    images,
    title: front.title ?? null,
    standfirst: front.standfirst ?? null,
  };
}

/** Texts and images; other kinds, such as a spreadsheet, are the writer's own affair. */
function isOurs(name: string): boolean {
  return !LITTER.test(name) && (IMAGE.test(name) || /\.(md|txt|ya?ml)$/.test(name));
}

/** The folder as a person writes it: from content/ on. */
function placeOf(folder: string): string {
  return folder.slice(folder.lastIndexOf("content/"));
}

function readText(bytes: Uint8Array, place: string, faults: FaultDetail[]): string | null {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes).replace(/\r\n?/g, "\n");
    if (!text.includes("\u0000")) return text;
  } catch {
    // Falls through to the fault: the place says which file it is.
  }
  faults.push({
    code: "content-invalid",
    place,
    message: "The file is not UTF-8 text.",
    remedy: "Save it as plain text in UTF-8.",
  });
  return null;
}

/** The YAML reader is loaded only where there is something to read. */
async function editsIn(text: string, place: string, faults: FaultDetail[]): Promise<HeadlineEdits | null> {
  const { readHeadlineEdits } = await import("./read-headline-edits.ts");
  const read = readHeadlineEdits(text, place);
  faults.push(...read.faults);
  return read.edits;
}

/** A text that would be printed nowhere: never passed over in silence. */
function unknownText(place: string, name: string, known: readonly string[]): FaultDetail {
  if (name.endsWith(".md")) {
    const id = name.slice(0, -".md".length);
    const message = `There is no section "${id}" for this text.`;
    return { code: "content-invalid", place, message, remedy: nearest(id, known) };
  }
  const remedy = `Pasted headlines stand in ${PASTED}, what is done with those of feeds in ${EDITS}, words of the writer in <section>.md.`;
  return { code: "content-invalid", place, message: "The file has no place in an issue.", remedy };
}

function tooLarge(place: string, bytes: number): FaultDetail {
  const message = `The file has ${bytes} bytes; ${MOST_BYTES} at most.`;
  return { code: "content-invalid", place, message, remedy: "Make it smaller." };
}
