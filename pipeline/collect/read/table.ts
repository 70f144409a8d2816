import { quoted } from "./quoted.ts";
import { shapeChanged } from "./refusal.ts";

/** A CSV cut into cells, with names in its first row. */
export interface Table {
  readonly names: readonly string[];
  readonly rows: readonly TableRow[];
}

export interface TableRow {
  readonly line: number;
  /** As many as there are names, or not. */
  readonly cells: readonly string[];
}

/** The index of the column with this name, in whatever case. @throws Unreadable shape_changed where none or more than one has it */
export function columnOf({ names }: Pick<Table, "names">, name: string): number {
  const places = names.flatMap((each, index) => (sameName(each, name) ? index : []));
  const [place] = places;
  if (places.length === 1 && place !== undefined) return place;
  const found = places.length > 1 ? `${places.length} of them` : quoted(names.join(", "));
  throw shapeChanged(`One column "${name}" is expected; found ${found}.`);
}

export function hasColumn({ names }: Pick<Table, "names">, name: string): boolean {
  return names.some((each) => sameName(each, name));
}

function sameName(left: string, right: string): boolean {
  const plain = (name: string) => name.trim().replace(/\s+/g, " ").toLowerCase();
  return plain(left) === plain(right);
}

/** `8 cells where the header has 7 names`. */
export function widthOf({ cells }: Pick<TableRow, "cells">, { names }: Pick<Table, "names">): string {
  return `${cells.length} cells where the header has ${names.length} names`;
}

/** "4,17" pushes what follows it one column on. @throws Unreadable shape_changed for the first row with more or fewer cells than names */
export function refuseUneven(table: Table): void {
  const odd = table.rows.find(({ cells }) => cells.length !== table.names.length);
  if (odd) throw shapeChanged(`Line ${odd.line} has ${widthOf(odd, table)}.`);
}
