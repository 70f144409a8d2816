import type { Row } from "../database/sql.ts";

/** Values named in one statement. */
export const NAMED = 100;
const NAMES = Array.from({ length: NAMED }, (_, index) => `v${index}`);

/** As a condition: the column is one of the values that a page of `namedByPage` names. */
export const isNamed = (column: string) => `${column} IN (${NAMES.map((name) => `:${name}`).join(", ")})`;

/** Values as parameters, in order and a page at a time: the last page is filled up, so that all are asked for by the same statement. */
export function namedByPage(values: readonly string[]): readonly Row[] {
  const sorted = [...new Set(values)].sort();
  return Array.from({ length: Math.ceil(sorted.length / NAMED) }, (_, page) =>
    Object.fromEntries(NAMES.map((name, index) => [name, sorted[page * NAMED + index] ?? sorted.at(-1)!])),
  );
}
