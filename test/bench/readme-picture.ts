// npm run picture: the README's pictures. The first pages of the sample issue as a subscriber prints them; the same issue on a desk's screen, on a
// phone by night and as mail; and the preview as a writer sees it.
import { spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { createCanvas, loadImage } from "@napi-rs/canvas";
import type { Artifacts } from "../../pipeline/model/artifacts.ts";
import { openWorld } from "../../pipeline/world/real-world.ts";
import { pageBrowser } from "../support/page-browser.ts";
import { mailWithPictures, pagePicture } from "../support/page-picture.ts";
import { builtIssue, projectRoot } from "../support/worlds.ts";

const DATE = "2025-09-18";
/** Of the simulated day; its second sentence holds three things that the figures do not bear out. */
const LEAD = `The S&P 500 fell 0.55%, with seven of eleven sectors down, and the 10-year yield held at 3.89%. Spreads widened to 79 bp, in the lower half of the 0–90 bp band.
`;

/** Of pictures in a row: pixels of the whole, between them, and the ground they lie on. */
const [WIDE, GAP, GROUND] = [1600, 24, "#dcd9d2"] as const;

const artifacts = await sampleIssue();
await picturePages();
await pictureScreens();
await picturePreview();

async function sampleIssue(): Promise<Artifacts> {
  const world = openWorld({ environment: process.env, tell: () => undefined });
  try {
    return (await builtIssue(DATE, { world })).artifacts;
  } finally {
    await world.close();
  }
}

async function picturePages(): Promise<void> {
  const pages = await Promise.all([1, 2].map((number) => pagePicture(artifacts["issue.pdf"]!, number)));
  writeFileSync(`${projectRoot}/assets/readme-page.png`, await sideBySide(pages));
}

/** Three screens at one scale, cut to one height. */
async function pictureScreens(): Promise<void> {
  const browser = await pageBrowser();
  try {
    const screens = [
      ["issue.html", 1180, "light"],
      ["issue.html", 390, "dark"],
      ["email.html", 680, "light"],
    ] as const;
    const pictures: Uint8Array[] = [];
    for (const [file, width, scheme] of screens) {
      const page = await browser.newPage();
      await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
      await page.setViewport({ width, height: 1180 });
      const html =
        file === "email.html" ? mailWithPictures(artifacts) : new TextDecoder().decode(artifacts[file]);
      await page.setContent(html, { waitUntil: "load" });
      await page.evaluate("document.fonts.ready.then(() => true)");
      pictures.push(await page.screenshot());
    }
    writeFileSync(`${projectRoot}/assets/readme-screens.png`, await sideBySide(pictures));
  } finally {
    await browser.close();
  }
}

/** Pictures of one height in a row on a grey ground, the row `WIDE` px wide. */
async function sideBySide(pictures: readonly Uint8Array[]): Promise<Uint8Array> {
  const images = await Promise.all(pictures.map((picture) => loadImage(Buffer.from(picture))));
  const tall = Math.min(...images.map(({ height }) => height));
  const across = images.reduce((sum, { width }) => sum + width, 0);
  const scale = (WIDE - GAP * (images.length + 1)) / across;
  const canvas = createCanvas(WIDE, Math.round(tall * scale) + 2 * GAP);
  const brush = canvas.getContext("2d");
  brush.fillStyle = GROUND;
  brush.fillRect(0, 0, canvas.width, canvas.height);
  brush.imageSmoothingQuality = "high";
  let left = GAP;
  for (const image of images) {
    const width = image.width * scale;
    brush.drawImage(image, 0, 0, image.width, tall, left, GAP, width, tall * scale);
    left += width + GAP;
  }
  return canvas.encode("png");
}

async function picturePreview(): Promise<void> {
  const root = mkdtempSync(join(tmpdir(), "tracker-picture-"));
  for (const folder of ["content", "templates", "assets"])
    cpSync(join(projectRoot, folder), join(root, folder), { recursive: true });
  mkdirSync(`${root}/content/issues/${DATE}`, { recursive: true });
  writeFileSync(`${root}/content/issues/${DATE}/lead.md`, LEAD);
  const words = ["pipeline/cli.ts", "preview", DATE, "--sample", "--port", "0", "--root", root];
  const server = spawn(process.execPath, words, { cwd: projectRoot, stdio: ["ignore", "pipe", "inherit"] });
  const browser = await pageBrowser();
  try {
    const page = await browser.newPage();
    await page.setViewport({ width: 1180, height: 700 });
    await page.goto(await firstLine(server.stdout), { waitUntil: "load" });
    await page.waitForSelector(".statements > .contradicted", { timeout: 30_000 });
    await page.waitForSelector('html[data-view="web"][data-version]');
    writeFileSync(`${projectRoot}/assets/readme-preview.png`, await page.screenshot());
  } finally {
    await browser.close();
    server.kill("SIGTERM");
    rmSync(root, { recursive: true, force: true });
  }
}

async function firstLine(stream: NodeJS.ReadableStream): Promise<string> {
  for await (const line of createInterface({ input: stream })) return line;
  throw new Error("the preview ended before it served");
}
