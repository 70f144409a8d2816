import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Link, readLink, signLink } from "../../pipeline/post/link-token.ts";
import { issueLink, linkUntil } from "../../pipeline/post/places.ts";

const KEY = "a-key-for-links-of-tests-0123456789";
const link: Link = { purpose: "unsubscribe", subject: "abcdefghijklmnop", until: "2026-12-10" };

describe("a link's word", () => {
  test("is read back as it was said, for all who could get one", () => {
    const subject = fc.string({ unit: fc.constantFrom(..."abcz27:/-"), minLength: 1, maxLength: 60 });
    const days = fc
      .integer({ min: 0, max: 65_535 })
      .map((day) => new Date(day * 86_400_000).toISOString().slice(0, 10));
    const purpose = fc.constantFrom<Link["purpose"]>("unsubscribe", "confirm", "issue");
    fc.assert(
      fc.property(purpose, subject, days, (purpose, subject, until) => {
        const token = signLink(KEY, { purpose, subject, until });
        expect(token).toMatch(/^[A-Za-z0-9_-]+$/);
        expect(readLink(KEY, token)).toEqual({ purpose, subject, until });
      }),
    );
  });

  test("is as long for each reader, and short", () => {
    expect(signLink(KEY, link)).toHaveLength(42);
    expect(signLink(KEY, { ...link, subject: "7777777777777777" })).toHaveLength(42);
  });

  test("is nothing under another key, with any letter changed, or in another way of writing it", () => {
    const token = signLink(KEY, link);
    expect(readLink("another-key-for-links-0123456789", token)).toBeNull();
    const changed = [...token].map(
      (letter, at) => token.slice(0, at) + (letter === "A" ? "B" : "A") + token.slice(at + 1),
    );
    expect(changed.filter((one) => readLink(KEY, one) !== null)).toEqual([]);
    // The last letter has bits to spare: only one way of writing them counts.
    const letters = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"];
    const taken = letters.filter((letter) => readLink(KEY, token.slice(0, -1) + letter) !== null);
    expect(taken).toEqual([token.at(-1)]);
    for (const one of [
      `${token}=`,
      `${token}A`,
      token.slice(0, -1),
      ` ${token}`,
      `${token}\n`,
      "",
      "A".repeat(5000),
    ])
      expect(readLink(KEY, one)).toBeNull();
  });

  test("never stands for another purpose, reader or day", () => {
    const tokens = [link, { ...link, purpose: "issue" as const }, { ...link, until: "2026-12-11" }].map(
      (one) => signLink(KEY, one),
    );
    expect(new Set(tokens.map((token) => token.slice(-16))).size).toBe(3);
  });

  test("says only what it can hold: a subject of up to 60 plain letters, a day of this era", () => {
    expect(() => signLink(KEY, { ...link, subject: "é" })).toThrow(/subject/);
    expect(() => signLink(KEY, { ...link, subject: "" })).toThrow(/subject/);
    expect(() => signLink(KEY, { ...link, subject: "a".repeat(61) })).toThrow(/subject/);
    expect(() => signLink(KEY, { ...link, until: "1969-12-31" })).toThrow();
    expect(() => signLink(KEY, { ...link, until: "soon" })).toThrow();
  });
});

test("links hold for 400 days behind the issue's, leap days counted", () => {
  expect(linkUntil("2025-11-05")).toBe("2026-12-10");
  expect(linkUntil("2027-12-31")).toBe("2029-02-03");
});

test("the page of a day is open, that of a paid issue only with its word", () => {
  const site = "https://tracker.example.com";
  expect(issueLink(site, { date: "2025-11-05", key: null })).toBe(`${site}/2025-11-05/`);
  const [page, word = ""] = issueLink(site, { date: "2025-11-05", key: KEY }).split("?key=");
  expect(page).toBe(`${site}/2025-11-05/`);
  expect(readLink(KEY, word)).toEqual({ purpose: "issue", subject: "2025-11-05/paid", until: "2026-12-10" });
});
