import { numberContents } from "./contents-numbers.ts";
import { type Drawn, readDrawn } from "./drawn.ts";
import { extended } from "./increment.ts";
import { type Entry, readOutline } from "./outline.ts";
import { type Line, layOver } from "./overlay.ts";
import type { PageWords } from "./page-words.ts";
import type { PdfFile } from "./pdf-file.ts";
import type { PdfFont } from "./pdf-fonts.ts";
import type { PdfPage } from "./pdf-pages.ts";
import { pdfWords } from "./pdf-words.ts";
import type { ReadPdf } from "./read-pdf.ts";
import { headOf, sectionsOnPages } from "./running-heads.ts";
import { metadataUpdate } from "./told-metadata.ts";
import { byPreference } from "./typeset.ts";

/** A page's head as Chromium printed it. */
interface Head {
  readonly publication: string;
  readonly end: number;
  readonly right: number;
  readonly base: number;
}

const HEAD_SIZE = 8.5;
/** Points between the publication's name and those of the sections. */
const HEAD_GAP = 24;
/** The share of a page's height above which its head stands. */
const HEAD_FROM = 0.85;
const USUAL_GREY = "#5c6068";

/**
 * Writes into a print what the browser could not know or did not say, as an incremental update:
 * - the page number at the right of each contents entry, and "Name, page 3" as what is said of the link; other links say their words;
 * - the names of the sections on a page as its running head, from the second page on;
 * - author and XMP metadata;
 * - in the outline the blanks that Chromium leaves out of a heading where a line of it ends.
 *
 * What is drawn is an artifact, so that readers aloud pass over it.
 *
 * @returns the same bytes with others behind them
 */
export function finishPdf(read: ReadPdf, words: PageWords): Uint8Array {
  const { file, catalogue, fonts } = read;
  const { dictionary, pages } = catalogue;
  const preferred = byPreference(fonts.values(), words.sans);
  const outline = mendedOutline(readOutline(file, dictionary), words.headings);
  const head = pages[1] ? headOn(pages[1], read) : null;
  const drawnOn = once((page: number) => drawnBy(pages[page]!, read));
  const { numbers, links } = numberContents(file, catalogue, words, { drawnOn, fonts: preferred });
  const names = sectionsOnPages(file, catalogue, outline);
  const lines = names.map((own, page) => [
    ...(head && page > 0 ? runningHead(own, head, preferred) : []),
    ...numbers.filter((one) => one.page === page).map(({ line }) => line),
  ]);
  const grey = rgbOf(words.grey) ?? rgbOf(USUAL_GREY)!;
  return extended(
    file,
    new Map([
      ...metadataUpdate(file, catalogue, words.author ?? head?.publication ?? null),
      ...outlineUpdate(file, outline),
      ...links,
      ...layOver(pages, lines, { grey, free: file.size + 1 }), // the first free number has the metadata
    ]),
  );
}

/** The head of a page, the same on all: its first words, at the upper edge, before anything that is marked as content. */
function headOn(page: PdfPage, { file, fonts }: ReadPdf): Head | null {
  const content = file.stream(page.contents[0] ?? 0);
  const marked = content.indexOf("BDC");
  const { runs, areas } = readDrawn([content.subarray(0, marked < 0 ? undefined : marked)], fonts);
  const publication = runs.find(({ y }) => y > page.height * HEAD_FROM);
  const rules = areas.filter(({ top }) => top > page.height * HEAD_FROM).map(({ right }) => right);
  if (!publication || rules.length === 0) return null;
  return {
    publication: publication.text(),
    end: publication.endX,
    right: Math.max(...rules),
    base: publication.y,
  };
}

function runningHead(names: readonly string[], head: Head, fonts: readonly PdfFont[]): readonly Line[] {
  const set = headOf(names, { size: HEAD_SIZE, room: head.right - head.end - HEAD_GAP, fonts });
  return set ? [{ set, size: HEAD_SIZE, right: head.right, base: head.base, header: true }] : [];
}

function drawnBy({ contents }: PdfPage, { file, fonts }: ReadPdf): Drawn {
  return readDrawn(contents.map(file.stream), fonts);
}

function once<T>(make: (key: number) => T): (key: number) => T {
  const made = new Map<number, T>();
  return (key) => {
    const one = made.get(key) ?? make(key);
    made.set(key, one);
    return one;
  };
}

interface MendedEntry extends Entry {
  readonly mended: boolean;
}

function mendedOutline(outline: readonly Entry[], headings: readonly string[]): readonly MendedEntry[] {
  const closed = (text: string) => text.replace(/\s+/g, "");
  const whole = new Map(headings.map((heading) => [closed(heading), heading]));
  return outline.map((entry) => {
    const title = whole.get(closed(entry.title)) ?? entry.title;
    return { ...entry, title, mended: title !== entry.title };
  });
}

function outlineUpdate(file: PdfFile, outline: readonly MendedEntry[]): ReadonlyMap<number, string> {
  const written = /\/Title (?:\((?:\\[\s\S]|[^\\)])*\)|<[^>]*>)/;
  return new Map(
    outline
      .filter(({ mended }) => mended)
      .map(({ object, title }) => [
        object,
        file.object(object).replace(written, () => `/Title ${pdfWords(title)}`),
      ]),
  );
}

function rgbOf(colour: string): readonly number[] | null {
  const hex = /^#([\da-f]{6})$/i.exec(colour.trim())?.[1];
  return hex === undefined ? null : [0, 2, 4].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
}
