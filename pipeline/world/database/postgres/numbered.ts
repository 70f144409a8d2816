import type { Row } from "../sql.ts";

/** A statement as PostgreSQL takes it: parameters by number. */
interface Numbered {
  readonly text: string;
  readonly names: readonly string[];
}

/** Words in quotes, or a name; a second colon is a cast and no name. */
const PART = /'(?:[^']|'')*'|::\w+|:([a-z_]\w*)/gi;
const known = new Map<string, Numbered>();

/** `:version` as `$1`, and the values in that order. @throws RangeError for a name that is not given */
export function numbered(sql: string, values: Row = {}): { text: string; values: unknown[] } {
  const { text, names } = known.get(sql) ?? remembered(sql);
  return { text, values: names.map((name) => givenFor(name, values)) };
}

function remembered(sql: string): Numbered {
  const names: string[] = [];
  const text = sql.replace(PART, (whole, name: string | undefined) => {
    if (name === undefined) return whole;
    if (!names.includes(name)) names.push(name);
    return `$${names.indexOf(name) + 1}`;
  });
  const made = { text, names };
  known.set(sql, made);
  return made;
}

function givenFor(name: string, values: Row): unknown {
  const value = values[name];
  if (value === undefined) throw new RangeError(`:${name} is not given.`);
  // The driver takes other views of memory for lists.
  return value instanceof Uint8Array ? Buffer.from(value.buffer, value.byteOffset, value.byteLength) : value;
}
