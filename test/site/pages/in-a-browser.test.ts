import type { Browser } from "puppeteer-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { publicServing } from "../../../pipeline/world/public-server.ts";
import type { Served } from "../../../pipeline/world/serve.ts";
import { axeFindings, pageBrowser } from "../../support/page-browser.ts";
import { archiveOf, shelfInMemory } from "./made-up-archive.ts";

let browser: Browser;
let served: Served;

beforeAll(async () => {
  const long =
    "Investment-grade spreads: the-longest-word-that-nobody-would-print-in-a-headline-but-somebody-did";
  const shelf = shelfInMemory(
    { date: "2025-11-03", title: "Spreads at 83 bp" },
    { date: "2025-11-03", title: "Spreads at 81 bp", correction: { note: long } },
    { date: "2025-11-04", edition: "paid", title: long },
    { date: "2025-11-05", title: "Nine of eleven sectors rise" },
    { date: "2025-11-05", edition: "paid" },
  );
  const { archive } = archiveOf(shelf);
  [browser, served] = await Promise.all([
    pageBrowser(),
    publicServing.serve({ host: "127.0.0.1", port: 0, proxies: [] }, archive.answer),
  ]);
});
afterAll(async () => {
  await browser?.close();
  await served?.close();
});

test("each page shows whole on a phone and a desk, by day and night, under its policy, with nothing for axe to find", async () => {
  const page = await browser.newPage();
  const wrong: string[] = [];
  page.on("console", (message) => {
    if (!/status of 40[34]/.test(message.text())) wrong.push(message.text());
  });
  page.on("request", (request) => {
    if (!request.url().startsWith(`http://127.0.0.1:${served.port}/`)) wrong.push(`asks ${request.url()}`);
  });
  const paths = [
    "/",
    "/2025/",
    "/2025-11-03/versions/",
    "/2025-11-03/v1/",
    "/2025-11-04/",
    "/2025-11-05/paid/",
    "/search?q=spreads",
    "/nothing",
  ];
  const screens = [
    [320, "light"],
    [390, "dark"],
    [1280, "light"],
    [1280, "dark"],
  ] as const;
  for (const [width, value] of screens) {
    await page.setViewport({ width, height: 900 });
    await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value }]);
    for (const path of paths) {
      await page.goto(`http://127.0.0.1:${served.port}${path}`);
      const over = await page.evaluate("document.documentElement.scrollWidth - innerWidth");
      if (over !== 0) wrong.push(`${path} is ${over} wider than ${width}`);
      const font = await page.evaluate(
        "document.fonts.ready.then(() => document.fonts.check('16px \"Source Serif 4\"'))",
      );
      if (font !== true) wrong.push(`${path} lacks its fonts`);
    }
  }
  await page.setBypassCSP(true);
  for (const [width, value] of [screens[0], screens[3]]) {
    await page.setViewport({ width, height: 900 });
    await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value }]);
    for (const path of paths) {
      await page.goto(`http://127.0.0.1:${served.port}${path}`);
      wrong.push(...(await axeFindings(page)).map((found) => `${path} at ${width} by ${value}: ${found}`));
    }
  }
  expect(wrong).toEqual([]);
});
