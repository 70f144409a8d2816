import type { Deliveries } from "../../world/mailing/mailing.ts";
import { formulaSafe } from "../subscribers/formula-safe.ts";
import { type Asked, type Row, rowsAsked, versionsAsked } from "./read-receipts.ts";

const COLUMNS = {
  version: ({ version }: Row) => version,
  recipient: ({ recipient }: Row) => recipient,
  address: ({ address }: Row) => address,
  kind: ({ kind }: Row) => kind,
  state: ({ state }: Row) => state,
  attempts: ({ attempts }: Row) => String(attempts),
  queued_at: ({ queuedAt }: Row) => queuedAt,
  handed_at: ({ handedAt }: Row) => handedAt,
  at: ({ at }: Row) => at,
  not_before: ({ notBefore }: Row) => notBefore,
  relay: ({ relay }: Row) => relay,
  reply: ({ reply }: Row) => reply,
  message_id: ({ messageId }: Row) => messageId,
};

const ROWS_A_PIECE = 500;

/** Receipts of a day as CSV, a header first, in pieces of whole lines: a million of them take no more memory than a thousand. */
export async function* receiptCsv(
  asked: Asked,
  world: { readonly deliveries: Pick<Deliveries, "versions" | "receipts">; readonly domain: string | null },
): AsyncGenerator<string> {
  yield `${Object.keys(COLUMNS).join(",")}\n`;
  let lines: string[] = [];
  for (const { id } of await versionsAsked(asked, world.deliveries)) {
    for await (const row of rowsAsked(id, asked, world)) {
      lines.push(lineOf(row));
      if (lines.length < ROWS_A_PIECE) continue;
      yield lines.join("");
      lines = [];
    }
  }
  if (lines.length > 0) yield lines.join("");
}

function lineOf(row: Row): string {
  const cells = Object.values(COLUMNS).map((cell) => quoted(formulaSafe(cell(row) ?? "")));
  return `${cells.join(",")}\n`;
}

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
