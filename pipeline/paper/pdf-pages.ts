import type { PdfFile } from "./pdf-file.ts";
import { bare, references, referred } from "./pdf-words.ts";

export interface PdfPage {
  readonly object: number;
  readonly dictionary: string;
  /** In points. */
  readonly width: number;
  readonly height: number;
  /** The streams that draw it, in their order. */
  readonly contents: readonly number[];
  /** Its links and notes, in the order of drawing. */
  readonly annotations: readonly number[];
}

export interface PdfCatalogue {
  readonly object: number;
  readonly dictionary: string;
  readonly pages: readonly PdfPage[];
}

/** @throws RangeError it has no pages */
export function readCatalogue(file: PdfFile): PdfCatalogue {
  const object = referred(file.trailer, "Root") ?? 0;
  const dictionary = file.object(object);
  const pages = pagesBelow(file, referred(bare(dictionary), "Pages") ?? 0, 0);
  if (pages.length === 0) throw new RangeError("The PDF has no pages.");
  return { object, dictionary, pages };
}

const DEEPEST = 20;

/** Chromium puts up to 8 pages below one node, and nodes below nodes. */
function pagesBelow(file: PdfFile, object: number, depth: number): readonly PdfPage[] {
  const dictionary = file.object(object);
  const kids = /\/Kids \[([^\]]*)\]/.exec(dictionary)?.[1];
  if (kids === undefined) return dictionary.includes("/Type /Page") ? [pageOf(object, dictionary)] : [];
  return depth > DEEPEST ? [] : references(kids).flatMap((kid) => pagesBelow(file, kid, depth + 1));
}

function pageOf(object: number, dictionary: string): PdfPage {
  const box = /\/MediaBox \[ ?([\d. -]+)\]/.exec(dictionary)?.[1]?.trim().split(/\s+/).map(Number) ?? [];
  const [left = 0, bottom = 0, right = 0, top = 0] = box;
  const contents = /\/Contents (\[[^\]]*\]|\d+ 0 R)/.exec(dictionary)?.[1] ?? "";
  const annotations = /\/Annots (\[[^\]]*\])/.exec(dictionary)?.[1] ?? "";
  return {
    object,
    dictionary,
    width: right - left,
    height: top - bottom,
    contents: references(contents),
    annotations: references(annotations),
  };
}
