import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "puppeteer-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { axeFindings, pageBrowser } from "../support/page-browser.ts";
import { builtIssue } from "../support/worlds.ts";

let browser: Browser;
let folder: string;

beforeAll(async () => {
  browser = await pageBrowser();
  folder = await mkdtemp(join(tmpdir(), "tracker-mail-"));
  const { artifacts } = await builtIssue("2025-09-18");
  await writeFile(join(folder, "email.html"), artifacts["email.html"]!);
}, 60_000);
afterAll(async () => {
  await browser?.close();
  await rm(folder, { recursive: true, force: true });
});

/** What is wrong with the mail in a window of so many pixels. */
async function faults(width: number, scheme: "light" | "dark"): Promise<string[]> {
  const page = await browser.newPage();
  await page.setBypassCSP(true);
  await page.setViewport({ width, height: 900 });
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
  await page.goto(`file://${join(folder, "email.html")}`, { waitUntil: "load" });
  const found = await axeFindings(page);
  const wide = (await page.evaluate("document.documentElement.scrollWidth")) as number;
  const headings = (await page.evaluate(
    "[...document.querySelectorAll('h1,h2,h3,h4')].map((one) => Number(one.tagName[1]))",
  )) as number[];
  await page.close();
  const leaps = headings.filter((level, at) => level > (headings[at - 1] ?? 0) + 1);
  return [
    ...found,
    ...(wide > width ? [`scrolls sideways: ${wide}`] : []),
    ...(leaps.length > 0 || headings.filter((level) => level === 1).length !== 1
      ? [`headings ${headings}`]
      : []),
  ];
}

describe("a mail for everyone", () => {
  for (const [width, scheme] of [
    [640, "light"],
    [640, "dark"],
    [360, "light"],
    [320, "dark"],
  ] as const) {
    it(`at ${width} px, ${scheme}: axe finds nothing, headings are in order and the page does not move sideways`, async () => {
      expect(await faults(width, scheme)).toEqual([]);
    });
  }
});
