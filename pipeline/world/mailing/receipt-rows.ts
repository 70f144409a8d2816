import {
  DELIVERY_STATES,
  type DeliveryKind,
  type DeliveryState,
  type Receipt,
  type Tally,
} from "../../model/delivery.ts";
import { addressKey, readAddress } from "../../post/address.ts";
import type { Database, Row, Statements } from "../database/sql.ts";
import { addressHashThere } from "./address-hash.ts";

export async function tallyOf(db: Statements, version: string): Promise<Tally> {
  const rows = await db.all(
    "SELECT state, COUNT(*) AS count FROM deliveries WHERE version = :version GROUP BY state",
    { version },
  );
  return { ...noTally(), ...Object.fromEntries(rows.map(({ state, count }) => [state, Number(count)])) };
}

export function noTally(): Tally {
  return Object.fromEntries(DELIVERY_STATES.map((state) => [state, 0])) as Record<DeliveryState, number>;
}

const PAGE = 1000;
const ROWS = `SELECT d.*, s.address FROM deliveries d LEFT JOIN subscribers s ON s.id = d.recipient
  WHERE d.version = :version AND d.recipient > :after AND (CAST(:state AS TEXT) IS NULL OR d.state = :state)
    AND (CAST(:only AS TEXT) IS NULL OR d.recipient = :only)
  ORDER BY d.recipient LIMIT ${PAGE}`;

/** Rows in order of recipients; no statement stays open while the caller looks at a page. */
export async function* receiptRows(
  file: Database,
  version: string,
  { state, address }: { readonly state?: DeliveryState; readonly address?: string },
): AsyncGenerator<Receipt> {
  const only = address === undefined ? null : await file.read(null, (db) => idOf(db, address));
  if (address !== undefined && only === null) return;
  for (let after = ""; ; ) {
    const asked = { version, after, state: state ?? null, only };
    const rows = await file.read<readonly Row[]>([], (db) => db.all(ROWS, asked));
    for (const row of rows) yield receiptOf(row, file);
    if (rows.length < PAGE) return;
    after = String(rows.at(-1)!.recipient);
  }
}

async function idOf(db: Statements, given: string): Promise<string | null> {
  const read = readAddress(given);
  if ("wrong" in read) return null;
  const hash = (await addressHashThere(db))?.(addressKey(read.address)) ?? null;
  const row = await db.get("SELECT id FROM readers WHERE hash = :hash", { hash });
  return row ? String(row.id) : null;
}

function receiptOf(row: Row, file: Database): Receipt {
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
