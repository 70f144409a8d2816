import { describe, expect, it } from "vitest";
import { at, bytesOf, correctionOf, DAY, frozen, newVersion, type OpenStore, sha256Of } from "./store.ts";

export function versionsAreKept(open: OpenStore): void {
  describe("an approved issue that is kept", () => {
    it("comes back with each of its bytes", async () => {
      const { deliveries } = await open();
      const { version, files } = newVersion("ten years at 4.17%");
      const kept = await deliveries.freeze(version, files, at(0));
      expect(kept).toMatchObject({ id: `${DAY}/free/1`, number: 1, frozenAt: at(0), correction: null });
      expect(kept.products).toEqual({ "ledger.json": sha256Of(bytesOf("[]")) });
      expect(await deliveries.versions({ date: DAY, edition: "free" })).toEqual([kept]);
      for (const name of Object.keys(version.bound.forms))
        expect(await deliveries.file(kept.bound.forms[name]!)).toEqual(files[name]);
      expect(await deliveries.file("0".repeat(64))).toBeNull();
    });

    it("is the same one when it is kept again, whoever approved it anew", async () => {
      const store = await open();
      const { version, files } = newVersion("same");
      const first = await store.deliveries.freeze(version, files, at(0));
      const again = { ...version, approvedBy: [{ name: "Editor Two", at: at(5) }], products: [] };
      expect(await store.deliveries.freeze(again, files, at(9))).toEqual(first);
      expect(await store.deliveries.versions({})).toHaveLength(1);
    });

    it("has the next number of its day and edition where a byte or the subject is another", async () => {
      const store = await open();
      await frozen(store, "one");
      const ids = [
        await frozen(store, "two"),
        await frozen(store, "two", { subject: "Another day" }),
        await frozen(store, "two", { edition: "paid" }),
        await frozen(store, "two", { date: "2025-11-06" }),
        await frozen(store, "one"),
      ].map(({ id }) => id);
      const kept = [`${DAY}/free/2`, `${DAY}/free/3`, `${DAY}/paid/1`, "2025-11-06/free/1", `${DAY}/free/1`];
      expect(ids).toEqual(kept);
      const all = (await store.deliveries.versions({})).map(({ id }) => id);
      expect(all).toEqual([...kept].sort((a, b) => (a < b ? -1 : 1)));
      expect(await store.deliveries.versions({ edition: "paid" })).toHaveLength(1);
    });

    it("may be corrected back to what an older one said, under a number of its own", async () => {
      const store = await open();
      const first = await frozen(store, "right");
      const second = await frozen(store, "wrong", { correction: correctionOf(first) });
      const third = await frozen(store, "right", { correction: correctionOf(second) });
      expect(third.number).toBe(3);
      expect(await frozen(store, "right", { correction: correctionOf(second) })).toEqual(third);
      expect((await frozen(store, "right")).number).toBe(3);
    });

    it("is refused where its bytes are not those that were approved, and nothing of it is kept", async () => {
      const { deliveries } = await open();
      const { version, files } = newVersion("approved");
      const changed = { ...files, "issue.pdf": bytesOf("%PDF changed since") };
      await expect(deliveries.freeze(version, changed, at(0))).rejects.toMatchObject({
        code: "not-approved",
        message: `issue.pdf: The file of ${DAY} is not what was approved: nothing was kept. Look at it, and approve it anew or build the issue again.`,
      });
      expect(await deliveries.versions({})).toEqual([]);
      expect(await deliveries.file(version.bound.forms["issue.md"]!)).toBeNull();
    });
  });
}
