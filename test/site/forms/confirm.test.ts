import { describe, expect, it } from "vitest";
import { signLink } from "../../../pipeline/post/link-token.ts";
import { asked, form } from "../asked.ts";
import { LINK_KEY, madeUpSite, pageOf } from "../serve/made-up-site.ts";

const ADDRESS = "ada@example.com";

async function askedOnce() {
  const site = madeUpSite();
  await site.answer(form("/subscribe", { address: ADDRESS }));
  await site.written();
  const post = (path: string) => site.answer(asked(path, { method: "POST" }));
  return { ...site, path: site.linkPath(), post, state: () => site.list.readers.get(ADDRESS)?.state };
}

describe("a link to confirm", () => {
  it("confirms once: a second time it says that it was used", async () => {
    const { path, post, answer, state } = await askedOnce();
    expect((await post(path)).status).toBe(200);
    const again = await post(path);
    expect([again.status, pageOf(again).title]).toEqual([410, "This link was used already"]);
    expect((await answer(asked(path))).status).toBe(410);
    expect(state()).toBe("active");
  });

  it("is void once a newer one was asked for", async () => {
    const { path, post, answer, written, linkPath, state } = await askedOnce();
    await answer(form("/subscribe", { address: ADDRESS }));
    await written();
    expect((await post(path)).status).toBe(410);
    expect(state()).toBe("pending");
    expect((await post(linkPath())).status).toBe(200);
  });

  it("does not bring back who left after it was used", async () => {
    const { path, post, list, state } = await askedOnce();
    await post(path);
    await list.change(
      list.readers.get(ADDRESS)!.id,
      { to: "unsubscribed", why: "" },
      "2025-11-05T12:01:00.000Z",
    );
    expect((await post(path)).status).toBe(410);
    expect(state()).toBe("unsubscribed");
  });

  it("holds for three days and not a day longer", async () => {
    const { path, post, answer, clock, state } = await askedOnce();
    clock.now = "2025-11-08T23:59:59.000Z";
    expect((await answer(asked(path))).status).toBe(200);
    clock.now = "2025-11-09T00:00:00.000Z";
    expect([(await answer(asked(path))).status, (await post(path)).status]).toEqual([410, 410]);
    expect(state()).toBe("pending");
  });

  it("cannot be made by others: another key, purpose, letter, or reader", async () => {
    const { path, post, answer, list, state } = await askedOnce();
    const id = list.readers.get(ADDRESS)!.id;
    const nonce = list.nonces.get(id)!;
    const subject = `${id}:${nonce}`;
    const until = "2025-11-08";
    const forged = [
      `/confirm/${signLink("another key, of the same length as that one.", { purpose: "confirm", subject, until })}`,
      `/confirm/${signLink(LINK_KEY, { purpose: "unsubscribe", subject, until })}`,
      `${path.slice(0, -1)}${path.endsWith("A") ? "B" : "A"}`,
      path.slice(0, -4),
      "/confirm/",
      "/confirm/AAAAAAAAAAAAAAAAAAAAAAAAAAAA",
    ];
    for (const one of forged)
      expect([one, (await answer(asked(one))).status, (await post(one)).status]).toEqual([one, 403, 403]);
    const nobody = signLink(LINK_KEY, { purpose: "confirm", subject: `zzzzzzzzzzzzzzzz:${nonce}`, until });
    expect((await post(`/confirm/${nobody}`)).status).toBe(410);
    expect(state()).toBe("pending");
    expect((await post(path)).status).toBe(200);
  });
});
