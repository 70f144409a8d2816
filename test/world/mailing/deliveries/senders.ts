import { describe, expect, it } from "vitest";
import { ACCEPT, at, began, frozen, HAND, HERE, lead, markOf, type OpenStore, rowsOf } from "./store.ts";

/** No process has this number: Linux ends at four million. */
const DEAD = { ...HERE, process: 999_999_999 };
const ELSEWHERE = { process: 7, host: "other.example.com" };

export function oneSenderAtATime(open: OpenStore): void {
  describe("the sending of a version", () => {
    it("belongs to one process, and another is told who has it", async () => {
      const store = await open();
      const { id } = await frozen(store, "one");
      await began(store, { id });
      const busy = { busy: { ...HERE, since: at(1) } };
      expect(await store.deliveries.begin(id, HERE, at(2))).toEqual(busy);
      const paid = await frozen(store, "one", { edition: "paid" });
      expect(await store.deliveries.begin(paid.id, HERE, at(2))).toHaveProperty("sender");
    });

    it("is free when it has ended", async () => {
      const store = await open();
      const version = await frozen(store, "one");
      const sender = await began(store, version);
      await store.deliveries.end(sender, at(2));
      expect(await store.deliveries.beat(sender, at(3))).toBe(false);
      expect(await began(store, version, 3)).not.toBe(sender);
    });

    it("is taken over at once from a process of this machine that died, however the clock was set", async () => {
      const store = await open();
      const version = await frozen(store, "one");
      for (const seconds of [1, 2, -90_000, 90_000]) {
        const begun = await store.deliveries.begin(version.id, DEAD, at(seconds));
        expect(begun).toEqual({ sender: expect.any(String), uncertain: 0 });
      }
    });

    it("stays with a living process of this machine, however the clock was set", async () => {
      const store = await open();
      const version = await frozen(store, "one");
      await began(store, version);
      for (const seconds of [-90_000, 90_000])
        expect(await store.deliveries.begin(version.id, HERE, at(seconds))).toHaveProperty("busy");
    });

    it.each([
      ["within a minute", 60, "busy"],
      ["a minute before, by a clock behind", -59, "busy"],
      ["longer ago", 62, "sender"],
      ["hours ahead, since a clock was set back", -7200, "sender"],
    ])("of another machine is known by its last beat: %s", async (_, seconds, becomes) => {
      const store = await open();
      const { id } = await frozen(store, "one");
      const begun = await store.deliveries.begin(id, ELSEWHERE, at(-5));
      if ("busy" in begun) throw new Error("busy");
      expect(await store.deliveries.beat(begun.sender, at(0))).toBe(true);
      expect(await store.deliveries.begin(id, HERE, at(seconds))).toHaveProperty(becomes);
    });

    it("leaves what was handed over uncertain, once, and what was claimed for the next one", async () => {
      const store = await open();
      const version = await frozen(store, "one");
      await store.list([{ id: "a" }, { id: "b" }, { id: "c" }]);
      await store.deliveries.enqueue(version.id, at(0), null);
      const dead = await store.deliveries.begin(version.id, ELSEWHERE, at(0));
      if ("busy" in dead) throw new Error("busy");
      await lead(store, dead.sender, { a: "accepted", b: "handed over" });
      const next = await store.deliveries.begin(version.id, HERE, at(120));
      expect(next).toMatchObject({ uncertain: 1 });
      expect(await rowsOf(store, version)).toEqual({ a: "accepted", b: "uncertain", c: "queued" });
      const { sender } = next as { sender: string };
      expect((await store.deliveries.due(sender, at(121), 9)).map(({ recipient }) => recipient)).toEqual([
        "c",
      ]);
    });

    it("is over for one that was taken for dead and wakes: it is told so and can do nothing more", async () => {
      const store = await open();
      const version = await frozen(store, "one");
      await store.list([{ id: "a" }, { id: "b" }]);
      await store.deliveries.enqueue(version.id, at(0), null);
      const slow = await store.deliveries.begin(version.id, ELSEWHERE, at(0));
      if ("busy" in slow) throw new Error("busy");
      const [a, b] = await store.deliveries.due(slow.sender, at(1), 9);
      await store.deliveries.mark([markOf(a!, slow.sender, HAND)]);
      const sender = await began(store, version, 120);
      expect(await store.deliveries.beat(slow.sender, at(121))).toBe(false);
      expect(await store.deliveries.due(slow.sender, at(121), 9)).toEqual([]);
      const late = [markOf(a!, slow.sender, ACCEPT), markOf(b!, slow.sender, HAND)];
      expect(await store.deliveries.mark(late)).toEqual([false, false]);
      await store.deliveries.end(slow.sender, at(122));
      expect(await store.deliveries.beat(sender, at(123))).toBe(true);
      expect(await rowsOf(store, version)).toEqual({ a: "uncertain", b: "queued" });
    });

    it("that ended with something handed over leaves it uncertain there and then", async () => {
      const store = await open();
      const version = await frozen(store, "one");
      await store.list([{ id: "a" }]);
      await store.deliveries.enqueue(version.id, at(0), null);
      const sender = await began(store, version);
      await lead(store, sender, { a: "handed over" });
      await store.deliveries.end(sender, at(70));
      expect(await rowsOf(store, version)).toEqual({ a: "uncertain" });
    });
  });
}
