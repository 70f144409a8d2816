import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "puppeteer-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { pageBrowser } from "../support/page-browser.ts";
import { builtIssue } from "../support/worlds.ts";

const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
let browser: Browser;
let folder: string;

beforeAll(async () => {
  browser = await pageBrowser();
  folder = await mkdtemp(join(tmpdir(), "tracker-axe-"));
  const { artifacts } = await builtIssue("2025-09-18");
  for (const name of ["issue.html", "email.html"]) await writeFile(join(folder, name), artifacts[name]!);
}, 60_000);
afterAll(async () => {
  await browser?.close();
  await rm(folder, { recursive: true, force: true });
});

/** What axe finds on a page of a given width: rule and how many elements. */
async function violations(name: string, width: number, dark = false): Promise<string[]> {
  const page = await browser.newPage();
  await page.setBypassCSP(true);
  await page.setViewport({ width, height: 900 });
  if (dark) await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: "dark" }]);
  await page.goto(`file://${join(folder, name)}`, { waitUntil: "load" });
  await page.addScriptTag({ path: axe });
  const found = (await page.evaluate("axe.run()")) as { violations: { id: string; nodes: unknown[] }[] };
  const wide = (await page.evaluate("document.documentElement.scrollWidth")) as number;
  await page.close();
  return [
    ...found.violations.map(({ id, nodes }) => `${id} (${nodes.length})`),
    ...(wide > width ? [`scrolls sideways: ${wide}`] : []),
  ];
}

describe("a page for everyone", () => {
  for (const [width, dark] of [
    [1280, false],
    [390, false],
    [390, true],
    [320, false],
  ] as const) {
    it(`is the web page at ${width} px${dark ? " in the dark" : ""}: axe finds nothing and nothing scrolls sideways`, async () => {
      expect(await violations("issue.html", width, dark)).toEqual([]);
    });
  }

  it("is the mail at 600 px", async () => {
    expect(await violations("email.html", 600)).toEqual([]);
  });
});
