// npm run picture: the README's two pictures, the first page of the sample issue as a subscriber gets it, and the preview as a writer sees it.
import { spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { openWorld } from "../../pipeline/world/real-world.ts";
import { pageBrowser } from "../support/page-browser.ts";
import { pagePicture } from "../support/page-picture.ts";
import { builtIssue, projectRoot } from "../support/worlds.ts";

const DATE = "2025-09-18";
/** Of the simulated day; its second sentence holds three things that the figures do not bear out. */
const LEAD = `The S&P 500 fell 0.55%, with seven of eleven sectors down, and the 10-year yield held at 3.89%. Spreads widened to 79 bp, in the lower half of the 0–90 bp band.
`;

await picturePage();
await picturePreview();

async function picturePage(): Promise<void> {
  const world = openWorld({ environment: process.env, tell: () => undefined });
  try {
    const { artifacts } = await builtIssue(DATE, { world });
    writeFileSync(`${projectRoot}/assets/readme-page.png`, await pagePicture(artifacts["issue.pdf"]!, 1));
  } finally {
    await world.close();
  }
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
