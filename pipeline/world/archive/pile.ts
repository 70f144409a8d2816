import type { Origin } from "../../model/series.ts";
import type { IsoInstant } from "../../model/unit.ts";
import { rowFrom } from "./columns.ts";

/** Where rows of one telling were read: the origin as a lane gives it, and when this desk saw it. */
export type Layer = Readonly<Origin> & { readonly retrievedAt: IsoInstant };

/** What one telling adds: rows that are new or told otherwise, oldest first. NaN is "no observation". */
export interface Rows {
  readonly days: Int32Array;
  readonly values: Float64Array;
  readonly lines: Int32Array | null;
}

/**
 * Tellings laid over each other: rows up to `count`, oldest first; the arrays may be longer. `layerOf` is null while all rows are of
 * layer 0, `lines` while no row has one.
 */
export interface Pile {
  count: number;
  days: Int32Array;
  values: Float64Array;
  layerOf: Int32Array | null;
  lines: Int32Array | null;
  readonly layers: Layer[];
  /** By day, the last value before the one that stands there now. */
  readonly revisedFrom: Map<number, number>;
  /** Values that were told again otherwise. */
  revisions: number;
}

export const NO_LINE = -1;

export function emptyPile(): Pile {
  return {
    count: 0,
    days: new Int32Array(0),
    values: new Float64Array(0),
    layerOf: null,
    lines: null,
    layers: [],
    revisedFrom: new Map(),
    revisions: 0,
  };
}

/** Lays a telling over the others: what it says is what is known from then on, what it does not name stays. */
export function layOn(pile: Pile, layer: Layer, rows: Rows): void {
  const index = pile.layers.push(layer) - 1;
  if (rows.days.length === 0) return;
  if (pile.count === 0) adopt(pile, index, rows);
  else putRows(pile, index, rows);
}

/** Most series are one telling long: its columns are taken as they are, and copied only when something is laid over them. */
function adopt(pile: Pile, index: number, { days, values, lines }: Rows): void {
  pile.count = days.length;
  pile.days = days;
  pile.values = values;
  pile.lines = lines;
  pile.layerOf = index === 0 ? null : new Int32Array(days.length).fill(index);
}

function putRows(pile: Pile, index: number, rows: Rows): void {
  makeRoom(pile, rows);
  const fresh: number[] = [];
  for (let row = 0; row < rows.days.length; row += 1) {
    const at = rowFrom(pile.days, pile.count, rows.days[row]!);
    if (at < pile.count && pile.days[at] === rows.days[row]) {
      noteRevision(pile, at, rows.values[row]!);
      putRow(pile, at, { index, row, rows });
    } else fresh.push(row);
  }
  insertRows(pile, { index, fresh, rows });
}

/** Columns that hold all rows of both. Those that were read or told have no room, so that none of them is ever written into. */
function makeRoom(pile: Pile, { days, lines }: Rows): void {
  const needed = pile.count + days.length;
  if (pile.days.length < needed) {
    const room = needed + (needed >> 1);
    pile.days = copied(pile.days, new Int32Array(room));
    pile.values = copied(pile.values, new Float64Array(room));
    if (pile.lines) pile.lines = copied(pile.lines, new Int32Array(room).fill(NO_LINE));
    pile.layerOf = pile.layerOf ? copied(pile.layerOf, new Int32Array(room)) : new Int32Array(room);
  }
  if (lines && !pile.lines) pile.lines = new Int32Array(pile.days.length).fill(NO_LINE);
}

function copied<T extends Int32Array | Float64Array>(from: T, into: T): T {
  into.set(from);
  return into;
}

interface Put {
  readonly index: number;
  readonly row: number;
  readonly rows: Rows;
}

function putRow(pile: Pile, at: number, { index, row, rows }: Put): void {
  pile.days[at] = rows.days[row]!;
  pile.values[at] = rows.values[row]!;
  pile.layerOf![at] = index;
  if (pile.lines) pile.lines[at] = rows.lines?.[row] ?? NO_LINE;
}

/** `revisedFrom` is the last value that stood there and was another one, across "no observation" in between. */
function noteRevision(pile: Pile, at: number, next: number): void {
  const day = pile.days[at]!;
  const before = pile.values[at]!;
  if (Number.isNaN(before)) {
    if (pile.revisedFrom.get(day) === next) pile.revisedFrom.delete(day);
  } else if (next !== before) {
    pile.revisedFrom.set(day, before);
    pile.revisions += 1;
  }
}

/** Merges from the end, so that no row is moved twice. */
function insertRows(
  pile: Pile,
  { index, fresh, rows }: { index: number; fresh: readonly number[]; rows: Rows },
): void {
  let old = pile.count - 1;
  let into = old + fresh.length;
  for (let next = fresh.length - 1; next >= 0; into -= 1) {
    const row = fresh[next]!;
    if (old >= 0 && pile.days[old]! > rows.days[row]!) {
      moveRow(pile, old, into);
      old -= 1;
    } else {
      putRow(pile, into, { index, row, rows });
      next -= 1;
    }
  }
  pile.count += fresh.length;
}

function moveRow(pile: Pile, from: number, to: number): void {
  pile.days[to] = pile.days[from]!;
  pile.values[to] = pile.values[from]!;
  pile.layerOf![to] = pile.layerOf![from]!;
  if (pile.lines) pile.lines[to] = pile.lines[from]!;
}

/** Which rows of a telling are news against a pile, and how much it changes. */
export interface News {
  readonly rows: Rows;
  /** Dates that have a value now and had none. */
  readonly added: number;
  /** Dates whose value is another one now, or none. */
  readonly revised: number;
}

/** What a telling says that the pile does not: dates it never named, with a value or without, and other values. */
export function newsFor(pile: Pile, told: Rows): News {
  const chosen: number[] = [];
  let added = 0;
  let revised = 0;
  for (let row = 0, at = 0; row < told.days.length; row += 1) {
    while (at < pile.count && pile.days[at]! < told.days[row]!) at += 1;
    const known = at < pile.count && pile.days[at] === told.days[row];
    const before = known ? pile.values[at]! : Number.NaN;
    const now = told.values[row]!;
    if (known && (before === now || (Number.isNaN(before) && Number.isNaN(now)))) continue;
    chosen.push(row);
    if (!Number.isNaN(before)) revised += 1;
    else if (!Number.isNaN(now)) added += 1;
  }
  return { rows: rowsAt(told, chosen), added, revised };
}

/** Some rows of a telling, by their numbers. */
export function rowsAt({ days, values, lines }: Rows, chosen: readonly number[]): Rows {
  return {
    days: picked(days, chosen, new Int32Array(chosen.length)),
    values: picked(values, chosen, new Float64Array(chosen.length)),
    lines: lines && picked(lines, chosen, new Int32Array(chosen.length)),
  };
}

/** A loop, as everywhere in columns: `from` with a function takes ten times as long. */
function picked<T extends Int32Array | Float64Array>(from: T, chosen: readonly number[], into: T): T {
  for (let row = 0; row < chosen.length; row += 1) into[row] = from[chosen[row]!]!;
  return into;
}

/** The rows of a pile from a row on, without the room behind them. */
export function rowsBetween({ days, values, lines, count }: Pile, from: number): Rows {
  return {
    days: days.subarray(from, count),
    values: values.subarray(from, count),
    lines: lines?.subarray(from, count) ?? null,
  };
}
