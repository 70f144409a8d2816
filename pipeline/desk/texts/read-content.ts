import { type FaultDetail, PipelineError } from "../../errors.ts";
import { sayWritten } from "../../fill/written.ts";
import type { IssueCorrection } from "../../model/correction.ts";
import type { HeadlineEdits } from "../../model/headline-edits.ts";
import type { IssueContent } from "../../model/issue.ts";
import type { WrittenText } from "../../model/written.ts";
import { unfitPicture } from "../../render/pictures.ts";
import type { Section } from "../../sections/section.ts";
import type { World } from "../../world/world.ts";
import { nearest } from "../nearest.ts";
import { readLead } from "./front-matter.ts";
import { missingPictures, picturesShown } from "./links.ts";
import { readWritten } from "./read-written.ts";

const IMAGE = /\.(png|jpe?g|webp|gif|svg)$/i;
/** What editors and file managers leave behind: `.DS_Store`, `lead.md~`, `#lead.md#`. */
const LITTER = /^[.#~]|~$/;
const PASTED = "headlines.txt";
const EDITS = "headlines.yaml";
const CORRECTION = "correction.yaml";
/** A day of pasted headlines. */
const MOST_BYTES = 2_000_000;
/** What a good camera writes; pages show it smaller. */
const MOST_PICTURE_BYTES = 25_000_000;
/** Some 35,000 words: whoever has more has pasted something else. Every sentence of a text is read by rules. */
const MOST_TEXT_BYTES = 200_000;

/** What the writer has written for the day; nothing at all is fine. @throws PipelineError content-invalid, with all faults */
export async function readIssueContent(
  folder: string,
  sections: readonly Section[],
  { files }: Pick<World, "files">,
): Promise<IssueContent> {
  const faults: FaultDetail[] = [];
  const texts: WrittenText[] = [];
  const images: Record<string, Uint8Array> = {};
  let pasted: string | null = null;
  let edits: HeadlineEdits = { pin: [], drop: [], retitle: [] };
  let correction: IssueCorrection | null = null;
  const known = ["lead", ...sections.map(({ id }) => id)];
  for (const name of (await files.list(folder)).filter((name) => isOurs(name))) {
    const place = `${placeOf(folder)}/${name}`;
    const bytes = await files.read(`${folder}/${name}`);
    if (bytes === null) {
      faults.push(gone(place));
      continue;
    }
    const most = mostBytes(name);
    if (bytes.length > most) faults.push(tooLarge(place, bytes.length, most));
    else if (IMAGE.test(name)) images[name.normalize("NFC")] = bytes;
    else {
      const text = readText(bytes, place, faults);
      const id = name.replace(/\.md$/, "");
      if (name === PASTED) pasted = text;
      else if (name === EDITS) edits = (await editsIn(text ?? "", place, faults)) ?? edits;
      else if (name === CORRECTION) correction = await correctionIn(text ?? "", place, faults);
      else if (!known.includes(id)) faults.push(unknownText(place, name, known));
      else if (id === "lead") texts.unshift(...(await leadTexts(text ?? "", place, faults)));
      else texts.push(...said({ id, file: place, line: 1, column: 1, raw: text ?? "" }, faults));
    }
  }
  faults.push(...missingPictures(texts, Object.keys(images)), ...unfitPictures(folder, texts, images));
  if (faults.length > 0) throw new PipelineError(faults);
  const raw = Object.fromEntries(texts.map((text) => [text.id, text.raw.trim()]));
  const { lead = null, title = null, standfirst = null, ...notes } = raw;
  return { lead, title, standfirst, notes, texts, pasted, edits, images, correction };
}

function mostBytes(name: string): number {
  if (IMAGE.test(name)) return MOST_PICTURE_BYTES;
  return name.endsWith(".md") ? MOST_TEXT_BYTES : MOST_BYTES;
}

/** What no page could show is refused where its place is known; a picture that no text shows is the writer's own affair. */
function unfitPictures(
  folder: string,
  texts: readonly WrittenText[],
  images: Readonly<Record<string, Uint8Array>>,
): readonly FaultDetail[] {
  const shown = [...picturesShown(texts)].filter((name) => Object.hasOwn(images, name));
  return shown.flatMap((name) => unfitPicture(`${placeOf(folder)}/${name}`, images[name]!) ?? []);
}

/** lead.md as up to three texts: the lead, and the head that its front matter gives it. */
async function leadTexts(text: string, file: string, faults: FaultDetail[]): Promise<readonly WrittenText[]> {
  const { body, line, front, places } = await readLead(text, file, faults);
  const heads = (["title", "standfirst"] as const).flatMap((id) => {
    const raw = front[id];
    const { line = 1, column = 1 } = places[id] ?? {};
    return raw === undefined ? [] : said({ id, file, line, column, raw }, faults);
  });
  return [...said({ id: "lead", file, line, column: 1, raw: body }, faults), ...heads];
}

/** A text taken apart; none where it would print nothing: scaffolded files hold comments alone. */
function said(of: Omit<WrittenText, "pieces">, faults: FaultDetail[]): readonly WrittenText[] {
  const { text, faults: found } = readWritten(of);
  faults.push(...found);
  return sayWritten(text, () => "figure") === "" ? [] : [text];
}

/** Texts and images; other kinds, such as a spreadsheet, are the writer's own affair. */
function isOurs(name: string): boolean {
  return !LITTER.test(name) && (IMAGE.test(name) || /\.(md|txt|ya?ml)$/i.test(name));
}

/** The folder as a person writes it: from content/ on. */
function placeOf(folder: string): string {
  return folder.slice(folder.lastIndexOf("content/"));
}

function readText(bytes: Uint8Array, place: string, faults: FaultDetail[]): string | null {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes).replace(/\r\n?/g, "\n");
    const isSound = !text.includes("\u0000");
    if (isSound && place.endsWith(".md")) faults.push(...oddities(text, place));
    if (isSound) return text;
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

/** What no editor writes and no reader of Markdown survives: a first one of each kind, by its line. */
const ODDITIES: readonly (readonly [pattern: RegExp, message: string, remedy: string])[] = [
  [
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for.
    /[\u0001-\u0008\u000e-\u001f\u007f]/,
    "The line holds a control character, which comes of pasting what is no text.",
    "Take it out, or type the words anew.",
  ],
  [
    /(?:(?:>|[-*+][ \t]|\d{1,9}[.)][ \t])[ \t]*){40}/,
    "More than 40 quotations or lists stand in one another.",
    "Take out the signs at the line's beginning.",
  ],
];

function oddities(text: string, place: string): readonly FaultDetail[] {
  return ODDITIES.flatMap(([pattern, message, remedy]) => {
    const at = pattern.exec(text)?.index;
    if (at === undefined) return [];
    const line = text.slice(0, at).split("\n").length;
    return [{ code: "content-invalid", place: `${place}:${line}`, message, remedy }] as const;
  });
}

/** The YAML reader is loaded only where there is something to read. */
async function editsIn(text: string, place: string, faults: FaultDetail[]): Promise<HeadlineEdits | null> {
  const { readHeadlineEdits } = await import("./read-headline-edits.ts");
  const read = readHeadlineEdits(text, place);
  faults.push(...read.faults);
  return read.edits;
}

async function correctionIn(
  text: string,
  place: string,
  faults: FaultDetail[],
): Promise<IssueCorrection | null> {
  const { readCorrection } = await import("../correcting/correction-file.ts");
  const read = readCorrection(text, place);
  faults.push(...read.faults);
  return read.correction;
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

/** Listed a moment ago: passed over, it would make an issue without its words. */
function gone(place: string): FaultDetail {
  const message =
    "The file is listed and is not there: a link that leads nowhere, or somebody has just moved it.";
  return { code: "content-invalid", place, message, remedy: "Take the link away, or run again." };
}

function tooLarge(place: string, bytes: number, most: number): FaultDetail {
  const message = `The file has ${bytes} bytes; ${most} at most.`;
  return { code: "content-invalid", place, message, remedy: "Make it smaller." };
}
