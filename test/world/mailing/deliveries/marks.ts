import { describe, expect, it } from "vitest";
import type { Receipt } from "../../../../pipeline/model/delivery.ts";
import {
  ACCEPT,
  addressOf,
  at,
  began,
  frozen,
  HAND,
  markOf,
  type OpenStore,
  receiptsOf,
  type Store,
} from "./store.ts";

async function claimed(store: Store, ids: string) {
  const version = await frozen(store, "one");
  await store.list(ids.split("").map((id) => ({ id })));
  await store.deliveries.enqueue(version.id, at(0), null);
  const sender = await began(store, version);
  const due = await store.deliveries.due(sender, at(2), 1000);
  const receipts = () => receiptsOf(store, version.id);
  return { version, sender, due, receipts };
}

export function stepsAreMarked(open: OpenStore): void {
  describe("a step of a delivery", () => {
    it("is made once, from the state that it was made for", async () => {
      const store = await open();
      const { sender, due } = await claimed(store, "a");
      const step = (one: Parameters<typeof markOf>[2]) =>
        store.deliveries.mark([markOf(due[0]!, sender, one)]);
      expect(await step(ACCEPT)).toEqual([false]);
      expect(await step(HAND)).toEqual([true]);
      expect(await step(HAND)).toEqual([false]);
      expect(await step(ACCEPT)).toEqual([true]);
      expect(await step({ from: ["accepted", "queued"], to: "queued", sender: "somebody else" })).toEqual([
        false,
      ]);
    });

    it("is made by the one who has the row in hands alone", async () => {
      const store = await open();
      const { sender, due } = await claimed(store, "ab");
      const other = await began(store, await frozen(store, "one", { edition: "paid" }));
      const steps = [markOf(due[0]!, other, HAND), markOf(due[1]!, sender, HAND)];
      expect(await store.deliveries.mark(steps)).toEqual([false, true]);
      await store.deliveries.mark([markOf(due[0]!, sender, { from: ["queued"], to: "queued" })]);
      expect(await store.deliveries.mark([markOf(due[0]!, sender, HAND)])).toEqual([false]);
    });

    it("is made and told of each of hundreds at once, though they stand twice or belong to others", async () => {
      const store = await open();
      const version = await frozen(store, "one");
      await store.list(
        Array.from({ length: 230 }, (_, index) => ({ id: `r${String(index).padStart(3, "0")}` })),
      );
      await store.deliveries.enqueue(version.id, at(0), null);
      const sender = await began(store, version);
      const due = await store.deliveries.due(sender, at(2), 220);
      expect(new Set(due.map(({ recipient }) => recipient)).size).toBe(220);
      const nobodys = ["r225", "r000"].map((recipient) =>
        markOf({ version: version.id, recipient }, recipient === "r225" ? sender : "nobody", HAND),
      );
      const hand = due.map((one) => markOf(one, sender, HAND));
      const accepted = markOf(due[7]!, sender, ACCEPT);
      const told = await store.deliveries.mark([...nobodys, hand[7]!, ...hand, accepted]);
      expect(told).toEqual([false, false, true, ...hand.map((_, index) => index !== 7), true]);
      const counts = { accepted: 1, "handed over": 219, queued: 10 };
      expect(await store.deliveries.tally(version.id)).toMatchObject(counts);
      expect((await store.deliveries.due(sender, at(3), 99)).length).toBe(10);
    });

    it("is told for each of many calls of one moment, whichever were made", async () => {
      const store = await open();
      const { sender, due, receipts } = await claimed(store, "abcdefgh");
      const calls = due.map((one, index) => {
        const step = index % 3 === 1 ? ACCEPT : HAND;
        return store.deliveries.mark([markOf(one, sender, step), markOf(one, sender, ACCEPT)]);
      });
      const told = (await Promise.all(calls)).map((made) => made.join());
      expect(told).toEqual(due.map((_, index) => (index % 3 === 1 ? "false,false" : "true,true")));
      const states = (await receipts()).map(({ state }) => state);
      expect(states).toEqual(due.map((_, index) => (index % 3 === 1 ? "queued" : "accepted")));
      expect(await store.deliveries.mark([])).toEqual([]);
    });

    it("leaves on the receipt when, by which relay, how often, and what it said", async () => {
      const store = await open();
      const { sender, due, version, receipts } = await claimed(store, "a");
      const later = { from: ["handed over"], to: "deferred", at: at(11), notBefore: at(99) } as const;
      const first = [
        markOf(due[0]!, sender, { ...HAND, at: at(10) }),
        markOf(due[0]!, sender, { ...later, reply: "451 4.7.1 later" }),
      ];
      await store.deliveries.mark(first);
      const row = {
        version: version.id,
        recipient: "a",
        address: addressOf("a"),
        kind: "issue",
        queuedAt: at(0),
      };
      const deferred = { state: "deferred", handedAt: at(10), at: at(11), notBefore: at(99) };
      expect(await receipts()).toEqual([
        { ...row, ...deferred, attempts: 1, relay: "local", reply: "451 4.7.1 later" },
      ]);
      await store.deliveries.due(sender, at(100), 1);
      await store.deliveries.mark([markOf(due[0]!, sender, { ...HAND, at: at(101), relay: "second" })]);
      const again = {
        state: "handed over",
        handedAt: at(101),
        at: at(101),
        notBefore: null,
        relay: "second",
      };
      expect(await receipts()).toEqual([{ ...row, ...again, attempts: 2, reply: null }]);
    });

    it("keeps of a reply one line without any address", async () => {
      const store = await open();
      const { sender, due, receipts } = await claimed(store, "a");
      const reply = `550 5.1.1 <${addressOf("a").toUpperCase()}>:\r\n\u001b[2J\u202erejected; see a=b@example.net ${"x".repeat(500)}`;
      const refuse = { from: ["handed over"], to: "refused", reply } as const;
      await store.deliveries.mark([markOf(due[0]!, sender, HAND), markOf(due[0]!, sender, refuse)]);
      const [{ reply: kept }] = (await receipts()) as [Receipt];
      expect(kept).toMatch(/^550 5\.1\.1 address: \[2J rejected; see address x+…$/);
      expect(kept).toHaveLength(300);
      expect((await store.everything()).toLowerCase()).not.toContain(addressOf("a"));
    });
  });
}
