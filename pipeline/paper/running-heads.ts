import type { Entry } from "./outline.ts";
import type { PdfFile } from "./pdf-file.ts";
import type { PdfFont } from "./pdf-fonts.ts";
import type { PdfCatalogue, PdfPage } from "./pdf-pages.ts";
import { bare, references, referred } from "./pdf-words.ts";
import { type Typeset, typeset } from "./typeset.ts";

/**
 * Which sections stand on each page, by the headings of the outline's second level: the one under which the page's first words in reading order
 * stand, which may go on from the page before, and those that begin on it.
 *
 * A heading reaches to the end of the element that holds it. Chromium numbers elements in reading order, so that only a few of them need be read.
 *
 * @returns titles by the page's index
 */
export function sectionsOnPages(
  file: PdfFile,
  { dictionary, pages }: PdfCatalogue,
  outline: readonly Entry[],
): readonly (readonly string[])[] {
  const headings = outline.filter(({ level, element }) => level === 2 && element !== null);
  const held = new Map<number, Entry[]>();
  for (const heading of headings) {
    const holder = referred(bare(file.object(heading.element!)), "P") ?? 0;
    held.set(holder, [...(held.get(holder) ?? []), heading]);
  }
  const leaves = leavesOfPages(file, dictionary, pages);
  return pages.map(({ object }, index) => {
    const first = leaves[index]?.reduce((least, leaf) => Math.min(least, leaf), Number.POSITIVE_INFINITY);
    const above = first === undefined ? null : headingAbove(file, first, held);
    const begun = headings.filter(({ page }) => page === object);
    return [...new Set([...(above ? [above] : []), ...begun])].map(({ title }) => title);
  });
}

/** The elements that have pieces of a page's content, by the page's index. */
function leavesOfPages(
  file: PdfFile,
  catalogue: string,
  pages: readonly PdfPage[],
): readonly (readonly number[])[] {
  const root = file.object(referred(bare(catalogue), "StructTreeRoot") ?? 0);
  const numbers = /\/Nums \[([^\]]*)\]/.exec(file.object(referred(root, "ParentTree") ?? 0))?.[1] ?? "";
  const lists = new Map(
    [...numbers.matchAll(/(\d+) (\d+) 0 R/g)].map(([, key, object]) => [key, Number(object)]),
  );
  return pages.map(({ dictionary }) => {
    const list = lists.get(/\/StructParents (\d+)/.exec(dictionary)?.[1]);
    return list === undefined ? [] : references(file.object(list));
  });
}

const DEEPEST = 100;

function headingAbove(
  file: PdfFile,
  leaf: number,
  held: ReadonlyMap<number, readonly Entry[]>,
): Entry | null {
  let element: number | null = leaf;
  for (let depth = 0; element !== null && depth < DEEPEST; depth += 1) {
    const above = held.get(element)?.findLast((heading) => heading.element! <= leaf);
    if (above) return above;
    element = referred(bare(file.object(element)), "P");
  }
  return null;
}

const MOST = 3;

/**
 * Sets the names of a page's sections as its head: three at most, and fewer where they are too long for the room; "…" stands for those left out.
 * One name alone is cut at a word.
 *
 * @param room in points
 */
export function headOf(
  names: readonly string[],
  { size, room, fonts }: { readonly size: number; readonly room: number; readonly fonts: readonly PdfFont[] },
): Typeset | null {
  const join = fonts.some(({ glyphs }) => glyphs.has("·")) ? " · " : ", ";
  for (let count = Math.min(MOST, names.length); count > 0; count -= 1) {
    const said = names.slice(0, count).join(join);
    const set = fitting(count < names.length ? [`${said} …`, `${said} ...`] : [said]);
    if (set) return set;
  }
  const words = names[0]?.split(" ") ?? [];
  for (let count = words.length - 1; count > 0; count -= 1) {
    const said = words.slice(0, count).join(" ");
    const set = fitting([`${said} …`, `${said} ...`]);
    if (set) return set;
  }
  return null;

  function fitting(texts: readonly string[]): Typeset | null {
    for (const text of texts) {
      const set = typeset(text, size, fonts);
      if (set && set.width <= room) return set;
    }
    return null;
  }
}
