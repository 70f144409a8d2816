import { createHash } from "node:crypto";
import { type FaultDetail, PipelineError } from "../../errors.ts";
import type { SubscriberEntry, Tier } from "../../model/subscriber.ts";
import type { IsoInstant } from "../../model/unit.ts";
import { addressKey } from "../../post/address.ts";
import { csvRows } from "./csv-rows.ts";
import { COLUMNS, columnsOf } from "./list-columns.ts";
import { type ListRow, type RowReading, readRow } from "./read-row.ts";
import { noneSeen, type SeenAddresses } from "./seen-addresses.ts";

/** A file of readers, and how it is read. */
export interface ListFile {
  /** The file's own name, as faults give it. */
  readonly place: string;
  pieces(): AsyncIterable<Uint8Array>;
  readonly now: IsoInstant;
  /** Of rows that name none. */
  readonly tier: Tier;
}

/**
 * What stands in a file: its good rows one by one, each fault to `report`. Ends early where the header is wrong.
 *
 * @param seen null: it is known that no address stands in it twice
 */
export async function* rowsOf(
  file: ListFile,
  report: (fault: FaultDetail) => void,
  seen: SeenAddresses | null = noneSeen(),
): AsyncGenerator<ListRow> {
  let reading: RowReading | null = null;
  for await (const row of csvRows(file.pieces(), file.place)) {
    if (reading === null) {
      const { columns, faults } = columnsOf(row.cells, `${file.place}:${row.line}`);
      faults.forEach(report);
      if (faults.length > 0) return;
      reading = { ...file, columns };
      continue;
    }
    const read = readRow(row, reading);
    const faults = "entry" in read ? (seen ? standsTwice(read, seen, file.place) : []) : read;
    faults.forEach(report);
    if ("entry" in read && faults.length === 0) yield read;
  }
  if (reading === null) report(empty(file.place));
}

function standsTwice({ entry, line }: ListRow, seen: SeenAddresses, place: string) {
  const before = seen.before(addressKey(entry.address), line);
  if (before === null) return [];
  const message = `The address stands in line ${before} already.`;
  const fault: FaultDetail = { code: "subscriber-invalid", place: `${place}:${line} [address]`, message };
  return [fault];
}

function empty(place: string): FaultDetail {
  const remedy = `Begin it with a line such as ${COLUMNS.join(",")}.`;
  return { code: "subscriber-invalid", place, message: "The file is empty.", remedy };
}

/** What a look at the whole file found; nothing was taken. */
export interface ListCheck {
  /** Rows that can be taken. */
  readonly good: number;
  readonly bad: number;
  /** The first so many of the faults, and how many there are. */
  readonly faults: readonly FaultDetail[];
  readonly faultCount: number;
  /** Good rows that are to be active and show no consent. */
  readonly withoutConsent: number;
  /** Of all its bytes. */
  readonly sha256: string;
}

/**
 * @param mostFaults so many are kept; all are counted
 * @throws PipelineError subscriber-invalid where it cannot be read to its end, with the faults found before
 */
export async function checkList(file: ListFile, mostFaults: number): Promise<ListCheck> {
  const faults: FaultDetail[] = [];
  const count = { good: 0, bad: 0, faultCount: 0, withoutConsent: 0 };
  let lastRow = "";
  const report = (fault: FaultDetail) => {
    count.faultCount += 1;
    if (faults.length < mostFaults) faults.push(fault);
    const row = (fault.place ?? "").replace(/ \[.*$/, "");
    if (row !== lastRow) count.bad += 1;
    lastRow = row;
  };
  const { hashed, sha256 } = hashing(file);
  try {
    for await (const { entry } of rowsOf(hashed, report)) {
      count.good += 1;
      if (lacksConsent(entry)) count.withoutConsent += 1;
    }
  } catch (error) {
    if (!(error instanceof PipelineError) || faults.length === 0) throw error;
    throw new PipelineError([...faults, ...error.faults]);
  }
  return { ...count, faults, sha256: sha256() };
}

export function lacksConsent({ state, consent }: SubscriberEntry): boolean {
  return state === "active" && consent === null;
}

/** The file again, with the SHA-256 of what was read of it: who reads it twice knows whether it has changed in between. */
export function hashing(file: ListFile): { readonly hashed: ListFile; sha256(): string } {
  const hash = createHash("sha256");
  async function* pieces() {
    for await (const piece of file.pieces()) {
      hash.update(piece);
      yield piece;
    }
  }
  return { hashed: { ...file, pieces }, sha256: () => hash.digest("hex") };
}
