import { finished } from "node:stream";
import { type CsvError, type Parser, parse } from "csv-parse";
import { PipelineError } from "../../errors.ts";
import { delimiterOf } from "./list-columns.ts";

export interface CsvRow {
  /** Where it begins, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

/** A row of more than that is a quote that nobody closed. */
const LONGEST_ROW = 100_000;
const HEAD_BYTES = 65_536;

/**
 * The rows of a CSV, its header first, in flat memory; blank lines are passed over. UTF-8 with or without a mark; commas, semicolons or
 * tabs, as the header shows.
 *
 * @throws PipelineError subscriber-invalid for UTF-16, and where a quote is not closed
 */
export async function* csvRows(pieces: AsyncIterable<Uint8Array>, place: string): AsyncGenerator<CsvRow> {
  const { head, all } = await peek(pieces);
  refuseWide(head, place);
  const text = new TextDecoder().decode(head).trimStart();
  // Rows go into a queue of their own: those that stand in a stream when it fails would be lost.
  let queue: CsvRow[] = [];
  const parser = parse({
    bom: true,
    delimiter: delimiterOf(text.split(/[\r\n]/, 1)[0] ?? ""),
    relax_quotes: true,
    relax_column_count: true,
    skip_empty_lines: true,
    record_delimiter: ["\r\n", "\n", "\r"],
    max_record_size: LONGEST_ROW,
    on_record: (cells: string[], { lines }) => {
      queue.push({ line: lines - breaksIn(cells), cells });
      return null;
    },
  });
  const taken = () => {
    const rows = queue;
    queue = [];
    return rows;
  };
  try {
    for await (const piece of all) {
      const failure = await written(parser, piece);
      yield* taken();
      if (failure) throw failure;
    }
    const failure = await ended(parser);
    yield* taken();
    if (failure) throw failure;
  } catch (cause) {
    throw (cause as CsvError).code?.startsWith("CSV_") ? unclosed(cause as CsvError, place) : cause;
  } finally {
    parser.destroy();
  }
}

function written(parser: Parser, piece: Uint8Array): Promise<Error | null | undefined> {
  return new Promise((resolve) => {
    // Told by the callback; an error that nobody listens to would end the process.
    parser.once("error", resolve);
    parser.write(piece, (failure) => {
      parser.off("error", resolve);
      if (failure) parser.once("error", () => undefined);
      resolve(failure);
    });
  });
}

function ended(parser: Parser): Promise<Error | null | undefined> {
  return new Promise((resolve) => {
    finished(parser, resolve);
    parser.end();
    parser.resume();
  });
}

function breaksIn(cells: readonly string[]): number {
  return cells.reduce((sum, cell) => sum + (cell.match(/\r\n|\n|\r/g)?.length ?? 0), 0);
}

/** The file's beginning, and the whole file again. */
async function peek(
  pieces: AsyncIterable<Uint8Array>,
): Promise<{ readonly head: Uint8Array; readonly all: AsyncIterable<Uint8Array> }> {
  const source = pieces[Symbol.asyncIterator]();
  const first: Uint8Array[] = [];
  let bytes = 0;
  while (bytes < HEAD_BYTES) {
    const { value, done } = await source.next();
    if (done) break;
    first.push(value);
    bytes += value.length;
  }
  const head = Buffer.concat(first).subarray(0, HEAD_BYTES);
  async function* all() {
    yield* first;
    yield* { [Symbol.asyncIterator]: () => source };
  }
  return { head, all: all() };
}

/** UTF-16 begins with a mark, or has a zero in every other byte. */
function refuseWide(head: Uint8Array, place: string): void {
  const mark = `${head[0]},${head[1]}`;
  if (mark !== "255,254" && mark !== "254,255" && !head.includes(0)) return;
  throw new PipelineError({
    code: "subscriber-invalid",
    place,
    message: "The file is no UTF-8: it is UTF-16, as some spreadsheets save text, or no text at all.",
    remedy: 'Save it as "CSV UTF-8" and import that.',
  });
}

function unclosed(cause: CsvError, place: string): PipelineError {
  const line = typeof cause.lines === "number" ? cause.lines : 1;
  return new PipelineError({
    code: "subscriber-invalid",
    place: `${place}:${line}`,
    message: "A quote is opened in or before this line and never closed: nothing behind it can be read.",
    remedy: 'Close the quote, or write it twice ("") where it belongs to a name.',
    cause,
  });
}
