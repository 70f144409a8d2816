import { parse } from "csv-parse/sync";
import { describe, expect, it } from "vitest";
import { readReceipts } from "../../../pipeline/desk/receipts/read-receipts.ts";
import { receiptCsv } from "../../../pipeline/desk/receipts/receipt-csv.ts";
import { receiptTable, sumLines } from "../../../pipeline/desk/receipts/receipt-words.ts";
import { messageIdOf } from "../../../pipeline/post/message-id.ts";
import { DAY, ledgerOf, receiptOf, versionOf } from "./ledger.ts";

const ALL = { date: DAY, edition: null, state: null, address: null };
const SECOND = { version: `${DAY}/free/2` };
const correction = { replaces: `${DAY}/free/1`, cause: "typo", note: "A word.", changes: [] } as const;

const LEDGER = ledgerOf(
  [versionOf(1), versionOf(2, { correction })],
  [
    receiptOf("ada", "accepted", { handedAt: `${DAY}T21:40:00.000Z` }),
    receiptOf("ben", "uncertain", { reply: null, address: null }),
    receiptOf("cem", "superseded", { handedAt: null, relay: null, attempts: 0, reply: null }),
    receiptOf("ada", "accepted", { ...SECOND, kind: "correction", relay: "second" }),
    receiptOf("cem", "deferred", { ...SECOND, notBefore: `${DAY}T22:00:00.000Z`, reply: "451 later" }),
  ],
);
const world = { deliveries: LEDGER, domain: "example.com" };

describe("the receipts of a day", () => {
  it("are summed by version and state, corrections told apart, with moments and relays", async () => {
    const found = await readReceipts(ALL, world);
    expect(found.flatMap(sumLines)).toEqual([
      `${DAY}/free/1: "A day" to 3 readers`,
      "         1 accepted",
      "         1 uncertain",
      "         1 superseded",
      `  handed over from ${DAY} 21:31:07 to ${DAY} 21:40:00 UTC`,
      "  accepted: 1 by local",
      `${DAY}/free/2, corrects ${DAY}/free/1 (typo): "A day" to 2 readers`,
      "         1 accepted, 1 of them corrections",
      "         1 deferred",
      `  handed over from ${DAY} 21:31:07 to ${DAY} 21:31:07 UTC`,
      "  accepted: 1 by second",
    ]);
  });

  it("are shown a reader a line, one who was removed as such", async () => {
    const [first, second] = await readReceipts(ALL, world);
    expect(receiptTable(first!.rows, ALL).rows).toEqual([
      ["ada@example.com", "accepted", "1", `${DAY} 21:31:08`, "local", "250 2.0.0 Ok: queued"],
      ["removed (ben)", "uncertain", "1", `${DAY} 21:31:08`, "local", ""],
      ["cem@example.com", "superseded", "0", `${DAY} 21:31:08`, "", ""],
    ]);
    expect(receiptTable(second!.rows, ALL).rows.map(([, state]) => state)).toEqual([
      "accepted (correction)",
      `deferred until ${DAY} 22:00:00`,
    ]);
  });

  it("that are uncertain show by what the relay's log knows them", async () => {
    const asked = { ...ALL, state: "uncertain" } as const;
    const [first] = await readReceipts(asked, world);
    const id = messageIdOf(`${DAY}/free/1`, "ben", "example.com");
    expect(receiptTable(first!.rows, asked).rows).toEqual([
      ["removed (ben)", `${DAY} 21:31:07`, "1", "local", id],
    ]);
    expect(first!.sum.readers).toBe(3);
  });

  it("beyond what anybody reads are counted and not held", async () => {
    const many = Array.from({ length: 30 }, (_, index) => receiptOf(`r${index}`, "accepted"));
    const deliveries = ledgerOf([versionOf(1)], many);
    const [found] = await readReceipts(ALL, { ...world, deliveries, most: 10 });
    expect([found!.rows.length, found!.more, found!.sum.readers]).toEqual([10, 20, 30]);
  });
});

describe("receipts as CSV", () => {
  it("hold every field, and no cell that a spreadsheet would compute", async () => {
    const hostile = receiptOf("ada", "refused", {
      ...{ address: "=cmd|x@example.com", relay: "local", reply: '550 "no", said it' },
    });
    const deliveries = ledgerOf([versionOf(1)], [hostile, receiptOf("ben", "accepted", { address: null })]);
    let csv = "";
    for await (const piece of receiptCsv(ALL, { deliveries, domain: null })) csv += piece;
    const [first, second] = parse(csv, { columns: true }) as Record<string, string>[];
    expect(first).toEqual({
      ...{ version: `${DAY}/free/1`, recipient: "ada", address: "'=cmd|x@example.com", kind: "issue" },
      ...{ state: "refused", attempts: "1", queued_at: `${DAY}T21:30:00.000Z`, not_before: "" },
      ...{ handed_at: `${DAY}T21:31:07.000Z`, at: `${DAY}T21:31:08.000Z`, relay: "local" },
      ...{ reply: '550 "no", said it', message_id: "" },
    });
    expect(second).toMatchObject({ recipient: "ben", address: "" });
  });

  it("of a long list come in pieces, before the last row was read", async () => {
    let read = 0;
    function* rows() {
      for (; read < 5000; read += 1) yield receiptOf(`r${read}`, "accepted");
    }
    const pieces = receiptCsv(ALL, { ...world, deliveries: ledgerOf([versionOf(1)], rows()) });
    await pieces.next();
    const { value } = await pieces.next();
    expect([value!.split("\n").length - 1, read]).toEqual([500, 499]);
  });
});
