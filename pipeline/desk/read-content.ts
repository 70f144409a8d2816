import { parse } from "yaml";
import { type FaultDetail, PipelineError } from "../errors.ts";
import { type FrontMatter, FrontMatterSchema, type IssueContent } from "../model/issue.ts";
import type { Section } from "../sections/section.ts";
import type { World } from "../world/world.ts";
import { nearest } from "./nearest.ts";

const IMAGE = /\.(png|jpe?g|webp|gif)$/i;
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
  const known = ["lead", ...sections.map(({ id }) => id)];
  for (const name of await files.list(folder)) {
    const place = `${placeOf(folder)}/${name}`;
    const bytes = (await files.read(`${folder}/${name}`)) ?? new Uint8Array();
    if (bytes.length > MOST_BYTES) faults.push(tooLarge(place, bytes.length));
    else if (name === "headlines.txt") pasted = readText(bytes, place, faults);
    else if (IMAGE.test(name)) images[name] = bytes;
    else if (name.endsWith(".md")) {
      const id = name.slice(0, -3);
      const text = readText(bytes, place, faults);
      if (!known.includes(id)) faults.push(unknownNote(place, id, known));
      else if (id === "lead") ({ lead, front } = splitFront(text ?? "", place, faults));
      else if (text?.trim()) notes[id] = text.trim();
    }
  }
  if (faults.length > 0) throw new PipelineError(faults);
  return { lead, notes, pasted, images, title: front.title ?? null, standfirst: front.standfirst ?? null };
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

/** `---` YAML `---` before the lead: title and standfirst. */
function splitFront(
  text: string,
  place: string,
  faults: FaultDetail[],
): { lead: string | null; front: FrontMatter } {
  const found = /^---\n([\s\S]*?)\n---\n?/.exec(text);
  const body = (found ? text.slice(found[0].length) : text).trim();
  const lead = body === "" ? null : body;
  if (!found) return { lead, front: {} };
  try {
    const checked = FrontMatterSchema.safeParse(parse(found[1] ?? "") ?? {});
    if (checked.success) return { lead, front: checked.data };
    const message = checked.error.issues
      .map((issue) => `${issue.path.join(".")} ${issue.message}`)
      .join("; ");
    faults.push({
      code: "content-invalid",
      place: `${place}:1`,
      message: `The front matter is wrong: ${message}.`,
      remedy: "It may hold title and standfirst.",
    });
  } catch (cause) {
    const message = `The front matter is not YAML: ${String((cause as Error).message).split("\n")[0]}`;
    faults.push({ code: "content-invalid", place: `${place}:1`, message, remedy: "Correct it.", cause });
  }
  return { lead, front: {} };
}

function unknownNote(place: string, id: string, known: readonly string[]): FaultDetail {
  return {
    code: "content-invalid",
    place,
    message: `There is no section "${id}" for this text.`,
    remedy: nearest(id, known),
  };
}

function tooLarge(place: string, bytes: number): FaultDetail {
  return {
    code: "content-invalid",
    place,
    message: `The file has ${bytes} bytes; ${MOST_BYTES} at most.`,
    remedy: "Make it smaller.",
  };
}
