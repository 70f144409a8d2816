import type { PdfFile } from "./pdf-file.ts";
import type { PdfCatalogue } from "./pdf-pages.ts";
import { bare, referred, wordsOf } from "./pdf-words.ts";

/** A link of a page. Lengths in points from the lower left. */
export interface Link {
  readonly object: number;
  readonly dictionary: string;
  /** The page on which it stands, counted from 0. */
  readonly page: number;
  /** "#ig-spread" within the file, "https://example.org/" outside; "" where it leads nowhere. */
  readonly target: string;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
  readonly top: number;
  /** What is said of it; null: nothing. */
  readonly contents: string | null;
}

/** Every link, page by page in the order of drawing. */
export function readLinks(file: PdfFile, { pages }: PdfCatalogue): readonly Link[] {
  return pages.flatMap(({ annotations }, page) =>
    annotations.flatMap((object) => {
      const dictionary = file.object(object);
      return dictionary.includes("/Subtype /Link") ? [linkOf(object, dictionary, page)] : [];
    }),
  );
}

function linkOf(object: number, dictionary: string, page: number): Link {
  const plain = bare(dictionary);
  const rectangle = /\/Rect \[([^\]]*)\]/.exec(plain)?.[1]?.trim().split(/\s+/).map(Number) ?? [];
  const [left = 0, bottom = 0, right = 0, top = 0] = rectangle;
  const name = /\/Dest \/([^\s/>]+)/.exec(plain)?.[1];
  const target = name === undefined ? (wordsOf(dictionary, "URI") ?? "") : `#${nameOf(name)}`;
  const contents = wordsOf(dictionary, "Contents");
  return { object, dictionary, page, target, left, bottom, right, top, contents };
}

/** On which page each named place is, counted from 0, by its name. */
export function readPlaces(file: PdfFile, { dictionary, pages }: PdfCatalogue): ReadonlyMap<string, number> {
  const places = file.object(referred(bare(dictionary), "Dests") ?? 0);
  const indexes = new Map(pages.map(({ object }, index) => [object, index]));
  return new Map(
    [...places.matchAll(/\/([^\s/[\]]+) \[(\d+) 0 R/g)].flatMap(([, name = "", object]) => {
      const index = indexes.get(Number(object));
      return index === undefined ? [] : [[nameOf(name), index] as const];
    }),
  );
}

/** `a#20b` is "a b"; letters are UTF-8. */
function nameOf(written: string): string {
  const bytes = written.replace(/#([\dA-Fa-f]{2})/g, (_, hex) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return Buffer.from(bytes, "latin1").toString("utf8");
}
