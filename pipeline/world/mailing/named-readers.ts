import type { Row } from "../database/sql.ts";

/** Named in one statement. */
const PAGE = 100;
const NAMES = Array.from({ length: PAGE }, (_, index) => `r${index}`);

/** As a condition: rows of those whom a page of `readersByPage` names. */
export const NAMED_READERS = `recipient IN (${NAMES.map((name) => `:${name}`).join(", ")})`;

/** Readers as parameters, in order and a page at a time: the last page is filled up, so that all are asked for by the same statement. */
export function readersByPage(recipients: readonly string[]): readonly Row[] {
  const sorted = [...new Set(recipients)].sort();
  return Array.from({ length: Math.ceil(sorted.length / PAGE) }, (_, page) =>
    Object.fromEntries(NAMES.map((name, index) => [name, sorted[page * PAGE + index] ?? sorted.at(-1)!])),
  );
}
