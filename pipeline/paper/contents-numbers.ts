import type { Drawn } from "./drawn.ts";
import { type Link, readLinks, readPlaces } from "./links.ts";
import type { Line } from "./overlay.ts";
import type { PageWords } from "./page-words.ts";
import type { PdfFile } from "./pdf-file.ts";
import type { PdfFont } from "./pdf-fonts.ts";
import type { PdfCatalogue } from "./pdf-pages.ts";
import { pdfWords } from "./pdf-words.ts";
import { typeset } from "./typeset.ts";

export interface Numbered {
  /** The page on which it is written, counted from 0. */
  readonly page: number;
  readonly line: Line;
}

export interface SaidLinks {
  readonly numbers: readonly Numbered[];
  /** Links anew, with what is said of them, by their objects. */
  readonly links: ReadonlyMap<number, string>;
}

/**
 * Sets the page number of each contents entry at the right end of its link, on the base line of its words and as large, and says of every link what
 * its words say.
 *
 * @param drawnOn what a page draws, by its index: asked only of pages with contents
 * @param fonts in the order in which numbers try them
 */
export function numberContents(
  file: PdfFile,
  catalogue: PdfCatalogue,
  words: PageWords,
  { drawnOn, fonts }: { readonly drawnOn: (page: number) => Drawn; readonly fonts: readonly PdfFont[] },
): SaidLinks {
  const places = readPlaces(file, catalogue);
  const links = readLinks(file, catalogue);
  const numbers: Numbered[] = [];
  const entries = new Map<number, string>();
  for (const { target, name, before } of words.contents) {
    const link = links.filter((one) => one.target === target)[before];
    const page = places.get(target.slice(1));
    if (!link || page === undefined) continue;
    const line = numberLine(String(page + 1), link, drawnOn(link.page), fonts);
    if (!line) continue;
    numbers.push({ page: link.page, line });
    entries.set(link.object, `${name}, page ${page + 1}`);
  }
  return { numbers, links: saidLinks(links, entries, words) };
}

function numberLine(number: string, link: Link, { runs }: Drawn, fonts: readonly PdfFont[]): Line | null {
  const inside = runs.filter(
    ({ x, y }) => x >= link.left - 1 && x <= link.right && y >= link.bottom && y <= link.top,
  );
  const words = inside.sort((one, other) => one.y - other.y)[0]; // of several lines the last
  const set = words && typeset(number, words.size, fonts);
  return set ? { set, size: words.size, right: link.right, base: words.y, header: false } : null;
}

function saidLinks(
  links: readonly Link[],
  entries: ReadonlyMap<number, string>,
  words: PageWords,
): ReadonlyMap<number, string> {
  const said = new Map(words.links.toReversed()); // of several with one target the first speaks
  return new Map(
    links.flatMap(({ object, dictionary, target, contents }) => {
      const text = entries.get(object) ?? said.get(target);
      if (contents !== null || text === undefined || text === "") return [];
      return [[object, dictionary.replace(/>>\s*$/, () => `\n/Contents ${pdfWords(text)}>>`)] as const];
    }),
  );
}
