import { describe, expect, it } from "vitest";
import type { Version } from "../../../../pipeline/model/delivery.ts";
import {
  ACCEPT,
  at,
  began,
  frozen,
  HAND,
  HERE,
  markOf,
  type OpenStore,
  rowsOf,
  type Store,
} from "./store.ts";

const ELSEWHERE = { process: 7, host: "other.example.com" };
const TOGETHER = { together: true };

/** A version for readers of these names. */
async function enqueued(open: OpenStore, names: string): Promise<{ store: Store; version: Version }> {
  const store = await open();
  const version = await frozen(store, "one");
  await store.list(names.split("").map((id) => ({ id })));
  await store.deliveries.enqueue(version.id, at(0), null);
  return { store, version };
}

async function joined({ deliveries }: Store, { id }: Version, who = HERE, seconds = 1): Promise<string> {
  const begun = await deliveries.begin(id, who, at(seconds), TOGETHER);
  if ("busy" in begun) throw new Error(`${id} is being sent`);
  return begun.sender;
}

const claimed = async ({ deliveries }: Store, sender: string, most: number, seconds = 2) =>
  deliveries.due(sender, at(seconds), most);

const names = (page: readonly { readonly recipient: string }[]) => page.map(({ recipient }) => recipient);

export function sendersTogether(open: OpenStore): void {
  describe("senders that begin together", () => {
    it("live beside each other, each with rows of its own", async () => {
      const { store, version } = await enqueued(open, "abcdef");
      const [one, other] = [await joined(store, version), await joined(store, version)];
      expect(names(await claimed(store, one, 2))).toEqual(["a", "b"]);
      expect(names(await claimed(store, other, 3))).toEqual(["c", "d", "e"]);
      expect(names(await claimed(store, one, 9))).toEqual(["f"]);
      expect(names(await claimed(store, other, 9))).toEqual([]);
      const row = { version: version.id, recipient: "a" };
      expect(await store.deliveries.mark([markOf(row, other, HAND), markOf(row, one, HAND)])).toEqual([
        false,
        true,
      ]);
      expect(await store.deliveries.beat(one, at(3))).toBe(true);
      expect(await store.deliveries.beat(other, at(3))).toBe(true);
    });

    it("are each in the way of one that begins alone, and he in theirs", async () => {
      const { store, version } = await enqueued(open, "a");
      const together = await joined(store, version);
      expect(await store.deliveries.begin(version.id, HERE, at(2))).toHaveProperty("busy");
      await store.deliveries.end(together, at(3));
      await began(store, version, 4);
      const third = await store.deliveries.begin(version.id, HERE, at(5), TOGETHER);
      expect(third).toEqual({ busy: { ...HERE, since: at(4) } });
    });

    it("leave what they alone had in hands: handed over is uncertain, the rest is free", async () => {
      const { store, version } = await enqueued(open, "abcd");
      const [one, other] = [await joined(store, version), await joined(store, version)];
      const [a, b] = await claimed(store, one, 2);
      const [c] = await claimed(store, other, 2);
      await store.deliveries.mark([markOf(a!, one, HAND), markOf(c!, other, HAND)]);
      await store.deliveries.end(one, at(3));
      const after = { a: "uncertain", b: "queued", c: "handed over", d: "queued" };
      expect(await rowsOf(store, version)).toEqual(after);
      expect(names(await claimed(store, other, 9, 4))).toEqual(["b"]);
      const late = [markOf(b!, one, HAND), markOf(c!, other, ACCEPT)];
      expect(await store.deliveries.mark(late)).toEqual([false, true]);
    });

    it("are seen off when they died, by who begins or by the beat of another, and by nobody twice", async () => {
      const { store, version } = await enqueued(open, "abcd");
      const far = await joined(store, version, ELSEWHERE, 0);
      const living = await joined(store, version, HERE, 1);
      const [a, b] = await claimed(store, far, 2);
      const [c] = await claimed(store, living, 1);
      await store.deliveries.mark([markOf(a!, far, HAND), markOf(c!, living, HAND)]);
      await store.deliveries.beat(living, at(50));
      expect(await rowsOf(store, version)).toMatchObject({ a: "handed over", c: "handed over" });
      expect(await store.deliveries.beat(living, at(100))).toBe(true);
      expect(await rowsOf(store, version)).toMatchObject({ a: "uncertain", c: "handed over" });
      expect(await store.deliveries.beat(far, at(101))).toBe(false);
      expect(names(await claimed(store, living, 9, 102))).toEqual([b!.recipient, "d"]);
      const next = await store.deliveries.begin(version.id, HERE, at(103), TOGETHER);
      expect(next).toMatchObject({ uncertain: 0 });
    });

    it("have seats in the order of their beginning, and are known when the others have beaten since", async () => {
      const { store, version } = await enqueued(open, "ab");
      const seatOf = (sender: string, seconds: number) => store.deliveries.together(sender, at(seconds));
      const one = await joined(store, version, ELSEWHERE, 1);
      expect(await seatOf(one, 1)).toEqual({ before: 0, all: 1, isKnown: true });
      const other = await joined(store, version, ELSEWHERE, 2);
      expect(await seatOf(other, 2)).toEqual({ before: 1, all: 2, isKnown: false });
      await store.deliveries.beat(one, at(3));
      expect(await seatOf(other, 3)).toEqual({ before: 1, all: 2, isKnown: true });
      await store.deliveries.end(one, at(4));
      expect(await seatOf(other, 4)).toEqual({ before: 0, all: 1, isKnown: true });
    });

    it("are dead when nothing is heard of them for a minute, though their process goes on", async () => {
      const { store, version } = await enqueued(open, "ab");
      const silent = await joined(store, version, HERE, 0);
      const [a] = await claimed(store, silent, 1);
      await store.deliveries.mark([markOf(a!, silent, HAND)]);
      const next = await joined(store, version, HERE, 59);
      expect(await store.deliveries.together(next, at(59))).toMatchObject({ all: 2 });
      expect(await store.deliveries.together(next, at(61))).toMatchObject({ all: 1 });
      await store.deliveries.beat(next, at(61));
      expect(await rowsOf(store, version)).toEqual({ a: "uncertain", b: "queued" });
    });

    it("that are both dead leave everything to who begins alone", async () => {
      const { store, version } = await enqueued(open, "ab");
      for (const name of ["a", "b"]) {
        const sender = await joined(store, version, ELSEWHERE, 0);
        const [due] = await claimed(store, sender, 1);
        expect(due).toMatchObject({ recipient: name });
        await store.deliveries.mark([markOf(due!, sender, HAND)]);
      }
      const begun = await store.deliveries.begin(version.id, HERE, at(120));
      expect(begun).toMatchObject({ uncertain: 2 });
    });
  });
}
