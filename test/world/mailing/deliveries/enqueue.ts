import { describe, expect, it } from "vitest";
import type { Version } from "../../../../pipeline/model/delivery.ts";
import {
  at,
  began,
  correctionOf,
  frozen,
  lead,
  markOf,
  type OpenStore,
  rowsOf,
  type Store,
} from "./store.ts";

export function readersAreQueued(open: OpenStore): void {
  describe("the queue of a version", () => {
    it("has a row for each active reader of the tier, and the same ones when asked again", async () => {
      const store = await open();
      const version = await frozen(store, "one");
      const states = ["pending", "paused", "unsubscribed", "bounced", "complained"] as const;
      await store.list([{ id: "a" }, { id: "b" }, { id: "c", tier: "paid" }]);
      await store.list(states.map((state) => ({ id: state, state })));
      const first = { issues: 2, corrections: 0, there: 0, superseded: 0 };
      expect(await store.deliveries.enqueue(version.id, at(0), null)).toEqual(first);
      expect(await rowsOf(store, version)).toEqual({ a: "queued", b: "queued" });
      await store.list([{ id: "d" }]);
      const again = { issues: 1, corrections: 0, there: 2, superseded: 0 };
      expect(await store.deliveries.enqueue(version.id, at(1), null)).toEqual(again);
    });

    it("takes no more new ones than asked for, in order of ids, until all are there", async () => {
      const store = await open();
      const version = await frozen(store, "one");
      await store.list(["e", "b", "d", "a", "c"].map((id) => ({ id })));
      const taken: string[] = [];
      for (const most of [2, 0, 2, 2, 2]) {
        const { issues } = await store.deliveries.enqueue(version.id, at(0), most);
        taken.push(`${issues}: ${Object.keys(await rowsOf(store, version)).join("")}`);
      }
      expect(taken).toEqual(["2: ab", "0: ab", "2: abcd", "1: abcde", "0: abcde"]);
    });

    it("has one again who was withdrawn and is back", async () => {
      const store = await open();
      const version = await frozen(store, "one");
      await store.list([{ id: "a" }, { id: "b" }]);
      await store.deliveries.enqueue(version.id, at(0), null);
      await store.list([{ id: "a", state: "unsubscribed" }]);
      await lead(store, await began(store, version), {});
      expect(await rowsOf(store, version)).toEqual({ a: "withdrawn", b: "queued" });
      await store.list([{ id: "a" }]);
      expect(await store.deliveries.enqueue(version.id, at(1), null)).toMatchObject({ issues: 1, there: 1 });
      expect(await rowsOf(store, version)).toEqual({ a: "queued", b: "queued" });
    });

    it("has nobody who got the day's issue in another tier; who still waits there gets it here", async () => {
      const store = await open();
      const [free, paid] = [await frozen(store, "one"), await frozen(store, "one", { edition: "paid" })];
      await store.list(["a", "b", "c", "d", "e", "f"].map((id) => ({ id })));
      await store.deliveries.enqueue(free.id, at(0), null);
      const states = {
        a: "accepted",
        b: "uncertain",
        c: "handed over",
        d: "deferred",
        f: "refused",
      } as const;
      await lead(store, await began(store, free), states);
      await store.list(["a", "b", "c", "d", "e", "f"].map((id) => ({ id, tier: "paid" })));
      expect(await store.deliveries.enqueue(paid.id, at(100), null)).toMatchObject({ issues: 3 });
      expect(await rowsOf(store, paid)).toEqual({ d: "queued", e: "queued", f: "queued" });
      expect(await rowsOf(store, free)).toEqual({ ...states, d: "withdrawn", e: "withdrawn" });
    });
  });
}

/** v1 in many states; whoever got it: a, b, c, h. */
async function firstSent(store: Store): Promise<Version> {
  const first = await frozen(store, "wrong");
  await store.list("abcdefghi".split("").map((id) => ({ id })));
  await store.deliveries.enqueue(first.id, at(0), null);
  const sender = await began(store, first);
  await lead(store, sender, {
    ...{ a: "accepted", b: "uncertain", c: "handed over", d: "deferred", f: "refused", g: "refused" },
    ...{ h: "accepted", i: "accepted" },
  });
  // f's address is dead, i left, h pays now; e was not handed over.
  await store.list([
    { id: "f", state: "bounced" },
    { id: "i", state: "unsubscribed" },
    { id: "h", tier: "paid" },
  ]);
  await store.list([{ id: "x" }, { id: "y", tier: "paid" }]);
  return first;
}

export function correctionsReachWhoGotIt(open: OpenStore): void {
  describe("a correction", () => {
    it("goes as such to whoever got or may have got the wrong one, and as the issue to the others", async () => {
      const store = await open();
      const first = await firstSent(store);
      const second = await frozen(store, "right", { correction: correctionOf(first) });
      const counts = { issues: 4, corrections: 4, there: 0, superseded: 2 };
      expect(await store.deliveries.enqueue(second.id, at(100), null)).toEqual(counts);
      const corrected = "queued (correction)";
      expect(await rowsOf(store, second)).toEqual({
        ...{ a: corrected, b: corrected, c: corrected, h: corrected },
        ...{ d: "queued", e: "queued", g: "queued", x: "queued" },
      });
      expect(await rowsOf(store, first)).toMatchObject({ a: "accepted", d: "superseded", e: "superseded" });
    });

    it("of a correction reaches who got only the first, too", async () => {
      const store = await open();
      const first = await frozen(store, "wrong");
      await store.list([{ id: "a" }, { id: "b" }, { id: "c" }]);
      await store.deliveries.enqueue(first.id, at(0), null);
      await lead(store, await began(store, first), { a: "accepted" });
      const second = await frozen(store, "wrong too", { correction: correctionOf(first) });
      await store.deliveries.enqueue(second.id, at(100), null);
      await lead(store, await began(store, second), { b: "accepted" });
      const third = await frozen(store, "right", { correction: correctionOf(second) });
      const counts = { issues: 1, corrections: 2, there: 0, superseded: 2 };
      expect(await store.deliveries.enqueue(third.id, at(200), null)).toEqual(counts);
      expect(await rowsOf(store, third)).toEqual({
        ...{ a: "queued (correction)", b: "queued (correction)", c: "queued" },
      });
      expect(await rowsOf(store, second)).toEqual({
        a: "superseded (correction)",
        b: "accepted",
        c: "superseded",
      });
    });

    it("takes no more than asked for, but ends the wrong one for all at once", async () => {
      const store = await open();
      const first = await firstSent(store);
      const second = await frozen(store, "right", { correction: correctionOf(first) });
      const counts = { issues: 0, corrections: 2, there: 0, superseded: 2 };
      expect(await store.deliveries.enqueue(second.id, at(100), 2)).toEqual(counts);
      expect(await store.deliveries.enqueue(second.id, at(101), null)).toMatchObject({
        issues: 4,
        corrections: 2,
      });
    });

    it("ends the older one for its sender as well: nothing more is due, new readers get the newer", async () => {
      const store = await open();
      const first = await frozen(store, "wrong");
      await store.list([{ id: "a" }, { id: "b" }]);
      await store.deliveries.enqueue(first.id, at(0), null);
      const sender = await began(store, first);
      await lead(store, sender, { a: "handed over" });
      const second = await frozen(store, "right", { correction: correctionOf(first) });
      await store.deliveries.enqueue(second.id, at(100), null);
      const defer = { from: ["handed over"], to: "deferred", notBefore: at(110) } as const;
      const handed = { version: first.id, recipient: "a" };
      expect(await store.deliveries.mark([markOf(handed, sender, defer)])).toEqual([true]);
      expect(await store.deliveries.due(sender, at(120), 9)).toEqual([]);
      await store.list([{ id: "c" }]);
      expect(await store.deliveries.enqueue(first.id, at(130), null)).toMatchObject({ issues: 0, there: 2 });
      expect(await rowsOf(store, first)).toEqual({ a: "superseded", b: "superseded" });
    });

    it("is what a second version must be: otherwise who has the first does not get it", async () => {
      const store = await open();
      const first = await frozen(store, "one");
      await store.list([{ id: "a" }, { id: "b" }]);
      await store.deliveries.enqueue(first.id, at(0), null);
      await lead(store, await began(store, first), { a: "accepted" });
      const second = await frozen(store, "two");
      const counts = { issues: 1, corrections: 0, there: 0, superseded: 1 };
      expect(await store.deliveries.enqueue(second.id, at(100), null)).toEqual(counts);
      expect(await rowsOf(store, second)).toEqual({ b: "queued" });
    });
  });
}
