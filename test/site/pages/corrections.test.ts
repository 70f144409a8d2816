import { expect, test } from "vitest";
import { signLink } from "../../../pipeline/post/link-token.ts";
import { tagsOf, wordsOf } from "../../support/html.ts";
import { archiveOf, LINK_KEY, shelfInMemory, textOf } from "./made-up-archive.ts";

const DATE = "2025-11-05";
const AT = "2025-11-06T14:00:00.000Z";
const corrected = (edition: "free" | "paid" = "free") => [
  { date: DATE, edition, title: "Spreads at 83 bp" },
  {
    date: DATE,
    edition,
    title: "Spreads at 81 bp",
    at: AT,
    correction: {},
    forms: { "issue.html": "<p>corrected</p>" },
  },
];

test("the day's page is the corrected issue, and lists mark it", async () => {
  const { page } = archiveOf(shelfInMemory(...corrected()));
  expect(await page(`/${DATE}/`)).toBe("<p>corrected</p>");
  for (const path of ["/", "/2025/"]) {
    const html = await page(path);
    expect(html).toContain('href="/2025-11-05/versions/">Corrected 6 November 2025</a>');
    expect(html).toContain("Spreads at 81\u00A0bp");
    expect(html).not.toContain("Spreads at 83");
  }
});

test("a page of its own tells what was corrected, when and why", async () => {
  const html = await archiveOf(shelfInMemory(...corrected())).page(`/${DATE}/versions/`);
  tagsOf(html);
  const words = wordsOf(html);
  expect(words).toContain(
    "Thursday 6 November 2025 Corrected. The mistake was ours. The spread was misprinted. Figure was is Investment-grade spread: level 83 bp 81 bp",
  );
  expect(words).toContain("Wednesday 5 November 2025 The issue went out for the first time.");
  expect(html).toContain('<a href="/2025-11-05/v1/">');
});

test("a figure that only one of the versions prints is said to be so, and a long list is folded", async () => {
  const [first, second] = corrected();
  const changes = Array.from({ length: 20 }, (_, at) => ({ id: `ig-spread.f${at}`, was: `${at}`, is: null }));
  const html = await archiveOf(shelfInMemory(first!, { ...second!, correction: { changes } })).page(
    `/${DATE}/versions/`,
  );
  expect(wordsOf(html)).toContain("Investment-grade spread: f0 0 not printed");
  expect(wordsOf(html)).toContain("8 more figures that follow from these");
});

test("a version that was corrected opens with a page that says so, and its bytes stay as approved", async () => {
  const { get, page } = archiveOf(shelfInMemory(...corrected()));
  const html = await page(`/${DATE}/v1/`);
  tagsOf(html);
  expect(wordsOf(html)).toContain(
    "This version was corrected It went out on 5 November 2025 as “Spreads at 83 bp”, and another one took its place on 6 November 2025.",
  );
  expect(html).toContain('<a class="button" href="/2025-11-05/">');
  expect(html).toContain('<a href="/2025-11-05/v1/issue.html">');
  const bytes = (await get(`/${DATE}/v1/issue.html`))!;
  expect(textOf(bytes)).toContain(`<h1>${DATE} free</h1>`);
  expect(bytes.headers["x-robots-tag"]).toBe("noindex");
  expect(bytes.headers["cache-control"]).toBe("public, max-age=31536000, immutable");
  expect((await get(`/${DATE}/v1/issue.pdf`))!.status).toBe(200);
});

test("the newest version's number leads to the day's page, and there is none beyond it", async () => {
  const { get } = archiveOf(shelfInMemory(...corrected()));
  const newest = (await get(`/${DATE}/v2/`))!;
  expect([newest.status, newest.headers.location]).toEqual([302, `/${DATE}/`]);
  expect(await get(`/${DATE}/v3/`)).toBeNull();
  expect(await get(`/${DATE}/v0/`)).toBeNull();
});

test("corrections of a paid issue are told to those who hold its key alone, and links keep the key", async () => {
  const shelf = shelfInMemory({ date: DATE }, ...corrected("paid"));
  const { get, page } = archiveOf(shelf);
  const key = signLink(LINK_KEY, { purpose: "issue", subject: `${DATE}/paid`, until: "2026-11-05" });
  for (const path of ["/", `/${DATE}/versions/`, "/feed.xml", "/feed.json"])
    expect(await page(path), path).not.toMatch(/83 bp|Corrected/);
  const html = await page(`/${DATE}/paid/versions/?key=${key}`);
  expect(wordsOf(html)).toContain("Investment-grade spread: level 83 bp 81 bp");
  expect(html).toContain(
    `href="/${DATE}/paid/v1/?key=${key}"`.replaceAll("=", "&#x3D;").replace("href&#x3D;", "href="),
  );
  expect(html).toContain('<meta name="robots" content="noindex">');
  const earlier = (await get(`/${DATE}/paid/v1/?key=${key}`))!;
  expect(earlier.headers["cache-control"]).toBe("private, no-store");
  expect((await get(`/${DATE}/paid/v2/?key=${key}`))!.headers.location).toBe(`/${DATE}/paid/?key=${key}`);
});

test("a corrected day of those who pay is marked so, and the mark leads to a page that everybody has", async () => {
  const { get, page } = archiveOf(shelfInMemory(...corrected("paid")));
  for (const list of ["/", "/2025/"]) {
    const [, href = ""] = /class="mark" href="([^"]+)"/.exec(await page(list)) ?? [];
    expect([list, href, (await get(href))?.status]).toEqual([list, `/${DATE}/`, 200]);
  }
});
