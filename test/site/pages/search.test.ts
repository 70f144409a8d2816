import fc from "fast-check";
import { expect, test } from "vitest";
import { excerptsOf, marked } from "../../../pipeline/site/pages/search/excerpts.ts";
import { termsOf, tokensOf } from "../../../pipeline/site/pages/search/tokens.ts";
import { tagsOf, wordsOf } from "../../support/html.ts";
import { archiveOf, issueText, shelfInMemory } from "./made-up-archive.ts";

const asked = (words: string) => `/search?${new URLSearchParams({ q: words })}`;
const three = () =>
  shelfInMemory(
    { date: "2025-11-03", title: "Tariffs return" },
    {
      date: "2025-11-04",
      title: "A quiet day",
      markdown: issueText("A quiet day", "\nA tariff on steel came late: tariffs, tariffs.\n"),
    },
    {
      date: "2025-11-05",
      title: "Crédit Agricole wakes",
      markdown: issueText("Crédit Agricole wakes", "\nThe zloty fell 4.17%.\n"),
    },
  );
const found = (html: string) =>
  [...html.matchAll(/<h2><a href="\/(\d{4}-\d{2}-\d{2})\/"/g)].map(([, date]) => date);

test("the issue that has it in its title comes before those that mention it", async () => {
  const html = await archiveOf(three()).page(asked("tariffs"));
  tagsOf(html);
  expect(found(html)[0]).toBe("2025-11-03");
  expect(html).toContain("<mark>Tariffs</mark> return");
  expect(wordsOf(html)).toContain("3 issues hold it.");
});

test("all words must be there; accents, case and endings do not matter, figures do", async () => {
  const { page } = archiveOf(three());
  expect(found(await page(asked("CREDIT agricole")))).toEqual(["2025-11-05"]);
  expect(found(await page(asked("zlot")))).toEqual(["2025-11-05"]);
  expect(found(await page(asked("4.17%")))).toEqual(["2025-11-05"]);
  expect(found(await page(asked("4.1")))).toEqual([]);
  expect(found(await page(asked("steel zloty")))).toEqual([]);
  expect(found(await page(asked("4 November 2025")))).toEqual(["2025-11-04"]);
});

test("an excerpt shows where it stands, marked", async () => {
  const html = await archiveOf(three()).page(asked("steel"));
  expect(html).toContain(
    '<span class="section">Investment-grade spread</span> A tariff on <mark>steel</mark> came late: tariffs, tariffs.',
  );
});

test("nothing found and nothing asked are said in words", async () => {
  const { page } = archiveOf(three());
  expect(wordsOf(await page(asked("zebra crossing")))).toContain("No issue holds all of it.");
  expect(wordsOf(await page(asked("?!")))).toContain("Nothing to look for");
  expect(await page("/search")).not.toContain('class="said"');
});

test("paid issues and versions that were corrected are not searched", async () => {
  const shelf = three();
  shelf.add({ date: "2025-11-06", edition: "paid", title: "Platypus" });
  shelf.add({ date: "2025-11-07", title: "Wombat" });
  shelf.add({ date: "2025-11-07", title: "Kangaroo", correction: {} });
  const { page } = archiveOf(shelf);
  expect(found(await page(asked("platypus")))).toEqual([]);
  expect(found(await page(asked("wombat")))).toEqual([]);
  const html = await page(asked("kangaroo"));
  expect(found(html)).toEqual(["2025-11-07"]);
  expect(html).toContain("Corrected 7 November 2025");
});

test("an issue is read once, however often it is searched, and by two at once", async () => {
  const shelf = three();
  const { page } = archiveOf(shelf);
  await Promise.all([page(asked("zebra")), page(asked("zebras"))]);
  expect(shelf.deliveries.reads).toBe(3);
  await page(asked("zebra"));
  expect(shelf.deliveries.reads).toBe(3);
});

test("many results are shown in pages that keep the question", async () => {
  const days = Array.from({ length: 45 }, (_, at) => ({
    date: new Date(Date.UTC(2025, 0, 1 + at)).toISOString().slice(0, 10),
  }));
  const { page } = archiveOf(shelfInMemory(...days));
  const first = await page(asked("spreads & health"));
  expect(found(first)).toHaveLength(20);
  const next = /href="([^"]*)" rel="next"/
    .exec(first)![1]!
    .replaceAll("&amp;", "&")
    .replaceAll("&#x3D;", "=");
  expect(next).toBe("/search?q=spreads+%26+health&page=2");
  expect(found(await page("/search?q=spreads&page=3"))).toHaveLength(5);
  expect(found(await page("/search?q=spreads&page=99"))).toHaveLength(5);
  expect(found(await page("/search?q=spreads&page=-1"))).toHaveLength(20);
});

test("whatever is asked, the page is sound and nothing of it runs", async () => {
  const { get, page } = archiveOf(three());
  const hostile = [
    '"><script>alert(1)</script>',
    "__proto__ constructor",
    "\u202Eabc\u0000\r\nx: y",
    "%",
    "a".repeat(5000),
    "(.*)+$ [",
    "' OR 1=1 --",
    "\uD800",
  ];
  for (const words of hostile) tagsOf(await page(`/search?q=${encodeURIComponent(words.toWellFormed())}`));
  expect(await page(asked(hostile[0]!))).not.toContain("<script>");
  for (const query of ["q=%E0%A4%A", "q", "q=%00", "&&&", "page=2", `q=${"a+".repeat(4000)}`])
    expect((await get(`/search?${query}`))!.status).toBe(200);
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: "binary", maxLength: 60 }), async (words) => {
      tagsOf(await page(`/search?q=${encodeURIComponent(words.toWellFormed())}`));
    }),
    { numRuns: 50 },
  );
});

test("marking and cutting lose no letter that is shown and mark only what was looked for", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: "grapheme", maxLength: 400 }),
      fc.string({ minLength: 1, maxLength: 3 }),
      (text, word) => {
        const terms = tokensOf(word).map(({ term }) => term);
        const parts = marked(text, terms);
        expect(parts.map((part) => part.text).join("")).toBe(text);
        const line = { kind: "text", section: "", text } as const;
        for (const excerpt of excerptsOf([line], terms)) {
          const words = excerpt.parts
            .map((part) => part.text)
            .join("")
            .replace(/^… | …$/g, "");
          expect(text).toContain(words);
        }
      },
    ),
  );
});

test("a text's terms are the same with and without their places", () => {
  const texts = [
    "Crédit · 81 bp − “S&P 500” 6,796.29: 16:30",
    "plain ASCII, 4.17% and don't",
    "ﬁne ZŁOTY 東京 ١٢ e\u0301",
  ];
  for (const text of texts) expect(termsOf(text)).toEqual(tokensOf(text).map(({ term }) => term));
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 80 }), (text) => {
      expect(termsOf(text)).toEqual(tokensOf(text).map(({ term }) => term));
    }),
  );
});
