/** Where an object stands, in bytes. */
export interface Place {
  readonly from: number;
  readonly to: number;
}

export interface CrossReferences {
  /** The newest trailer. */
  readonly trailer: string;
  placeOf(number: number): Place | null;
}

const ENTRY = 20;

/**
 * The newest place of each object: the newest table counts, older ones fill in. An object ends where the next one begins, whatever words it
 * holds.
 *
 * @param start where the newest table begins
 * @throws RangeError there is none
 */
export function crossReferences(text: string, start: number): CrossReferences {
  const offsets: number[] = [];
  const ends = [text.length];
  const read = new Set<number>();
  let trailer = "";
  for (let table = start; !read.has(table); ) {
    if (!text.startsWith("xref", table))
      throw new RangeError("It is no PDF with a table of cross references.");
    read.add(table);
    ends.push(table);
    const end = readTable(text, table + 5, { offsets, ends });
    const own = text.slice(end, text.indexOf("startxref", end));
    trailer ||= own;
    const previous = /\/Prev (\d+)/.exec(own)?.[1];
    if (previous === undefined) break;
    table = Number(previous);
  }
  const sorted = Float64Array.from(ends).sort();
  const placeOf = (number: number) => {
    const from = offsets[number];
    return from === undefined ? null : { from, to: nextAfter(sorted, from) };
  };
  return { trailer, placeOf };
}

interface Found {
  /** The newest of each object. */
  readonly offsets: number[];
  /** Where anything begins, so that something before it ends: void objects too. */
  readonly ends: number[];
}

/** Sections of "FIRST COUNT" and lines of twenty bytes. Returns where the trailer begins. */
function readTable(text: string, from: number, { offsets, ends }: Found): number {
  let at = from;
  for (;;) {
    const head = /^(\d+) (\d+)\s*\n/.exec(text.slice(at, at + 24));
    if (!head) return at;
    at += head[0].length;
    const [first, count] = [Number(head[1]), Number(head[2])];
    for (let line = 0; line < count; line += 1, at += ENTRY) {
      if (text.charCodeAt(at + 17) !== 0x6e) continue; // n: in use
      const offset = tenDigits(text, at);
      offsets[first + line] ??= offset;
      ends.push(offset);
    }
  }
}

function tenDigits(text: string, at: number): number {
  let number = 0;
  for (let digit = 0; digit < 10; digit += 1) number = number * 10 + text.charCodeAt(at + digit) - 0x30;
  return number;
}

function nextAfter(sorted: Float64Array, value: number): number {
  let [low, high] = [0, sorted.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! > value) high = middle;
    else low = middle + 1;
  }
  return sorted[low]!;
}
