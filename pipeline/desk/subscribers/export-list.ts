import type { Subscriber } from "../../model/subscriber.ts";
import { formulaSafe } from "./formula-safe.ts";
import { COLUMNS } from "./list-columns.ts";

const PIECE_LETTERS = 65_536;

/** Readers as a CSV (RFC 4180) that no spreadsheet computes and `importList` takes back as it was, in pieces. */
export async function* listAsCsv(readers: AsyncIterable<Subscriber>): AsyncGenerator<string> {
  let piece = lineOf(COLUMNS);
  for await (const { address, name, tier, state, changedAt, consent } of readers) {
    const leftAt = ["unsubscribed", "bounced", "complained"].includes(state) ? changedAt : "";
    piece += lineOf([address, name ?? "", tier, state, consent?.at ?? "", consent?.proof ?? "", leftAt]);
    if (piece.length < PIECE_LETTERS) continue;
    yield piece;
    piece = "";
  }
  yield piece;
}

function lineOf(cells: readonly string[]): string {
  return `${cells.map((cell) => quotedCell(formulaSafe(cell))).join(",")}\r\n`;
}

/** Also where a space stands at its ends, which some programs drop. */
function quotedCell(cell: string): string {
  return /[",\r\n;\t]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
