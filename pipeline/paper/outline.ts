import type { PdfFile } from "./pdf-file.ts";
import { bare, referred, wordsOf } from "./pdf-words.ts";

/** An entry of the outline. */
export interface Entry {
  readonly object: number;
  readonly title: string;
  /** 1 at the top. */
  readonly level: number;
  /** The element of the structure that it names; null where the file does not say. */
  readonly element: number | null;
  /** The object of the page to which it leads; null where it leads nowhere. */
  readonly page: number | null;
}

const DEEPEST = 8;

/** The outline from top to bottom; empty where there is none. */
export function readOutline(file: PdfFile, catalogue: string): readonly Entry[] {
  const entries: Entry[] = [];
  const seen = new Set<number>();
  const walk = (first: number | null, level: number) => {
    for (let object = first; object !== null && !seen.has(object) && level <= DEEPEST; ) {
      seen.add(object);
      const dictionary = file.object(object);
      const plain = bare(dictionary);
      const title = wordsOf(dictionary, "Title") ?? "";
      const page = /\/Dest \[(\d+) 0 R/.exec(plain)?.[1];
      const target = page === undefined ? null : Number(page);
      entries.push({ object, title, level, element: referred(plain, "SE"), page: target });
      walk(referred(plain, "First"), level + 1);
      object = referred(plain, "Next");
    }
  };
  const root = referred(bare(catalogue), "Outlines");
  if (root !== null) walk(referred(file.object(root), "First"), 1);
  return entries;
}
