import { describe, expect, it } from "vitest";
import { asked, form } from "../asked.ts";
import { madeUpSite, pageOf } from "../serve/made-up-site.ts";

const ADDRESS = "ada@example.com";
const ask = (address = ADDRESS, more = {}) => form("/subscribe", { address, name: "", ...more });

describe("somebody who wants to subscribe", () => {
  it("gets a form, then a mail with a link, then a page with a button, and is on the list", async () => {
    const { answer, list, mails, written, linkPath } = madeUpSite();
    expect(pageOf(await answer(asked("/subscribe")))).toMatchObject({
      page: "subscribe",
      action: "/subscribe",
    });
    expect((await answer(ask())).status).toBe(200);
    await written();
    expect(mails).toEqual([{ template: "confirm", to: ADDRESS, link: expect.stringContaining("/confirm/") }]);
    expect(list.readers.get(ADDRESS)?.state).toBe("pending");
    expect(pageOf(await answer(asked(linkPath()))).page).toBe("confirm");
    expect(list.readers.get(ADDRESS)?.state).toBe("pending");
    const done = await answer(asked(linkPath(), { method: "POST", network: "198.51.100.0/24" }));
    expect([done.status, pageOf(done).page]).toEqual([200, "confirmed"]);
    expect(list.readers.get(ADDRESS)).toMatchObject({
      state: "active",
      tier: "free",
      consent: { how: "form", at: "2025-11-05T12:00:00.000Z", proof: "confirmed from 198.51.100.0/24" },
    });
  });

  it("hears the same whether the address is on the list, was, or never was", async () => {
    const { answer, list, written } = madeUpSite();
    list.put("active@example.com", "active");
    list.put("left@example.com", "unsubscribed");
    list.put("spam@example.com", "complained");
    const bodies: unknown[] = [];
    for (const who of ["active", "left", "spam", "new"]) {
      const { status, headers, body } = await answer(ask(`${who}@example.com`));
      bodies.push({ status, headers, body });
      await written();
    }
    expect(new Set(bodies.map((one) => JSON.stringify(one))).size).toBe(1);
  });

  it("changes nothing of somebody who is on the list, whatever name is typed", async () => {
    const { answer, list, mails, written } = madeUpSite();
    list.put(ADDRESS, "active", { tier: "paid", name: "Ada" });
    await answer(ask(ADDRESS, { name: "Mallory" }));
    await written();
    expect([mails, list.changes]).toEqual([[], []]);
    expect(list.readers.get(ADDRESS)).toMatchObject({ tier: "paid", name: "Ada", state: "active" });
  });

  it("comes back after leaving, bouncing or being removed only by confirming again", async () => {
    for (const state of ["unsubscribed", "bounced", "paused"] as const) {
      const { answer, list, mails, written, linkPath } = madeUpSite();
      list.put(ADDRESS, state);
      await answer(ask());
      await written();
      expect([mails.length, list.readers.get(ADDRESS)?.state]).toEqual([1, state]);
      expect((await answer(asked(linkPath(), { method: "POST" }))).status).toBe(200);
      expect(list.readers.get(ADDRESS)?.state).toBe("active");
    }
    const { answer, list, written, linkPath } = madeUpSite();
    list.removed.add(ADDRESS);
    await answer(ask());
    await written();
    expect(list.readers.get(ADDRESS)?.state).toBe("pending");
    await answer(asked(linkPath(), { method: "POST" }));
    expect(list.readers.get(ADDRESS)?.state).toBe("active");
  });

  it("is not written to who called us spam: others could have him written to for ever", async () => {
    const { answer, list, mails, written } = madeUpSite();
    list.put(ADDRESS, "complained");
    await answer(ask());
    await written();
    expect(mails).toEqual([]);
  });

  it("sees what is wrong beside the field, and what was typed", async () => {
    const { answer, list, mails } = madeUpSite();
    for (const address of [
      "",
      "ada",
      "ada@",
      "a b@example.com",
      "ada@example.com\r\nBcc: x@example.com",
      "ä@x",
    ]) {
      const reply = await answer(ask(address));
      expect(reply.status).toBe(422);
      expect(pageOf(reply)).toMatchObject({
        page: "subscribe",
        wrong: { address: expect.stringMatching(/\.$/) },
      });
    }
    const named = pageOf(await answer(ask(ADDRESS, { name: "see http://spam.example" })));
    expect(named).toMatchObject({
      address: ADDRESS,
      wrong: { address: null, name: "The name holds an address." },
    });
    expect([list.readers.size, mails.length]).toEqual([0, 0]);
  });

  it("cannot be subscribed by a page of another site", async () => {
    const { answer, list, written } = madeUpSite();
    const from = (headers: Record<string, string>) => {
      const { headers: own, ...rest } = ask();
      const { "sec-fetch-site": _, ...others } = own as Record<string, string>;
      return answer({ ...rest, headers: { ...others, ...headers } });
    };
    expect((await from({ "sec-fetch-site": "cross-site" })).status).toBe(403);
    expect((await from({ "sec-fetch-site": "same-site" })).status).toBe(403);
    expect((await from({ origin: "https://evil.example" })).status).toBe(403);
    expect((await from({ origin: "null" })).status).toBe(403);
    await written();
    expect(list.readers.size).toBe(0);
    expect((await from({ origin: "https://tracker.example.com" })).status).toBe(200);
    expect((await from({})).status).toBe(200);
  });

  it("cannot have an address flooded: the fourth mail of an hour is not written, and the answer is the same", async () => {
    const { answer, mails, written } = madeUpSite();
    const replies = [];
    for (let at = 0; at < 5; at += 1) {
      replies.push(await answer(ask()));
      await written();
    }
    expect(mails).toHaveLength(3);
    expect(new Set(replies.map(({ body }) => body)).size).toBe(1);
  });

  it("cannot have many addresses written to from one network", async () => {
    const { answer, mails, written, clock } = madeUpSite();
    const statuses = [];
    for (let at = 0; at < 25; at += 1) {
      clock.ticks += 10_000;
      statuses.push((await answer(ask(`r${at}@example.com`))).status);
    }
    await written();
    expect(mails).toHaveLength(20);
    expect(statuses.slice(20)).toEqual([429, 429, 429, 429, 429]);
  });
});
