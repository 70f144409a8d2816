import { describe, expect, it } from "vitest";
import type { Consent, SubscriberEntry } from "../../../pipeline/model/subscriber.ts";
import type { Subscribers } from "../../../pipeline/world/mailing/mailing.ts";

export const day = (number: number) => `2025-03-${String(number).padStart(2, "0")}T10:00:00.000Z`;
export const consent = (at: string, proof = "signed up at the desk"): Consent => ({
  at,
  how: "import",
  proof,
});
export const entry = (address: string, more: Partial<SubscriberEntry> = {}): SubscriberEntry => ({
  address,
  name: null,
  tier: "free",
  state: "active",
  consent: consent(day(1)),
  ...more,
});

const LEAVING = ["unsubscribed", "bounced", "complained"] as const;

async function all(subscribers: Subscribers, filter: Parameters<Subscribers["list"]>[0] = {}) {
  const found = [];
  for await (const one of subscribers.list(filter)) found.push(one);
  return found;
}

/** What every keeper of the list must do, whatever it keeps it in. @param open an empty list */
export function subscribersContract(name: string, open: () => Promise<Subscribers>): void {
  const withAda = async (more: Partial<SubscriberEntry> = {}) => {
    const subscribers = await open();
    await subscribers.take([entry("Ada@example.com", { name: "Ada Byron", ...more })], day(2));
    const ada = (await subscribers.find("ada@EXAMPLE.com"))!;
    return { subscribers, ada };
  };

  describe(`the list of readers in ${name}`, () => {
    it("is empty at first", async () => {
      const subscribers = await open();
      expect(await all(subscribers)).toEqual([]);
      expect(await subscribers.count({})).toBe(0);
      expect(await subscribers.find("ada@example.com")).toBeNull();
      expect(await subscribers.byId("a".repeat(16))).toBeNull();
      expect(await subscribers.change("a".repeat(16), { to: "paused", why: "asked" }, day(2))).toBeNull();
    });

    it("gives a reader back as he was entered, by address in any case and by id", async () => {
      const { subscribers, ada } = await withAda({ consent: consent("2025-03-01T10:00:00Z") });
      expect(ada).toEqual({
        id: expect.stringMatching(/^[a-z2-7]{16}$/),
        address: "Ada@example.com",
        name: "Ada Byron",
        tier: "free",
        state: "active",
        language: null,
        timeZone: null,
        since: day(2),
        changedAt: day(2),
        consent: consent(day(1)),
      });
      expect(await subscribers.byId(ada.id)).toEqual(ada);
    });

    it("changes nothing by the same entries again", async () => {
      const subscribers = await open();
      const entries = [entry("a@example.com"), entry("b@example.com", { tier: "paid", consent: null })];
      expect(await subscribers.take(entries, day(2))).toEqual(["added", "added"]);
      const before = await all(subscribers);
      expect(await subscribers.take(entries, day(3))).toEqual(["unchanged", "unchanged"]);
      expect(await all(subscribers)).toEqual(before);
    });

    it("takes the first of two entries of one address, and the second as a change of it", async () => {
      const subscribers = await open();
      const entries = [entry("a@example.com"), entry("b@example.com"), entry("A@example.com", { name: "A" })];
      expect(await subscribers.take(entries, day(2))).toEqual(["added", "added", "changed"]);
      expect(await subscribers.count({})).toBe(2);
    });

    it("changes name and tier, and forgets no name by an entry without one", async () => {
      const { subscribers } = await withAda();
      expect(await subscribers.take([entry("ada@example.com", { tier: "paid" })], day(3))).toEqual([
        "changed",
      ]);
      expect(await subscribers.find("ada@example.com")).toMatchObject({ name: "Ada Byron", tier: "paid" });
    });

    it("lets nobody be active without a consent", async () => {
      const subscribers = await open();
      const bare = entry("a@example.com", { consent: null });
      await subscribers.take([bare], day(2));
      const waiting = (await subscribers.find("a@example.com"))!;
      expect(waiting).toMatchObject({ state: "pending", consent: null });
      expect(await subscribers.change(waiting.id, { to: "active", why: "no reason" }, day(3))).toBeNull();
      expect(await subscribers.change(waiting.id, { to: "paused", why: "no reason" }, day(3))).toBeNull();
      expect(await subscribers.take([bare], day(3))).toEqual(["unchanged"]);
      expect(await subscribers.find("a@example.com")).toEqual(waiting);
    });

    it("makes a waiting reader active by a consent, from an entry or a confirmation", async () => {
      const subscribers = await open();
      const bare = ["a@example.com", "b@example.com"].map((one) =>
        entry(one, { consent: null, state: "pending" }),
      );
      await subscribers.take(bare, day(2));
      expect(await subscribers.take([entry("a@example.com")], day(3))).toEqual(["changed"]);
      const b = (await subscribers.find("b@example.com"))!;
      const agreed = { to: "active", why: "confirmed", consent: consent(day(3)) } as const;
      expect(await subscribers.change(b.id, agreed, day(3))).toMatchObject({
        state: "active",
        changedAt: day(3),
      });
      expect(await subscribers.count({ state: "active" })).toBe(2);
    });

    it("changes nothing of a reader by an entry that only asks, as anybody may with a form", async () => {
      const { subscribers, ada } = await withAda({ tier: "paid" });
      const asks = entry("ada@example.com", { name: "Mallory", state: "pending", consent: null });
      expect(await subscribers.take([asks], day(5))).toEqual(["unchanged"]);
      expect(await subscribers.find("ada@example.com")).toEqual(ada);
    });

    it("pauses and resumes, and does so once", async () => {
      const { subscribers, ada } = await withAda();
      const paused = await subscribers.change(ada.id, { to: "paused", why: "on leave" }, day(3));
      expect(paused).toMatchObject({ state: "paused", changedAt: day(3) });
      expect(await subscribers.change(ada.id, { to: "paused", why: "on leave" }, day(4))).toEqual(paused);
      expect(await subscribers.take([entry("ada@example.com")], day(5))).toEqual(["unchanged"]);
      expect(await subscribers.change(ada.id, { to: "active", why: "back" }, day(6))).toMatchObject({
        state: "active",
      });
      expect(await subscribers.change(ada.id, { to: "pending", why: "no reason" }, day(7))).toBeNull();
    });

    it.each(LEAVING)("brings one who is %s back only by a consent given after that", async (to) => {
      const { subscribers, ada } = await withAda();
      const left = await subscribers.change(ada.id, { to, why: "so it came" }, day(5));
      expect(left).toMatchObject({ state: to, changedAt: day(5) });
      const entries = [null, consent(day(4)), consent(day(5))].map((one) =>
        entry("ada@example.com", { consent: one, name: "Another", tier: "paid" }),
      );
      for (const old of entries) expect(await subscribers.take([old], day(9))).toEqual(["suppressed"]);
      for (const to of ["active", "paused", "pending"] as const)
        expect(
          await subscribers.change(ada.id, { to, why: "w", consent: consent(day(5)) }, day(9)),
        ).toBeNull();
      expect(await subscribers.find("ada@example.com")).toEqual(left);
      expect(
        await subscribers.take([entry("ada@example.com", { consent: consent(day(6)) })], day(9)),
      ).toEqual(["returned"]);
      expect(await subscribers.find("ada@example.com")).toMatchObject({
        id: ada.id,
        state: "active",
        consent: consent(day(6)),
      });
    });

    it("does not forget that one left while he waits to confirm his return", async () => {
      const { subscribers, ada } = await withAda();
      await subscribers.change(ada.id, { to: "unsubscribed", why: "link" }, day(5));
      const asks = entry("ada@example.com", { state: "pending", consent: consent(day(6)) });
      expect(await subscribers.take([asks], day(6))).toEqual(["returned"]);
      await subscribers.take([entry("ada@example.com", { consent: consent(day(4)) })], day(7));
      expect(await subscribers.find("ada@example.com")).toMatchObject({ state: "pending" });
      const late = { to: "active", why: "confirmed", consent: consent(day(8)) } as const;
      expect(await subscribers.change(ada.id, late, day(8))).toMatchObject({ state: "active" });
    });

    it("keeps the newest consent, in whatever order they come", async () => {
      const { subscribers } = await withAda();
      await subscribers.take([entry("ada@example.com", { consent: consent(day(4), "newer") })], day(5));
      await subscribers.take([entry("ada@example.com", { consent: consent(day(3), "older") })], day(6));
      expect((await subscribers.find("ada@example.com"))!.consent).toEqual(consent(day(4), "newer"));
    });

    it("keeps off who was removed, and one who never was there, until a later consent", async () => {
      const { subscribers } = await withAda();
      const gone = await subscribers.remove("ADA@example.com", "Editor One", day(5));
      expect(gone).toEqual({ was: true, earlier: null });
      const never = await subscribers.remove("never@example.com", "Editor One", day(5));
      expect(never).toEqual({ was: false, earlier: null });
      expect(await subscribers.find("ada@example.com")).toBeNull();
      const old = ["ada@example.com", "never@example.com"].map((one) =>
        entry(one, { consent: consent(day(5)) }),
      );
      expect(await subscribers.take(old, day(9))).toEqual(["suppressed", "suppressed"]);
      expect(await subscribers.count({})).toBe(0);
      const anew = old.map((one) => ({ ...one, consent: consent(day(6)) }));
      expect(await subscribers.take(anew, day(9))).toEqual(["returned", "returned"]);
      expect(await subscribers.take(anew, day(9))).toEqual(["unchanged", "unchanged"]);
      expect(await subscribers.take([entry("Ada@example.com", { consent: null })], day(9))).toEqual([
        "unchanged",
      ]);
    });

    it("lists in order of ids across pages, all or those of a tier and a state", async () => {
      const subscribers = await open();
      const entries = Array.from({ length: 2500 }, (_, index) =>
        entry(`r${index}@example.com`, {
          tier: index % 2 ? "paid" : "free",
          consent: index % 5 ? consent(day(1)) : null,
        }),
      );
      await subscribers.take(entries, day(2));
      const ids = (await all(subscribers)).map(({ id }) => id);
      expect(ids).toEqual([...new Set(ids)].sort());
      expect(ids).toHaveLength(2500);
      for (const filter of [
        { tier: "paid" },
        { state: "pending" },
        { tier: "free", state: "active" },
      ] as const) {
        const found = await all(subscribers, filter);
        expect(found).toEqual(
          found.filter((one) => Object.entries(filter).every(([key, value]) => one[key as "tier"] === value)),
        );
        expect(found.length).toBe(await subscribers.count(filter));
      }
      expect(await subscribers.count({ tier: "free", state: "active" })).toBe(1000);
      expect(await subscribers.count({ state: "pending" })).toBe(500);
    });

    it("takes a word of confirmation once, and only the newest", async () => {
      const { subscribers, ada } = await withAda();
      await subscribers.askConfirmation(ada.id, "first");
      await subscribers.askConfirmation(ada.id, "second");
      expect(await subscribers.useConfirmation(ada.id, "first")).toBe(false);
      expect(await subscribers.useConfirmation("b".repeat(16), "second")).toBe(false);
      expect(await subscribers.useConfirmation(ada.id, "second")).toBe(true);
      expect(await subscribers.useConfirmation(ada.id, "second")).toBe(false);
    });
  });
}
