import { expect, test } from "vitest";
import { signLink } from "../../../pipeline/post/link-token.ts";
import { tagsOf, wordsOf } from "../../support/html.ts";
import { archiveOf, LINK_KEY, shelfInMemory, textOf } from "./made-up-archive.ts";

const DATE = "2025-11-05";
const paidKey = (subject = `${DATE}/paid`, until = "2026-11-05", key = LINK_KEY) =>
  signLink(key, { purpose: "issue", subject, until });

test("the front page leads with the newest issue and lists the others by month", async () => {
  const { page } = archiveOf(
    shelfInMemory(
      { date: "2025-10-31" },
      { date: "2025-11-04" },
      { date: DATE, title: "Nine <b>sectors</b> rise" },
    ),
  );
  const html = await page("/");
  tagsOf(html);
  const words = wordsOf(html);
  expect(words).toMatch(/Wednesday 5 November 2025 Nine <b>sectors<\/b> rise Health care leads/);
  expect(words).toMatch(/November 2025 Tuesday 4 November Spreads widen .*October 2025 Friday 31 October/);
  expect(html).toContain('<a href="/2025-11-05/issue.pdf">PDF</a>');
  expect(html).toContain(
    '<img src="/2025-11-05/charts/ig-spread-history.png" alt="ICE BofA US Corporate OAS over five years.">',
  );
  expect(html).not.toMatch(/<script|style="/);
});

test("before the first issue the front page says so", async () => {
  const words = wordsOf(await archiveOf(shelfInMemory()).page("/"));
  expect(words).toContain("No issue has been published yet.");
});

test("with many issues the front page holds whole months, and each year has a page", async () => {
  const days = ["2024-12", "2025-01", "2025-02"].flatMap((month) =>
    Array.from({ length: 15 }, (_, day) => ({ date: `${month}-${String(day + 1).padStart(2, "0")}` })),
  );
  const { page, get } = archiveOf(shelfInMemory(...days));
  const front = await page("/");
  expect(front).toContain('id="m2025-01"');
  expect(front).not.toContain('id="m2024-12"');
  expect(front).toContain('<a href="/2024/">2024</a> <span>15</span>');
  const year = await page("/2024/");
  expect(year.match(/<h3>/g)).toHaveLength(15);
  expect(await get("/2023/")).toBeNull();
});

test("an issue is shown in the bytes that were approved, and may do nothing but look as it was made", async () => {
  const html = '<!doctype html><style>a{b:c}</style><style>d{e:f}</style><p style="--at:3">issue</p>';
  const { get } = archiveOf(shelfInMemory({ date: DATE, forms: { "issue.html": html } }));
  const reply = (await get(`/${DATE}/`))!;
  expect(textOf(reply)).toBe(html);
  expect(reply.headers["content-type"]).toBe("text/html; charset=utf-8");
  expect(reply.headers["content-security-policy"]).toMatch(
    /^default-src 'none'; style-src 'sha256-[\w+/]+=' 'sha256-[\w+/]+='; style-src-attr 'unsafe-inline'; img-src data:; font-src data:; form-action 'none'; frame-ancestors 'none'; base-uri 'none'$/,
  );
});

test("PDF and charts lie beside the page; mails and products are nobody's", async () => {
  const { get } = archiveOf(shelfInMemory({ date: DATE }));
  const pdf = (await get(`/${DATE}/issue.pdf`))!;
  expect([textOf(pdf), pdf.headers["content-type"]]).toEqual([`%PDF ${DATE} free`, "application/pdf"]);
  expect(pdf.headers["content-disposition"]).toBe('inline; filename="2025-11-05.pdf"');
  expect((await get(`/${DATE}/charts/ig-spread-history.png`))!.headers["content-type"]).toBe("image/png");
  for (const name of [
    "email.html",
    "email.txt",
    "issue.md",
    "ledger.json",
    "issue.html",
    "charts/none.png",
    "charts/../issue.md",
  ])
    expect(await get(`/${DATE}/${name}`), name).toBeNull();
});

test("what a reader has already is not sent again", async () => {
  const { get } = archiveOf(shelfInMemory({ date: DATE }));
  for (const path of ["/", `/${DATE}/`, `/${DATE}/issue.pdf`, "/feed.xml", "/site.css"]) {
    const { etag, ...headers } = (await get(path))!.headers;
    const again = (await get(path, { "if-none-match": `"other", W/${etag}` }))!;
    expect([path, again.status, again.body.length, again.headers.etag]).toEqual([path, 304, 0, etag]);
    expect((await get(path, { "if-none-match": '"other"' }))!.status).toBe(200);
    if (headers["last-modified"])
      expect((await get(path, { "if-modified-since": headers["last-modified"] }))!.status).toBe(304);
  }
  expect((await get(`/${DATE}/`))!.headers["last-modified"]).toBe("Wed, 05 Nov 2025 21:30:00 GMT");
  expect((await get("/", { "if-modified-since": "Wed, 05 Nov 2025 21:29:59 GMT" }))!.status).toBe(200);
});

test("a HEAD is answered as a GET is, and nothing else is answered at all", async () => {
  const { get } = archiveOf(shelfInMemory({ date: DATE }));
  expect((await get("/", {}, "HEAD"))!.headers).toEqual((await get("/"))!.headers);
  expect(await get("/", {}, "POST")).toBeNull();
});

test("an address without its last slash leads on, keeping the key and nothing that ends a header", async () => {
  const { get } = archiveOf(shelfInMemory({ date: DATE }), { site: "https://example.com/tracker" });
  const moved = async (target: string) => (await get(target))!.headers.location;
  expect(await moved(`/${DATE}?key=abc`)).toBe(`/tracker/${DATE}/?key=abc`);
  expect(await moved("/2025")).toBe("/tracker/2025/");
  expect(await moved(`/${DATE}/paid`)).toBe(`/tracker/${DATE}/paid/`);
  expect(await moved("/favicon.ico")).toBe("/tracker/favicon.svg");
  expect(await moved("/search/?q=a\r\nset-cookie: b")).toBe("/tracker/search?q=a%0D%0Aset-cookie%3A+b");
});

test("a paid issue opens by the link of its mail alone", async () => {
  const { get } = archiveOf(
    shelfInMemory({ date: DATE }, { date: DATE, edition: "paid" }, { date: "2025-11-04", edition: "paid" }),
  );
  const good = paidKey();
  for (const target of [
    `/${DATE}/?key=${good}`,
    `/${DATE}/paid/?key=${good}`,
    `/${DATE}/paid/issue.pdf?key=${good}`,
  ]) {
    const reply = (await get(target))!;
    expect([target, reply.status, textOf(reply).includes("paid")]).toEqual([target, 200, true]);
    expect(reply.headers["cache-control"]).toBe("private, no-store");
    expect(reply.headers["referrer-policy"]).toBe("no-referrer");
    expect(reply.headers["x-robots-tag"]).toBe("noindex");
    expect(reply.headers.etag).toBeUndefined();
  }
});

test.each([
  ["no key", ""],
  ["a key of nobody", "?key=aaaaaaaaaaaaaaaaaaaaaaaaaaaa"],
  ["another day's key", `?key=${paidKey("2025-11-04/paid")}`],
  [
    "a key signed by somebody else",
    `?key=${paidKey(undefined, undefined, "another key of links, just as long")}`,
  ],
  [
    "a key for something else",
    `?key=${signLink(LINK_KEY, { purpose: "unsubscribe", subject: `${DATE}/paid`, until: "2026-11-05" })}`,
  ],
  ["a key whose time is over", `?key=${paidKey(undefined, "2025-11-19")}`],
])("a paid issue stays shut to %s, and the page says how to become a reader", async (_, query) => {
  const { get } = archiveOf(
    shelfInMemory({ date: DATE }, { date: DATE, edition: "paid", title: "For those who pay" }),
  );
  for (const path of [
    "paid/",
    "paid/issue.pdf",
    "paid/charts/ig-spread-history.png",
    "paid/versions/",
    "paid/v1/issue.html",
  ]) {
    const reply = (await get(`/${DATE}/${path}${query}`))!;
    expect([path, reply.status]).toEqual([path, 403]);
    expect(reply.headers["cache-control"]).toBe("private, no-store");
    const words = wordsOf(textOf(reply));
    expect(words).toContain("write to tracker@example.com");
    expect(words).not.toContain("For those who pay");
  }
});

test("a key's last day still opens, the day after it does not and says that its time is over", async () => {
  const shelf = shelfInMemory({ date: DATE, edition: "paid" });
  const { get } = archiveOf(shelf);
  const target = `/${DATE}/paid/?key=${paidKey(undefined, "2025-11-20")}`;
  expect((await get(target))!.status).toBe(200);
  shelf.clock.now = "2025-11-21T00:00:00.000Z";
  const late = (await get(target))!;
  expect(late.status).toBe(403);
  expect(textOf(late)).toContain("The link was good for a time, and that is over.");
});

test("a day with a paid edition alone has a page that names its sections and tells nothing of them", async () => {
  const { get, page } = archiveOf(shelfInMemory({ date: DATE, edition: "paid", title: "Credit wakes" }));
  const words = wordsOf(await page(`/${DATE}/`));
  expect(words).toContain("Credit wakes This issue is for readers of the paid edition.");
  expect(words).toContain("Investment-grade spread");
  expect(words).not.toMatch(/28\.3|81 bp|TARIFF/);
  const front = wordsOf(await page("/"));
  expect(front).not.toMatch(/81 bp|28\.3/);
  for (const path of ["issue.pdf", "charts/ig-spread-history.png", "v1/", "v1/issue.html", "versions/"])
    expect(await get(`/${DATE}/${path}`), path).toBeNull();
});

test("where paid issues are withheld, nothing tells that there is one", async () => {
  const more = { paidArchive: "withheld" } as const;
  const shelf = shelfInMemory(
    { date: DATE, edition: "paid", title: "Hidden" },
    { date: "2025-11-04" },
    { date: "2025-11-04", edition: "paid" },
  );
  const { get, page } = archiveOf(shelf, more);
  for (const path of [
    "/",
    "/2025/",
    "/feed.xml",
    "/feed.json",
    "/sitemap.xml",
    "/search?q=hidden",
    "/2025-11-04/",
  ])
    expect(await page(path), path).not.toMatch(/Hidden<|2025-11-05|\/paid\//);
  expect(await get(`/${DATE}/`)).toBeNull();
  const there = (await get(`/${DATE}/paid/?key=${paidKey()}`))!;
  const none = (await get(`/2025-11-06/paid/?key=${paidKey("2025-11-06/paid")}`))!;
  expect([there.status, none.status]).toEqual([403, 403]);
  expect(textOf(there).replaceAll(/5 November|Wednesday/g, "")).toBe(
    textOf(none).replaceAll(/6 November|Thursday/g, ""),
  );
});

test("what there is not has a page that leads on", async () => {
  const { archive } = archiveOf(shelfInMemory({ date: DATE }), { site: "https://example.com/tracker" });
  for (const target of [
    "/nope",
    "/2025-13-40/",
    "/2025-11-05/../../etc/passwd",
    "/2025-11-06/",
    "/__proto__",
    "/constructor/",
    "/fonts/0123456789abcdef.woff2",
    "/logo.png",
  ]) {
    const reply = await archive.answer({ method: "GET", target, headers: {} });
    expect([target, reply.status]).toEqual([target, 404]);
    expect(wordsOf(String(Buffer.from(reply.body as Uint8Array)))).toContain("There is no such page");
  }
  expect((await archive.answer({ method: "GET", target: `/tracker/${DATE}/`, headers: {} })).status).toBe(
    200,
  );
  expect((await archive.answer({ method: "GET", target: `/${DATE}/`, headers: {} })).status).toBe(200);
});

test("a version that has just gone out is seen at once, and lists are read again only then", async () => {
  const shelf = shelfInMemory({ date: "2025-11-04" });
  const { page, get } = archiveOf(shelf);
  await page("/");
  shelf.add({ date: DATE, title: "Just out" });
  expect((await get(`/${DATE}/`))!.status).toBe(200);
  expect(shelf.deliveries.listings).toBe(1);
  expect(await page("/")).toContain("Just out");
  await page("/2025/");
  expect(shelf.deliveries.listings).toBe(2);
});

test("a page's words hold no line that ends between a figure and its unit", async () => {
  const html = await archiveOf(shelfInMemory({ date: DATE, title: "Up 7 bp: the S&P 500 adds 1%" })).page(
    "/",
  );
  expect(html).toContain("Up 7\u00A0bp: the S&amp;P\u00A0500 adds 1%");
});

test("a typo in a template is a fault with its file and line", async () => {
  const templates = {
    ...(await import("./made-up-archive.ts")).houseOf().templates,
    "site/front.html.hbs": "<h1>\n{{tilte}}",
  };
  await expect(archiveOf(shelfInMemory(), { templates }).get("/")).rejects.toThrow(
    'templates/site/front.html.hbs:2: There is no field "tilte".',
  );
});
