import { describe, expect, it } from "vitest";
import type { SubscriberState } from "../../../pipeline/model/subscriber.ts";
import { signLink } from "../../../pipeline/post/link-token.ts";
import { asked, form } from "../asked.ts";
import { LINK_KEY, madeUpSite, pageOf } from "../serve/made-up-site.ts";

const ADDRESS = "ada@example.com";
const ONE_CLICK = { "List-Unsubscribe": "One-Click" };

function withReader(state: SubscriberState = "active") {
  const site = madeUpSite();
  const { id } = site.list.put(ADDRESS, state);
  const link = (until = "2026-11-05", purpose: "unsubscribe" | "confirm" = "unsubscribe", key = LINK_KEY) =>
    `/u/${signLink(key, { purpose, subject: id, until })}`;
  return { ...site, link, state: () => site.list.readers.get(ADDRESS)?.state };
}

describe("a reader who wants to leave", () => {
  it("leaves at once by the POST of a mail program: no cookie, no origin, no redirect", async () => {
    const { answer, link, state } = withReader();
    const reply = await answer(form(link(), ONE_CLICK, { headers: { "sec-fetch-site": "cross-site" } }));
    expect([reply.status, reply.headers.location, state()]).toEqual([200, undefined, "unsubscribed"]);
    const again = await answer(form(link(), ONE_CLICK));
    expect([again.status, pageOf(again).title]).toEqual([200, "You have left the list"]);
  });

  it("leaves by multipart/form-data too, as RFC 8058 recommends it", async () => {
    const { answer, link, state } = withReader();
    const body = `--B\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--B--\r\n`;
    const headers = { "content-type": "multipart/form-data; boundary=B" };
    expect((await answer(asked(link(), { method: "POST", headers, body }))).status).toBe(200);
    expect(state()).toBe("unsubscribed");
  });

  it("is asked by a page first when a link is only opened", async () => {
    const { answer, link, state } = withReader();
    expect(pageOf(await answer(asked(link())))).toMatchObject({ page: "unsubscribe", action: link() });
    expect(state()).toBe("active");
    expect((await answer(asked(link(), { method: "POST" }))).status).toBe(415);
    expect((await answer(form(link(), { other: "thing" }))).status).toBe(400);
    expect(state()).toBe("active");
  });

  it("leaves from a pause and before confirming; who bounced or complained stays so", async () => {
    for (const [before, after] of [
      ["paused", "unsubscribed"],
      ["pending", "unsubscribed"],
      ["bounced", "bounced"],
      ["complained", "complained"],
    ] as const) {
      const { answer, link, state } = withReader(before);
      expect((await answer(form(link(), ONE_CLICK))).status).toBe(200);
      expect(state()).toBe(after);
    }
  });

  it("cannot be taken off by a link that is forged, of another purpose, or too old: the page says how else", async () => {
    const { answer, link, state } = withReader();
    const until = "2026-11-05";
    for (const [path, status] of [
      [link(until, "confirm"), 403],
      [link(until, "unsubscribe", "another key, of the same length as that one"), 403],
      [`${link()}A`, 403],
      ["/u/", 403],
      [link("2025-11-04"), 410],
    ] as const) {
      const replies = [await answer(asked(path)), await answer(form(path, ONE_CLICK))];
      expect(replies.map((one) => one.status)).toEqual([status, status]);
      expect(pageOf(replies[0]!).link).toMatchObject({ href: "/unsubscribe" });
    }
    expect(state()).toBe("active");
  });

  it("who lost the link types the address and gets a fresh one by mail, and nobody learns who is on the list", async () => {
    const { answer, mails, written, linkPath, state } = withReader();
    expect(pageOf(await answer(asked("/unsubscribe"))).page).toBe("leave");
    const known = await answer(form("/unsubscribe", { address: ADDRESS }));
    const unknown = await answer(form("/unsubscribe", { address: "nobody@example.com" }));
    expect(known).toEqual(unknown);
    await written();
    expect(mails).toEqual([{ template: "leave", to: ADDRESS, link: expect.any(String) }]);
    expect(state()).toBe("active");
    expect((await answer(form(linkPath(), ONE_CLICK))).status).toBe(200);
    expect(state()).toBe("unsubscribed");
    expect((await answer(form("/unsubscribe", { address: "ada" }))).status).toBe(422);
  });
});
