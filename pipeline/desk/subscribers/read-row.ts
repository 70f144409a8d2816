import { quoted } from "../../collect/read/quoted.ts";
import type { FaultDetail } from "../../errors.ts";
import { isDate } from "../../finance/dates.ts";
import {
  type Consent,
  type SubscriberEntry,
  type SubscriberState,
  SubscriberStateSchema,
  type Tier,
  TierSchema,
} from "../../model/subscriber.ts";
import type { IsoInstant } from "../../model/unit.ts";
import { readAddress } from "../../post/address.ts";
import { readMailbox, readName } from "../../post/reader-name.ts";
import type { CsvRow } from "./csv-rows.ts";
import { withoutGuard } from "./formula-safe.ts";
import type { Column } from "./list-columns.ts";

/** A row that can be taken. */
export interface ListRow {
  readonly line: number;
  /** Without a consent of its own where the file shows none. */
  readonly entry: SubscriberEntry;
}

export interface RowReading {
  readonly columns: readonly (Column | null)[];
  /** The file's name. */
  readonly place: string;
  readonly now: IsoInstant;
  /** Of rows that name none. */
  readonly tier: Tier;
}

/** What one cell came to, or a sentence. */
type Read<T> = { readonly value: T } | { readonly wrong: string };

/** Reads the cell of a column; `empty` is what an empty one means, and stands for one that is wrong. */
type ReadCell = <T>(column: Column, reader: (text: string) => Read<T>, empty: T) => T;

/** A row as an entry, or every fault in it. */
export function readRow(row: CsvRow, reading: RowReading): ListRow | readonly FaultDetail[] {
  const place = `${reading.place}:${row.line}`;
  const fault = (message: string, column?: Column): FaultDetail => ({
    code: "subscriber-invalid",
    place: column ? `${place} [${column}]` : place,
    message,
  });
  if (row.cells.length !== reading.columns.length)
    return [fault(`The row has ${row.cells.length} cells, the header ${reading.columns.length}.`)];
  const faults: FaultDetail[] = [];
  const read = cellReader(row, reading, (message, column) => faults.push(fault(message, column)));
  const mailbox = read("address", mailboxIn, { address: "", name: null });
  const name = read("name", nameIn, mailbox.name);
  const tier = read("tier", tierIn, reading.tier);
  const state = read<SubscriberState | null>("state", stateIn, null);
  const moment = (what: string) => (text: string) => momentIn(text, { what, now: reading.now });
  const at = read<IsoInstant | null>("consent_at", moment("The consent"), null);
  const leftAt = read<IsoInstant | null>("left_at", moment("Leaving"), null);
  const proof = read<string | null>("consent_proof", proofIn, null);
  if (faults.length === 0 && at === null && proof !== null)
    faults.push(fault("A consent is described, but not when it was given.", "consent_at"));
  const hasLeft = state === "unsubscribed" || state === "bounced" || state === "complained";
  if (faults.length === 0 && leftAt !== null && !hasLeft)
    faults.push(fault(`A moment of leaving stands beside the state ${state ?? "active"}.`, "left_at"));
  if (faults.length > 0) return faults;
  const consent: Consent | null =
    at === null ? null : { at, how: "import", proof: proof ?? `import ${place}` };
  const entry = { address: mailbox.address, name, tier, state: state ?? "active", consent } as const;
  const left = { at: leftAt, why: `import ${place}` };
  return { line: row.line, entry: hasLeft ? { ...entry, left } : entry };
}

function cellReader(
  { cells }: CsvRow,
  { columns }: RowReading,
  report: (message: string, column: Column) => void,
): ReadCell {
  return (column, reader, empty) => {
    const text = withoutGuard(cells[columns.indexOf(column)] ?? "");
    if (text.trim() === "" && column !== "address") return empty;
    const made = text.includes("\ufffd") ? notUtf8(text) : reader(text);
    if ("value" in made) return made.value;
    report(made.wrong, column);
    return empty;
  };
}

function notUtf8(text: string) {
  return { wrong: `A letter is no UTF-8, found ${quoted(text)}. Save the file as "CSV UTF-8".` };
}

function mailboxIn(text: string): Read<{ readonly address: string; readonly name: string | null }> {
  const read = text.includes("<") ? readMailbox(text) : { ...readAddress(text), name: null };
  return "wrong" in read ? { wrong: `${read.wrong} Found ${quoted(text)}.` } : { value: read };
}

function nameIn(text: string): Read<string | null> {
  const read = readName(text);
  return "wrong" in read ? { wrong: `${read.wrong} Found ${quoted(text)}.` } : { value: read.name };
}

function tierIn(text: string): Read<Tier> {
  const tier = TierSchema.safeParse(text.trim().toLowerCase());
  if (tier.success) return { value: tier.data };
  return {
    wrong: `There is no such tier. Expected ${TierSchema.options.join(" or ")}, found ${quoted(text)}.`,
  };
}

function stateIn(text: string): Read<SubscriberState> {
  const state = SubscriberStateSchema.safeParse(text.trim().toLowerCase());
  if (state.success) return { value: state.data };
  const all = SubscriberStateSchema.options.join(", ");
  return { wrong: `There is no such state. Expected one of ${all}, found ${quoted(text)}.` };
}

const INSTANT = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/;

/** A day counts from its beginning in UTC. */
function momentIn(
  given: string,
  { what, now }: { readonly what: string; readonly now: IsoInstant },
): Read<IsoInstant> {
  const text = given.trim();
  const isDay = isDate(text);
  if (!isDay && !isDate(INSTANT.exec(text)?.[1] ?? "")) {
    const expected = "Expected such as 2025-11-05 or 2025-11-05T21:00:00Z";
    return { wrong: `A moment is none of the calendar. ${expected}, found ${quoted(text)}.` };
  }
  const at = new Date(isDay ? `${text}T00:00:00Z` : text);
  if (at.getTime() <= Date.parse(now)) return { value: at.toISOString() };
  return { wrong: `${what} is dated after now, ${now}: found ${quoted(text)}.` };
}

const MOST_PROOF = 500;

/** What shows a consent, as one line. */
export function proofIn(given: string): Read<string> {
  const text = given.normalize("NFC").trim();
  if (/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u.test(text))
    return { wrong: "The words on the consent hold line ends or characters that cannot be seen." };
  if (text.length > MOST_PROOF)
    return { wrong: `The words on the consent have ${text.length} letters; ${MOST_PROOF} at most.` };
  return { value: text };
}
