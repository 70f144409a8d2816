import type { SQLInputValue } from "node:sqlite";
import type { Row } from "./sql.ts";

/** A statement whose parameters stand by place: by names, SQLite looks for each among all of them. */
export interface Positional {
  readonly text: string;
  /** In the order of their places; one that stands twice is given twice. */
  readonly names: readonly string[];
}

/** Words in quotes, or a name. */
const PART = /'(?:[^']|'')*'|:([a-z_]\w*)/gi;

export function positional(sql: string): Positional {
  const names: string[] = [];
  const text = sql.replace(PART, (whole, name: string | undefined) => {
    if (name === undefined) return whole;
    names.push(name);
    return "?";
  });
  return { text, names };
}

/** @throws RangeError for a name that is not given */
export function valuesFor({ names }: Positional, values: Row = {}): SQLInputValue[] {
  return names.map((name) => {
    const value = values[name];
    if (value === undefined) throw new RangeError(`:${name} is not given.`);
    return value;
  });
}
