import { describe, expect, it } from "vitest";
import type { Mark } from "../../../../pipeline/world/mailing/mailing.ts";
import { addressOf, at, began, frozen, markOf, type OpenStore, rowsOf, type Store } from "./store.ts";

const PUT_OFF = { from: ["queued", "deferred"], to: "deferred", counts: true } as const;

async function ready(store: Store, ids: string): Promise<{ version: string; sender: string }> {
  const version = await frozen(store, "one");
  await store.list(ids.split("").map((id) => ({ id, name: `Reader ${id}` })));
  await store.deliveries.enqueue(version.id, at(0), null);
  return { version: version.id, sender: await began(store, version) };
}

export function whatIsDue(open: OpenStore): void {
  describe("what is due", () => {
    it("is handed out with all that a letter needs, and once", async () => {
      const store = await open();
      const { version, sender } = await ready(store, "abc");
      const [a, ...more] = await store.deliveries.due(sender, at(2), 2);
      const row = { address: addressOf("a"), name: "Reader a", kind: "issue", attempts: 0 };
      expect(a).toEqual({ version, recipient: "a", ...row });
      expect(more).toMatchObject([{ recipient: "b" }]);
      expect(await store.deliveries.due(sender, at(3), 9)).toMatchObject([{ recipient: "c" }]);
      expect(await store.deliveries.due(sender, at(4), 9)).toEqual([]);
      expect(await store.deliveries.due(sender, at(4), 0)).toEqual([]);
    });

    it("is again what was put back or put off, when its time has come, before what never went", async () => {
      const store = await open();
      const { version, sender } = await ready(store, "abcd");
      const [a, b, c] = await store.deliveries.due(sender, at(2), 3);
      const steps: Mark[] = [
        markOf(a!, sender, { ...PUT_OFF, notBefore: at(100) }),
        markOf(b!, sender, { ...PUT_OFF, notBefore: at(50) }),
        markOf(c!, sender, { from: ["queued"], to: "queued" }),
      ];
      expect(await store.deliveries.mark(steps)).toEqual([true, true, true]);
      expect(await store.deliveries.nextDue(version)).toBe(at(50));
      const given = async (seconds: number, most = 1) =>
        (await store.deliveries.due(sender, at(seconds), most)).map(({ recipient }) => recipient);
      expect(await given(49)).toEqual(["c"]);
      expect(await given(50)).toEqual(["b"]);
      expect(await store.deliveries.nextDue(version)).toBe(at(100));
      expect(await given(100, 9)).toEqual(["a", "d"]);
      expect(await store.deliveries.nextDue(version)).toBeNull();
    });

    it("is oldest first", async () => {
      const store = await open();
      const { version, sender } = await ready(store, "bc");
      await store.list([{ id: "a" }]);
      await store.deliveries.enqueue(version, at(1), null);
      const claimed = await store.deliveries.due(sender, at(2), 9);
      expect(claimed.map(({ recipient }) => recipient)).toEqual(["b", "c", "a"]);
      for (const [index, due] of claimed.entries())
        await store.deliveries.mark([markOf(due, sender, { ...PUT_OFF, notBefore: at(50 - index) })]);
      const again = await store.deliveries.due(sender, at(60), 9);
      expect(again.map(({ recipient }) => recipient)).toEqual(["a", "c", "b"]);
    });

    it("counts the attempts of earlier runs", async () => {
      const store = await open();
      const { version, sender } = await ready(store, "a");
      const [a] = await store.deliveries.due(sender, at(2), 1);
      await store.deliveries.mark([markOf(a!, sender, { ...PUT_OFF, notBefore: at(3) })]);
      await store.deliveries.end(sender, at(4));
      const next = await began(store, { id: version }, 5);
      expect(await store.deliveries.due(next, at(6), 1)).toMatchObject([{ recipient: "a", attempts: 1 }]);
    });

    it("is at once what was put off more than a day ahead: the clock was set back", async () => {
      const store = await open();
      const { sender } = await ready(store, "ab");
      for (const [index, due] of (await store.deliveries.due(sender, at(2), 2)).entries())
        await store.deliveries.mark([
          markOf(due, sender, { ...PUT_OFF, notBefore: at([80_000, 90_000][index]!) }),
        ]);
      expect(await store.deliveries.due(sender, at(3), 9)).toMatchObject([{ recipient: "b" }]);
    });

    it("is not what a reader who left or was removed would get: that is withdrawn", async () => {
      const store = await open();
      const { version, sender } = await ready(store, "abcd");
      await store.list([
        { id: "a", state: "unsubscribed" },
        { id: "c", state: "paused" },
      ]);
      await store.unlist("b");
      expect(await store.deliveries.due(sender, at(2), 1)).toMatchObject([{ recipient: "d" }]);
      const withdrawn = { a: "withdrawn", b: "withdrawn", c: "withdrawn" };
      expect(await rowsOf(store, { id: version })).toEqual({ ...withdrawn, d: "queued" });
    });

    it("is for a reader who changed his tier after he was queued still what he was queued for", async () => {
      const store = await open();
      const { sender } = await ready(store, "a");
      await store.list([{ id: "a", tier: "paid" }]);
      expect(await store.deliveries.due(sender, at(2), 9)).toHaveLength(1);
    });
  });
}
