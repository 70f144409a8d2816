import type { PdfFile } from "./pdf-file.ts";
import { bare, referred, wordsOf } from "./pdf-words.ts";

/** A piece of a page's content, by its number on that page. */
export interface Mark {
  /** The object of the page. */
  readonly page: number;
  readonly mark: number;
}

/** An element of the structure: what readers aloud walk through. */
export interface Element {
  readonly object: number;
  /** "H2", "TH", "Figure", "NonStruct". */
  readonly role: string;
  /** What is said in its place; null: nothing. */
  readonly alt: string | null;
  /** Elements and pieces below, in reading order. */
  readonly kids: readonly (Element | Mark)[];
}

/** The structure's first element; null in a file without tags. */
export function readStructure(file: PdfFile, catalogue: string): Element | null {
  const root = referred(bare(catalogue), "StructTreeRoot");
  const top = root === null ? null : referred(file.object(root), "K");
  return top === null ? null : elementOf(file, top, new Set());
}

export function isMark(kid: Element | Mark): kid is Mark {
  return "mark" in kid;
}

/** An element and all below it, in reading order. */
export function elementsIn(element: Element): readonly Element[] {
  const all: Element[] = [];
  const walk = (one: Element) => {
    all.push(one);
    for (const kid of one.kids) if (!isMark(kid)) walk(kid);
  };
  walk(element);
  return all;
}

/** The first piece below an element in reading order; null where it has none. */
export function firstMark(element: Element): Mark | null {
  for (const kid of element.kids) {
    const first = isMark(kid) ? kid : firstMark(kid);
    if (first) return first;
  }
  return null;
}

/** @param seen a damaged file may go in circles */
function elementOf(file: PdfFile, object: number, seen: Set<number>): Element {
  seen.add(object);
  const dictionary = file.object(object);
  const entries = bare(dictionary);
  const page = numberAfter(entries, "/Pg ");
  const kids: (Element | Mark)[] = [];
  for (const kid of kidsOf(entries)) {
    if ("element" in kid) {
      if (!seen.has(kid.element)) kids.push(elementOf(file, kid.element, seen));
    } else kids.push({ page: kid.page ?? page ?? 0, mark: kid.mark });
  }
  const alt = entries.includes("/Alt") ? wordsOf(dictionary, "Alt") : null;
  return { object, role: roleOf(entries), alt, kids };
}

type Kid = { readonly element: number } | { readonly mark: number; readonly page: number | null };

/** There are thousands of them, and `/K 7` or `/K 34 0 R` are most: no pattern is asked for these. */
function kidsOf(entries: string): readonly Kid[] {
  const at = entries.indexOf("/K ");
  if (at < 0) return [];
  const first = entries[at + 3];
  if (first !== "[" && first !== "<") {
    const number = Number.parseInt(entries.slice(at + 3, at + 13), 10);
    return [
      entries.startsWith(" 0 R", at + 3 + String(number).length)
        ? { element: number }
        : { mark: number, page: null },
    ];
  }
  const list = first === "[" ? entries.slice(at + 4, entries.indexOf("]", at)) : entries.slice(at + 3);
  return [...list.matchAll(/<<([^>]*)>>|(\d+) 0 R|(\d+)/g)].flatMap(
    ([, own, element, mark]): readonly Kid[] => {
      if (element !== undefined) return [{ element: Number(element) }];
      if (mark !== undefined) return [{ mark: Number(mark), page: null }];
      const piece = numberAfter(own ?? "", "/MCID ");
      return piece === null ? [] : [{ mark: piece, page: numberAfter(own ?? "", "/Pg ") }];
    },
  );
}

function numberAfter(entries: string, key: string): number | null {
  const at = entries.indexOf(key);
  return at < 0 ? null : Number.parseInt(entries.slice(at + key.length, at + key.length + 10), 10);
}

function roleOf(entries: string): string {
  const at = entries.indexOf("/S /") + 4;
  let end = at;
  while (/[A-Za-z0-9]/.test(entries[end] ?? "")) end += 1;
  return at < 4 ? "" : entries.slice(at, end);
}
