import type { Row, Value } from "../database/sql.ts";
import type { Book } from "./book.ts";

/** So many rows of parameters stand in a statement at most. */
const MOST = 64;

/** Rows of parameters in words for `VALUES` or `IN`, and their values by name. */
export interface Many {
  /** `(:series_0, :source_0), (:series_1, :source_1)` */
  readonly words: string;
  readonly values: Row;
}

/**
 * Asks once for many: `ask` is given rows of parameters for `VALUES` or `IN`. Their number is filled up to a power of two with
 * rows of nothing, which equal none: so there are few different statements.
 *
 * @param types of the columns, as nothing else may tell them
 */
export async function askedFor(
  rows: readonly Row[],
  types: Readonly<Record<string, "BIGINT" | "TEXT">>,
  ask: (many: Many) => Promise<readonly Row[]>,
): Promise<Row[]> {
  const nothing = Object.fromEntries(Object.keys(types).map((name) => [name, null]));
  const cast = (name: string, place: string) => `CAST(${place} AS ${types[name]})`;
  const found: Row[] = [];
  for (let begin = 0; begin < rows.length; begin += MOST) {
    const group = rows.slice(begin, begin + MOST);
    while (group.length & (group.length - 1)) group.push(nothing);
    for (const row of await ask(manyOf(group, cast))) found.push(row);
  }
  return found;
}

/** Adds rows of the same columns. @param more what follows the rows, such as ON CONFLICT … */
export async function insertAll(book: Book, table: string, rows: readonly Row[], more = ""): Promise<void> {
  for (const group of inPowersOfTwo(rows)) {
    const { words, values } = manyOf(group, (_, place) => place);
    await book.run(
      `INSERT INTO ${table} (${Object.keys(group[0]!).join(", ")}) VALUES ${words} ${more}`,
      values,
    );
  }
}

function inPowersOfTwo(rows: readonly Row[]): Row[][] {
  const groups: Row[][] = [];
  for (let begin = 0; begin < rows.length; ) {
    const size = Math.min(MOST, 2 ** Math.floor(Math.log2(rows.length - begin)));
    groups.push(rows.slice(begin, begin + size));
    begin += size;
  }
  return groups;
}

function manyOf(rows: readonly Row[], worded: (name: string, place: string) => string): Many {
  const names = Object.keys(rows[0]!);
  const values: Record<string, Value> = {};
  const words = rows.map((row, index) => {
    for (const name of names) values[`${name}_${index}`] = row[name]!;
    return `(${names.map((name) => worded(name, `:${name}_${index}`)).join(", ")})`;
  });
  return { words: words.join(", "), values };
}
