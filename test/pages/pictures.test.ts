import { readdirSync } from "node:fs";
import { type Canvas, createCanvas, loadImage } from "@napi-rs/canvas";
import type { Browser } from "puppeteer-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Built } from "../../pipeline/build.ts";
import { pagePictures } from "../../pipeline/world/page-pictures.ts";
import { openWorld } from "../../pipeline/world/real-world.ts";
import { differenceOf, expectLike, squaresOf } from "../support/like-picture.ts";
import { pageBrowser } from "../support/page-browser.ts";
import { mailWithPictures } from "../support/page-picture.ts";
import { builtIssue, projectRoot } from "../support/worlds.ts";

/** Goldens are small: a page is seen as from an arm's length, where layout, tables and charts show and single letters do not. */
const PAGE_SCALE = 0.6;
const FOLDER = `${projectRoot}/test/golden/pictures`;
const world = openWorld({ environment: process.env, tell: () => undefined });
let built: Built;
let browser: Browser;

beforeAll(async () => {
  [built, browser] = await Promise.all([builtIssue("2025-09-18", { world }), pageBrowser()]);
}, 60_000);
afterAll(async () => {
  await Promise.all([world.close(), browser.close()]);
});

it("prints the sample issue's pages as they were looked at", async () => {
  const pictures = await pagePictures(built.artifacts["issue.pdf"]!, PAGE_SCALE);
  const goldens = readdirSync(FOLDER).filter((name) => /^page-\d+\.jpg$/.test(name));
  if (process.env.CI) expect(goldens).toHaveLength(pictures.length);
  for (const [index, picture] of pictures.entries()) {
    const name = `page-${String(index + 1).padStart(2, "0")}.jpg`;
    await expectLike(`${FOLDER}/${name}`, await smaller(picture, 1));
  }
}, 60_000);

it.each([
  ["web-1280", "issue.html", 1280, "light"],
  ["web-390", "issue.html", 390, "light"],
  ["web-1280-dark", "issue.html", 1280, "dark"],
  ["mail-640", "email.html", 640, "light"],
] as const)("shows %s as it was looked at", async (name, file, width, scheme) => {
  const page = await browser.newPage();
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
  await page.setViewport({ width, height: 2400 });
  const { artifacts } = built;
  const html =
    file === "email.html" ? mailWithPictures(artifacts) : new TextDecoder().decode(artifacts[file]);
  await page.setContent(html, { waitUntil: "load" });
  await page.evaluate("document.fonts.ready.then(() => true)");
  await expectLike(`${FOLDER}/${name}.jpg`, await smaller(await page.screenshot(), width > 700 ? 0.45 : 0.7));
  await page.close();
});

it("tells a page whose table lost a row, and forgives one that is smoothed otherwise", async () => {
  const [page] = await pagePictures(built.artifacts["issue.pdf"]!, PAGE_SCALE, 1);
  const golden = await squaresOf(await smaller(page!, 1));
  expect(differenceOf(golden, await squaresOf(await withoutRow(page!)))).toMatch(/differs/);
  const rough = await (await canvasOf(page!, 1)).encode("jpeg", 30);
  expect(differenceOf(golden, await squaresOf(rough))).toBeNull();
});

/** The picture at another size, in greys: goldens are looked at for form, and colours have tests of their own. */
async function smaller(png: Uint8Array, scale: number): Promise<Uint8Array> {
  return (await canvasOf(png, scale)).encode("jpeg", 75);
}

async function canvasOf(png: Uint8Array, scale: number): Promise<Canvas> {
  const image = await loadImage(Buffer.from(png));
  const canvas = createCanvas(Math.round(image.width * scale), Math.round(image.height * scale));
  const brush = canvas.getContext("2d");
  brush.imageSmoothingQuality = "high";
  brush.filter = "grayscale(1)";
  brush.drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas;
}

/** The page without what stands from 300 to 309 px. */
async function withoutRow(png: Uint8Array): Promise<Uint8Array> {
  const canvas = await canvasOf(png, 1);
  const brush = canvas.getContext("2d");
  brush.fillStyle = "#ffffff";
  brush.fillRect(0, 300, canvas.width, 9);
  return canvas.encode("png");
}
