import { expect, test } from "vitest";
import { siteFiles } from "../../../pipeline/site/pages/site-files.ts";
import {
  archiveOf,
  houseOf,
  type MadeUpShelf,
  type MadeUpVersion,
  shelfInMemory,
  textOf,
} from "./made-up-archive.ts";

const DATE = "2025-11-05";
async function filesOf(given: readonly MadeUpVersion[] | MadeUpShelf, more = {}) {
  const shelf = Array.isArray(given) ? shelfInMemory(...given) : (given as MadeUpShelf);
  const found = new Map<string, string>();
  for await (const { path, bytes } of siteFiles(houseOf(more), shelf))
    found.set(path, textOf({ body: await bytes() }));
  return found;
}

test("the files are what a server answers, at the same paths", async () => {
  const shelf = shelfInMemory({ date: "2025-11-04" }, { date: DATE }, { date: DATE, correction: {} });
  const files = await filesOf(shelf);
  const { page } = archiveOf(shelf, { kind: "files", linkKey: null });
  const paths = [...files.keys()].filter((path) => !/^(404|search)/.test(path));
  for (const path of paths)
    expect(await page(`/${path.replace(/index\.html$/, "")}`), path).toBe(files.get(path));
  expect(paths.filter((path) => path.startsWith(DATE)).sort()).toEqual(
    [
      "charts/ig-spread-history.png",
      "index.html",
      "issue.pdf",
      "v1/",
      "v1/charts/ig-spread-history.png",
      "v1/issue.html",
      "v1/issue.pdf",
      "versions/",
    ]
      .map((path) => `${DATE}/${path.replace(/\/$/, "/index.html")}`)
      .sort(),
  );
  expect(paths.at(-1)).toBe("index.html");
});

test("every link of every page leads to a file, to a mail or to the feeds", async () => {
  const files = await filesOf([
    { date: DATE },
    { date: DATE, correction: {} },
    { date: DATE, edition: "paid" },
    { date: "2025-11-04", edition: "paid" },
  ]);
  for (const [path, text] of files) {
    if (!path.endsWith(".html") || path.endsWith("issue.html")) continue;
    for (const [, href = ""] of text.matchAll(/(?:href|src)="([^"]*)"/g)) {
      const to = href.replaceAll("&#x3D;", "=");
      if (/^(mailto:|#)/.test(to)) continue;
      const local = to.replace("https://tracker.example.com", "").slice(1).replace(/#.*$/, "");
      expect(
        files.has(local === "" || local.endsWith("/") ? `${local}index.html` : local),
        `${path}: ${to}`,
      ).toBe(true);
    }
  }
});

test("nothing of a paid issue is in them but that there is one", async () => {
  const secret = { "issue.html": "SECRET", "issue.pdf": "SECRET" };
  const paid = {
    edition: "paid",
    markdown: "# Credit wakes\n\nSECRET\n\n## Signals\n\n### SECRET\n",
    forms: secret,
  } as const;
  const files = await filesOf([
    { date: DATE },
    { ...paid, date: DATE },
    { ...paid, date: "2025-11-04", title: "Credit wakes" },
  ]);
  for (const [path, text] of files) expect(text, path).not.toContain("SECRET");
  expect(files.get("2025-11-04/index.html")).toContain("Credit wakes");
  expect(files.get("2025-11-04/index.html")).toContain("It comes to them by mail, with the PDF.");
  expect(files.get(`${DATE}/paid/index.html`)).toContain("come by mail alone");
  const withheld = await filesOf([{ date: DATE }, { ...paid, date: "2025-11-04" }], {
    paidArchive: "withheld",
  });
  expect([...withheld.keys()].filter((path) => /paid|11-04/.test(path))).toEqual([]);
});

test("where nothing searches, all titles stand on one page, and it says why", async () => {
  const files = await filesOf([{ date: DATE, title: "Nine rise" }]);
  expect(files.get("search/index.html")).toMatch(
    /This copy of the archive has no search of its own[\s\S]*Nine rise/,
  );
  expect(files.get("index.html")).toContain('href="/search/"');
  expect(files.get("index.html")).toContain('href="mailto:tracker@example.com"');
});

test("a site that is no host of its own has its folder before each path", async () => {
  const files = await filesOf([{ date: DATE }], { site: "https://example.com/macro" });
  for (const [path, text] of files)
    if (path.endsWith(".html") && !path.startsWith(DATE))
      for (const [, href = ""] of text.matchAll(/(?:href|src)="(\/[^"]*)"/g))
        expect(href, path).toMatch(/^\/macro\//);
});

test("names that no path may hold do not get out of the folder", async () => {
  const forms = { "../evil.pdf": "x", "charts/../../evil.png": "x", "charts/a b.png": "x" };
  const files = await filesOf([{ date: DATE, forms }]);
  expect([...files.keys()].filter((path) => /evil|\.\.| /.test(path))).toEqual([]);
});
