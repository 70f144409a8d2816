import { describe, expect, it } from "vitest";
import type { SubscriberEntry } from "../../../pipeline/model/subscriber.ts";
import type { Subscribers } from "../../../pipeline/world/mailing/mailing.ts";
import { consent, day, entry } from "./subscribers-contract.ts";

const ADA = "ada@example.com";
const left = (at: string | null, more: Partial<SubscriberEntry> = {}) =>
  entry(ADA, { state: "unsubscribed", consent: null, left: { at, why: "import old.csv:2" }, ...more });
const asks = (address = ADA): SubscriberEntry =>
  entry(address, { state: "pending", consent: null, asks: true });
const later = (days: number) => new Date(Date.parse(day(1)) + days * 86_400_000).toISOString();

/** What every keeper of the list does with those who leave, are removed, or only ask. @param open an empty list */
export function leavingContract(name: string, open: () => Promise<Subscribers>): void {
  const taken = async (subscribers: Subscribers, one: SubscriberEntry, at: string) =>
    (await subscribers.take([one], at))[0];
  const withAda = async () => {
    const subscribers = await open();
    await subscribers.take([entry(ADA, { name: "Ada" })], day(2));
    return { subscribers, ada: (await subscribers.find(ADA))! };
  };

  describe(`an entry that says that somebody left, in ${name}`, () => {
    it("puts one whom nobody knows on the list as such, and nothing but a later consent brings him back", async () => {
      const subscribers = await open();
      expect(await taken(subscribers, left(day(5)), day(9))).toBe("added");
      expect(await subscribers.find(ADA)).toMatchObject({ state: "unsubscribed", changedAt: day(5) });
      expect(await taken(subscribers, left(day(5)), day(10))).toBe("unchanged");
      expect(await taken(subscribers, entry(ADA, { consent: consent(day(5)) }), day(10))).toBe("suppressed");
      expect(await taken(subscribers, entry(ADA, { consent: consent(day(6)) }), day(10))).toBe("returned");
    });

    it("takes one off who agreed before it, or of whom nobody knows when he left, and keeps his name and tier", async () => {
      for (const at of [day(5), null]) {
        const { subscribers, ada } = await withAda();
        const other = { tier: "paid", name: "Eve", state: "bounced" } as const;
        expect(await taken(subscribers, left(at, other), day(9))).toBe("left");
        const changed = { state: "bounced", changedAt: at ?? day(9) } as const;
        expect(await subscribers.find(ADA)).toEqual({ ...ada, ...changed });
      }
    });

    it("leaves one alone who agreed after it", async () => {
      const { subscribers, ada } = await withAda();
      for (const at of [later(-1), day(1)])
        expect(await taken(subscribers, left(at), day(9))).toBe("unchanged");
      expect(await subscribers.find(ADA)).toEqual(ada);
    });

    it("does not take him off again who came back, however often the old file is read", async () => {
      const { subscribers } = await withAda();
      expect(await taken(subscribers, left(null), day(3))).toBe("left");
      await subscribers.take([entry(ADA, { consent: consent(day(4)) })], day(4));
      expect(await taken(subscribers, left(null), day(5))).toBe("unchanged");
      expect(await taken(subscribers, left(day(3)), day(5))).toBe("unchanged");
      expect(await subscribers.find(ADA)).toMatchObject({ state: "active" });
    });

    it("makes a later leaving count, of one who has left already", async () => {
      const { subscribers, ada } = await withAda();
      await subscribers.change(ada.id, { to: "complained", why: "a report" }, day(3));
      expect(await taken(subscribers, left(day(7)), day(9))).toBe("changed");
      expect(await subscribers.find(ADA)).toMatchObject({ state: "complained", changedAt: day(7) });
      expect(await taken(subscribers, entry(ADA, { consent: consent(day(6)) }), day(9))).toBe("suppressed");
    });

    it("brings no address back that was removed", async () => {
      const subscribers = await open();
      await subscribers.remove(ADA, "Editor One", day(3));
      expect(await taken(subscribers, left(day(7)), day(9))).toBe("suppressed");
      expect(await subscribers.find(ADA)).toBeNull();
    });
  });

  it(`a reader leaves for good though the clock was set back behind his consent, in ${name}`, async () => {
    const agreed = entry(ADA, { consent: consent(day(20)) });
    for (const leave of [
      async (list: Subscribers, id: string) =>
        void (await list.change(id, { to: "unsubscribed", why: "link" }, day(10))),
      async (list: Subscribers) => void (await list.take([left(null)], day(10))),
      async (list: Subscribers) => void (await list.remove(ADA, "Editor One", day(10))),
    ]) {
      const subscribers = await open();
      await subscribers.take([agreed], day(20));
      await leave(subscribers, (await subscribers.find(ADA))!.id);
      expect(await taken(subscribers, agreed, day(21))).toBe("suppressed");
    }
  });

  it(`a word on a whole file makes active only whom no consent is known of and who never left, in ${name}`, async () => {
    const { subscribers } = await withAda();
    const whole = (address: string) =>
      entry(address, { consent: null, vouched: consent(day(8), "the card") });
    await subscribers.take([asks("bob@example.com")], day(3));
    await subscribers.take([entry("carol@example.com", { consent: null })], day(3));
    await subscribers.change(
      (await subscribers.find("bob@example.com"))!.id,
      { to: "unsubscribed", why: "link" },
      day(4),
    );
    await subscribers.remove("dora@example.com", "Editor One", day(4));
    const entries = ["ada", "bob", "carol", "dora", "eve"].map((one) => whole(`${one}@example.com`));
    const came = ["unchanged", "suppressed", "changed", "suppressed", "added"];
    expect(await subscribers.take(entries, day(9))).toEqual(came);
    expect((await subscribers.find(ADA))!.consent).toEqual(consent(day(1)));
    expect(await subscribers.find("eve@example.com")).toMatchObject({
      state: "active",
      consent: consent(day(8), "the card"),
    });
  });

  describe(`somebody who asks on the site, in ${name}`, () => {
    it("waits without a consent though he was removed, and no file makes him active", async () => {
      const { subscribers } = await withAda();
      await subscribers.remove(ADA, "Editor One", day(3));
      expect(await taken(subscribers, asks(), day(5))).toBe("added");
      const waiting = await subscribers.find(ADA);
      expect(waiting).toMatchObject({ state: "pending", name: null, consent: null });
      const files = [entry(ADA), entry(ADA, { consent: null, vouched: consent(day(6)) })];
      for (const old of files) expect(await taken(subscribers, old, day(7))).toBe("suppressed");
      expect(await subscribers.find(ADA)).toEqual(waiting);
      const confirmed = { to: "active", why: "confirmed", consent: consent(day(7)) } as const;
      expect(await subscribers.change(waiting!.id, confirmed, day(7))).toMatchObject({ state: "active" });
    });

    it("changes nothing of a reader, whatever he is", async () => {
      for (const to of ["active", "paused", "unsubscribed", "bounced", "complained"] as const) {
        const { subscribers, ada } = await withAda();
        const stands = await subscribers.change(ada.id, { to, why: "w" }, day(3));
        expect(await taken(subscribers, { ...asks(), name: "Mallory" }, day(5))).toBe("unchanged");
        expect(await subscribers.find(ADA)).toEqual(stands);
      }
    });

    it("is forgotten where he has not confirmed after 30 days, unless he asked again", async () => {
      const subscribers = await open();
      await subscribers.take([asks(), asks("bob@example.com")], day(1));
      await subscribers.take([asks("bob@example.com")], later(20));
      await subscribers.take([], later(30));
      expect(await subscribers.count({})).toBe(2);
      await subscribers.take([], later(31));
      expect(await subscribers.find(ADA)).toBeNull();
      expect(await subscribers.find("bob@example.com")).toMatchObject({ state: "pending" });
      expect(await taken(subscribers, asks(), later(31))).toBe("added");
    });

    it("stays off the list for old files where he was removed and never confirmed his return", async () => {
      const { subscribers, ada } = await withAda();
      await subscribers.change(ada.id, { to: "unsubscribed", why: "link" }, day(3));
      await subscribers.take([entry(ADA, { state: "pending", consent: consent(day(4)) })], day(5));
      await subscribers.take([], later(60));
      expect(await subscribers.find(ADA)).toBeNull();
      expect(await taken(subscribers, entry(ADA, { consent: consent(day(3)) }), later(61))).toBe(
        "suppressed",
      );
    });
  });

  it(`a removed reader who comes back within 30 days is known by his id, and by another after that, in ${name}`, async () => {
    const back = (at: string) => entry(ADA, { consent: consent(at) });
    for (const [after, isSame] of [
      [29, true],
      [32, false],
    ] as const) {
      const { subscribers, ada } = await withAda();
      for (const by of ["Editor One", "Editor Two"]) await subscribers.remove(ADA, by, day(1));
      await subscribers.take([], later(after));
      expect(await taken(subscribers, back(later(after)), later(after))).toBe("returned");
      const { id, name: called, consent: agreed } = (await subscribers.find(ADA))!;
      expect([id === ada.id, called, agreed]).toEqual([isSame, null, consent(later(after))]);
    }
  });
}
