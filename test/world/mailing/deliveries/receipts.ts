import { describe, expect, it } from "vitest";
import type { Version } from "../../../../pipeline/model/delivery.ts";
import type { Deliveries } from "../../../../pipeline/world/mailing/mailing.ts";
import {
  addressOf,
  at,
  began,
  correctionOf,
  DAY,
  frozen,
  lead,
  type OpenStore,
  receiptsOf,
  rowsOf,
  type Store,
} from "./store.ts";

const STATES = { a: "accepted", b: "uncertain", c: "uncertain", d: "refused", e: "deferred" } as const;
const BY = { by: "Editor One", note: null };

async function sentTo(store: Store, states: Parameters<typeof lead>[2], more = {}): Promise<Version> {
  const version = await frozen(store, "one", more);
  await store.list(Object.keys(states).map((id) => ({ id })));
  await store.deliveries.enqueue(version.id, at(0), null);
  const sender = await began(store, version);
  await lead(store, sender, states);
  await store.deliveries.end(sender, at(80));
  return version;
}

export function receiptsAreTold(open: OpenStore): void {
  describe("receipts", () => {
    it("are counted by state and found by state and address, however its letters are cased", async () => {
      const store = await open();
      const { id } = await sentTo(store, STATES);
      expect(await store.deliveries.tally(id)).toEqual({
        ...{ queued: 0, "handed over": 0, accepted: 1, deferred: 1, refused: 1, uncertain: 2 },
        ...{ sent: 0, withdrawn: 0, superseded: 0 },
      });
      const found = async (filter: Parameters<Deliveries["receipts"]>[1]) =>
        (await receiptsOf(store, id, filter)).map(({ recipient }) => recipient);
      expect(await found({ state: "uncertain" })).toEqual(["b", "c"]);
      expect(await found({ address: addressOf("d").toUpperCase() })).toEqual(["d"]);
      expect(await found({ address: addressOf("d"), state: "accepted" })).toEqual([]);
      expect(await found({ address: "nobody@example.com" })).toEqual([]);
      expect(await found({ address: "no address" })).toEqual([]);
      expect(await store.deliveries.tally("2025-11-05/free/9")).toMatchObject({ accepted: 0 });
    });

    it("of thousands come in order and each once", async () => {
      const store = await open();
      const ids = Array.from({ length: 2500 }, (_, index) => `r${String(index * 7919).padStart(9, "0")}`);
      const version = await frozen(store, "one");
      await store.list(ids.map((id) => ({ id })));
      await store.deliveries.enqueue(version.id, at(0), null);
      expect(Object.keys(await rowsOf(store, version))).toEqual(ids);
    });

    it("of a reader who was removed stand without address", async () => {
      const store = await open();
      const { id } = await sentTo(store, { a: "accepted" });
      await store.unlist("a");
      const [receipt] = await receiptsOf(store, id);
      expect(receipt).toMatchObject({ recipient: "a", address: null, state: "accepted" });
    });
  });
}

export function uncertainOnesAreSettled(open: OpenStore): void {
  describe("a person's word on an uncertain delivery", () => {
    it("queues it again, or counts it as sent; once, and nothing else", async () => {
      const store = await open();
      const version = await sentTo(store, STATES);
      const settle = (recipients: readonly string[] | null, how: "resend" | "accept") =>
        store.deliveries.settle(version.id, { ...BY, recipients, how }, at(100));
      expect(await settle(["a", "b", "nobody"], "resend")).toBe(1);
      expect(await settle(["b"], "accept")).toBe(0);
      expect(await settle(null, "accept")).toBe(1);
      expect(await rowsOf(store, version)).toEqual({ ...STATES, b: "queued", c: "sent" });
      const sender = await began(store, version, 101);
      const due = await store.deliveries.due(sender, at(120), 9);
      expect(due.map(({ recipient, attempts }) => [recipient, attempts])).toEqual([
        ["e", 1],
        ["b", 1],
      ]);
    });

    it("is kept once for each of hundreds that are named", async () => {
      const store = await open();
      const ids = Array.from({ length: 230 }, (_, index) => `r${index}`);
      const version = await sentTo(store, Object.fromEntries(ids.map((id) => [id, "uncertain"])));
      const named = { ...BY, recipients: [...ids.slice(5), ...ids.slice(9)], how: "accept" } as const;
      expect(await store.deliveries.settle(version.id, named, at(100))).toBe(225);
      expect((await store.everything()).match(/"accept"/g)).toHaveLength(225);
      expect(await store.deliveries.tally(version.id)).toMatchObject({ uncertain: 5, sent: 225 });
    });

    it("is kept with name and note, and the note without any address", async () => {
      const store = await open();
      const version = await sentTo(store, STATES);
      const note = `asked ${addressOf("b")}, who has it`;
      await store.deliveries.settle(version.id, { ...BY, note, recipients: ["b"], how: "accept" }, at(100));
      const kept = await store.everything();
      expect(kept).toContain("Editor One");
      expect(kept).toContain("asked address, who has it");
      expect(kept).not.toContain(addressOf("b"));
    });

    it("that would send an older version again leads to the newer one alone", async () => {
      const store = await open();
      const first = await sentTo(store, { a: "uncertain", b: "uncertain" });
      const second = await frozen(store, "right", { correction: correctionOf(first) });
      await store.deliveries.enqueue(second.id, at(100), 1);
      await store.deliveries.settle(first.id, { ...BY, recipients: null, how: "resend" }, at(101));
      expect(await rowsOf(store, first)).toEqual({ a: "superseded", b: "superseded" });
      await store.deliveries.enqueue(second.id, at(102), null);
      expect(await rowsOf(store, second)).toEqual({ a: "queued (correction)", b: "queued" });
    });
  });

  describe("the list beside that of the last issue", () => {
    it("is said as who joined and who left", async () => {
      const store = await open();
      expect(await store.deliveries.listChange("free", DAY)).toBeNull();
      await sentTo(store, { a: "accepted", b: "refused", c: "accepted" }, { date: "2025-11-03" });
      await frozen(store, "never enqueued", { date: "2025-11-04" });
      await store.list([{ id: "b", state: "bounced" }, { id: "c", tier: "paid" }, { id: "x" }]);
      expect(await store.deliveries.listChange("free", DAY)).toEqual({ last: 3, now: 2, joined: 1, left: 2 });
      expect(await store.deliveries.listChange("free", "2025-11-03")).toBeNull();
      expect(await store.deliveries.listChange("paid", DAY)).toBeNull();
    });

    it("counts a reader of a corrected day once, and those who withdrew not", async () => {
      const store = await open();
      const first = await sentTo(store, { a: "accepted", b: "queued", c: "queued" }, { date: "2025-11-04" });
      const second = await frozen(store, "right", { date: "2025-11-04", correction: correctionOf(first) });
      await store.deliveries.enqueue(second.id, at(100), null);
      await store.unlist("c");
      await lead(store, await began(store, second), { a: "accepted", b: "accepted" });
      expect(await store.deliveries.listChange("free", DAY)).toEqual({ last: 2, now: 2, joined: 0, left: 0 });
    });
  });
}
