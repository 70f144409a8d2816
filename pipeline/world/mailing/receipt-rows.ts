import type { DatabaseSync } from "node:sqlite";
import {
  DELIVERY_STATES,
  type DeliveryKind,
  type DeliveryState,
  type Receipt,
  type Tally,
} from "../../model/delivery.ts";
import { addressKey, readAddress } from "../../post/address.ts";
import type { MailingFile } from "./open-mailing.ts";

export function tallyOf(db: DatabaseSync, version: string): Tally {
  const rows = db
    .prepare("SELECT state, COUNT(*) AS count FROM deliveries WHERE version = ? GROUP BY state")
    .all(version);
  return { ...noTally(), ...Object.fromEntries(rows.map(({ state, count }) => [state, Number(count)])) };
}

export function noTally(): Tally {
  return Object.fromEntries(DELIVERY_STATES.map((state) => [state, 0])) as Record<DeliveryState, number>;
}

const PAGE = 1000;
const ROWS = `SELECT d.*, s.address FROM deliveries d LEFT JOIN subscribers s ON s.id = d.recipient
  WHERE d.version = :version AND d.recipient > :after AND (:state IS NULL OR d.state = :state)
    AND (:only IS NULL OR d.recipient = :only)
  ORDER BY d.recipient LIMIT ${PAGE}`;

/** Rows in order of recipients; no statement stays open while the caller looks at a page. */
export async function* receiptRows(
  file: MailingFile,
  version: string,
  { state, address }: { readonly state?: DeliveryState; readonly address?: string },
): AsyncGenerator<Receipt> {
  const db = file.reading();
  if (!db) return;
  const only = address === undefined ? null : file.guarded(() => idOf(db, address));
  if (address !== undefined && only === null) return;
  for (let after = ""; ; ) {
    const asked = { version, after, state: state ?? null, only };
    const rows = file.guarded(() => db.prepare(ROWS).all(asked));
    for (const row of rows) yield receiptOf(row, file);
    if (rows.length < PAGE) return;
    after = String(rows.at(-1)!.recipient);
  }
}

function idOf(db: DatabaseSync, given: string): string | null {
  const read = readAddress(given);
  if ("wrong" in read) return null;
  const row = db.prepare("SELECT id FROM subscribers WHERE key = ?").get(addressKey(read.address));
  return row ? String(row.id) : null;
}

type Row = Readonly<Record<string, unknown>>;

function receiptOf(row: Row, file: MailingFile): Receipt {
  const { version, recipient, state, kind } = row;
  if (!isState(state) || !isKind(kind))
    throw file.damaged(`deliveries ${version} ${recipient}`, `The row says what is never written: ${state}.`);
  return {
    ...{ version: String(version), recipient: String(recipient), address: textOf(row.address), kind, state },
    ...{ attempts: Number(row.attempts), queuedAt: String(row.queued_at), handedAt: textOf(row.handed_at) },
    ...{ at: String(row.at), notBefore: textOf(row.not_before) },
    ...{ relay: textOf(row.relay), reply: textOf(row.reply) },
  };
}

function isState(value: unknown): value is DeliveryState {
  return DELIVERY_STATES.includes(value as DeliveryState);
}

function isKind(value: unknown): value is DeliveryKind {
  return value === "issue" || value === "correction";
}

function textOf(value: unknown): string | null {
  return value === null ? null : String(value);
}
