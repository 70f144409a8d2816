import { expect, it } from "vitest";
import type { Letter } from "../../../pipeline/model/letter.ts";
import { compose, type MailWords } from "../../../pipeline/site/forms/compose.ts";
import { confirm } from "../../../pipeline/site/forms/confirm.ts";
import { emptyList } from "../../desk/subscribers/lists.ts";
import { asked } from "../asked.ts";
import { LINK_KEY } from "../serve/made-up-site.ts";

const ADA = "ada@example.com";
const CONSENT = { at: "2025-03-01T10:00:00.000Z", how: "import", proof: "card" } as const;
const ENTRY = { address: ADA, name: "Ada", tier: "free", state: "active", consent: CONSENT } as const;

/** The forms over a real list on which Ada stands; a clock set by hand. */
async function siteOverList() {
  const subscribers = emptyList();
  await subscribers.take([ENTRY], "2025-03-02T10:00:00.000Z");
  const clock = { now: "2025-11-05T12:00:00.000Z" };
  const mails: MailWords[] = [];
  const letter = (words: MailWords): Letter => {
    mails.push(words);
    return { from: "tracker@example.com", to: "", parts: [], bytes: 0 };
  };
  let nonces = 0;
  const nonce = () => {
    nonces += 1;
    return `nonce${String(nonces).padStart(11, "0")}`;
  };
  const world = { subscribers, now: () => clock.now, nonce, letter };
  const { house } = houseOf();
  const ask = async () => {
    const asking = {
      what: "subscribe",
      address: ADA,
      name: null,
      network: "192.0.2.0/24",
      at: clock.now,
    } as const;
    await compose(asking, { site: "https://tracker.example.com", linkKey: LINK_KEY }, world);
    return mails.at(-1)!.link.split("/confirm/")[1]!;
  };
  const post = async (token: string) => (await confirm(token, asked("/confirm"), house, world)).status;
  return { subscribers, clock, mails, ask, post };
}

function houseOf() {
  const page = (name: string, view: object) => JSON.stringify({ page: name, ...view });
  return {
    house: {
      site: "https://tracker.example.com",
      base: "",
      publication: "The Tracker",
      desk: "d@example.com",
      linkKey: LINK_KEY,
      page,
    },
  };
}

const AWAY = {
  removed: async (list: Awaited<ReturnType<typeof siteOverList>>["subscribers"]) =>
    void (await list.remove(ADA, "Editor One", "2025-11-04T10:00:00.000Z")),
  unsubscribed: async (list: Awaited<ReturnType<typeof siteOverList>>["subscribers"]) => {
    const { id } = (await list.find(ADA))!;
    await list.change(id, { to: "unsubscribed", why: "link" }, "2025-11-04T10:00:00.000Z");
  },
};

it.each(["removed", "unsubscribed"] as const)(
  "who was %s asks, confirms and is back, by a consent of that moment",
  async (how) => {
    const { subscribers, clock, mails, ask, post } = await siteOverList();
    await AWAY[how](subscribers);
    const token = await ask();
    expect(mails).toHaveLength(1);
    expect((await subscribers.find(ADA))!.state).toBe(how === "removed" ? "pending" : "unsubscribed");
    expect(await subscribers.take([ENTRY], clock.now)).toEqual(["suppressed"]);
    clock.now = "2025-11-06T09:00:00.000Z";
    expect(await post(token)).toBe(200);
    expect(await subscribers.find(ADA)).toMatchObject({
      state: "active",
      consent: { at: clock.now, how: "form", proof: expect.stringMatching(/^confirmed from /) },
    });
    expect(await post(token)).toBe(410);
  },
);

it("who was removed and only asks is forgotten after 30 days, and his link is void", async () => {
  const { subscribers, clock, ask, post } = await siteOverList();
  await AWAY.removed(subscribers);
  const token = await ask();
  await subscribers.take([], "2025-12-06T12:00:00.000Z");
  expect(await subscribers.find(ADA)).toBeNull();
  expect(await post(token)).toBe(410);
  clock.now = "2025-12-06T12:00:01.000Z";
  expect(await subscribers.take([ENTRY], clock.now)).toEqual(["suppressed"]);
  expect(await post(await ask())).toBe(200);
});

it("who asks again while he waits has 30 days anew, and only the newest link", async () => {
  const { subscribers, clock, ask, post } = await siteOverList();
  await AWAY.removed(subscribers);
  const first = await ask();
  clock.now = "2025-12-04T12:00:00.000Z";
  const second = await ask();
  await subscribers.take([], "2025-12-06T12:00:00.000Z");
  expect([await post(first), await post(second)]).toEqual([410, 200]);
});
