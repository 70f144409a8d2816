import { spawn } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { createInterface } from "node:readline";
import type { Browser, Page } from "puppeteer-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { changeFile, cli, fileOf, projectCopy, tracker } from "../support/command-line.ts";
import { dataDay, dataFolder } from "../support/data-folder.ts";
import { axeFindings, pageBrowser } from "../support/page-browser.ts";
import { axeInIssue } from "../support/preview-fixture.ts";

/** Where pictures of the tour are put, if anywhere: TOUR_PICTURES=FOLDER npx vitest run test/pages/tour.test.ts */
const PICTURES = process.env.TOUR_PICTURES;
const FIELD = "#text-ig-spread-md";

const root = projectCopy();
const data = dataFolder();
let browser: Browser;
let page: Page;
let stop: () => Promise<void>;

/** Starts `preview` as a writer does, and waits for its address. */
async function started(): Promise<string> {
  const words = ["preview", dataDay, "--data", data, "--port", "0", "--root", root];
  const child = spawn(process.execPath, [cli, ...words], { stdio: ["ignore", "pipe", "inherit"] });
  const ended = new Promise<number | null>((resolve) => child.on("close", resolve));
  stop = async () => {
    child.kill("SIGINT");
    expect(await ended).toBe(0);
  };
  for await (const line of createInterface({ input: child.stdout })) return line;
  throw new Error("the preview gave no address");
}

async function picture(name: string): Promise<void> {
  if (PICTURES === undefined) return;
  mkdirSync(PICTURES, { recursive: true });
  writeFileSync(`${PICTURES}/${name}.png`, await page.screenshot());
}

/** What the page says against the words of the spread's text. */
const flagged = () =>
  page.evaluate(
    `[...document.querySelectorAll(".statements > .contradicted .said")].map((one) => one.textContent)`,
  ) as Promise<string[]>;
const flaggedAre = (words: readonly string[]) =>
  page.waitForFunction(
    `JSON.stringify([...document.querySelectorAll(".statements > .contradicted .said")].map((one) => one.textContent)) === ${JSON.stringify(JSON.stringify(words))}`,
    { timeout: 15_000 },
  );
/** The words that are underlined in the text itself. */
const underlined = () =>
  page.evaluate(`[...(CSS.highlights.get("contradicted") ?? [])].map((range) => range.toString())`);

/** Puts words in the place of others, with the keyboard. */
async function retype(from: string, to: string): Promise<void> {
  await page.$eval(
    FIELD,
    (one, words) => {
      const field = one as unknown as HTMLTextAreaElement;
      const at = field.value.indexOf(words);
      if (at < 0) throw new Error(`the text has no ${words}`);
      field.focus();
      field.setSelectionRange(at, at + words.length);
    },
    from,
  );
  await page.keyboard.type(to);
}

beforeAll(async () => {
  changeFile(
    root,
    "content/tracker.yaml",
    "sections: [key-figures, headlines,",
    "sections: [key-figures, ig-spread] # [",
  );
  browser = await pageBrowser();
  page = await browser.newPage();
  await page.setViewport({ width: 1280, height: 900 });
  // For axe, which is put into the page; its policy is tested with the server.
  await page.setBypassCSP(true);
}, 60_000);
afterAll(async () => {
  await browser?.close();
});

describe("a new writer's evening", () => {
  it("begins with files that hold the day's figures, and changes nothing of the issue", async () => {
    const { exit, out } = await tracker(root, "new", dataDay, "--data", data);
    expect([exit, out]).toEqual([0, expect.stringContaining("added: lead.md, key-figures.md, ig-spread.md")]);
    expect(fileOf(root, `content/issues/${dataDay}/ig-spread.md`)).toContain("ig-spread.level");
  });

  it("shows the issue in the browser, and each figure's origin at the keyboard", async () => {
    await page.goto(await started(), { waitUntil: "load" });
    await page.waitForSelector("html[data-version][data-view='web']", { timeout: 20_000 });
    const frame = (await (await page.waitForSelector("#frame"))!.contentFrame())!;
    const level = await frame.waitForSelector('[data-figure="ig-spread.level"]');
    await level!.focus();
    await page.waitForFunction(`document.querySelector("#card").textContent.includes("ICE")`);
    expect(await page.$eval("#card", (one) => one.textContent)).toMatch(/81 bp[\s\S]*as observed/);
    await picture("1-figure");
    await page.keyboard.press("Escape");
  });

  it("flags a wrong number, a wrong direction and a wrong half of the band where they stand", async () => {
    await page.$eval(FIELD, (one) => {
      const field = one as unknown as HTMLTextAreaElement;
      field.focus();
      field.setSelectionRange(field.value.length, field.value.length);
    });
    await page.keyboard.type(
      "\nSpreads widened 2 bp on Wednesday. IG OAS stands at 82 bp, in the lower half of the 0-90 bp band.\n",
    );
    await flaggedAre(["widened", "82 bp", "lower half of the 0-90 bp band"]);
    expect(await underlined()).toEqual(["widened", "82 bp", "lower half of the 0-90 bp band"]);
    const said = await page.$eval(".statements", (one) => one.textContent ?? "");
    expect(said).toMatch(/−2 bp[\s\S]*81 bp[\s\S]*90%/);
    await picture("2-flagged");
    expect(await axeFindings(page)).toEqual([]);
  });

  it("lets each of them go as it is mended", async () => {
    await retype("widened", "tightened");
    await flaggedAre(["82 bp", "lower half of the 0-90 bp band"]);
    await retype("82 bp", "81 bp");
    await flaggedAre(["lower half of the 0-90 bp band"]);
    await picture("3-one-left");
    await retype("lower half", "upper half");
    await flaggedAre([]);
    expect(await underlined()).toEqual([]);
    await picture("4-mended");
    expect(await flagged()).toEqual([]);
    expect(fileOf(root, `content/issues/${dataDay}/ig-spread.md`)).toContain(
      "upper half of the 0-90 bp band",
    );
  });

  it("shows the same issue as mail and as pages, and ends when it is stopped", async () => {
    await page.keyboard.press("Escape");
    // Only a frame in which scripts may run can be looked at by axe; the next page in it is one.
    await page.$eval("#frame", (one) => one.setAttribute("sandbox", "allow-same-origin allow-scripts"));
    await page.click("#view-email");
    await page.waitForSelector(`html[data-view="email"]`);
    expect(await axeInIssue(page)).toEqual([]);
    await picture("5-email");
    await page.click("#view-pdf");
    await page.waitForSelector(`html[data-view="pdf"]`, { timeout: 20_000 });
    expect(await page.$eval("#pdf canvas", (one) => one.checkVisibility())).toBe(true);
    await picture("6-pdf");
    await stop();
  });

  it("ends with the desk lead's approval of exactly these bytes", async () => {
    expect((await tracker(root, "build", dataDay, "--data", data)).exit).toBe(0);
    const before = await tracker(root, "status", dataDay);
    expect(before.out).toContain("0 of 1");
    const approved = await tracker(root, "approve", dataDay, "--by", "Desk Lead");
    expect([approved.exit, approved.out]).toEqual([0, expect.stringContaining("Desk Lead")]);
    expect((await tracker(root, "status", dataDay)).out).toMatch(/approved by Desk Lead/);
  });

  it("voids the approval with the next letter that somebody changes", async () => {
    changeFile(root, `content/issues/${dataDay}/ig-spread.md`, "on Wednesday", "on  Wednesday, again");
    expect((await tracker(root, "build", dataDay, "--data", data)).exit).toBe(0);
    const { out } = await tracker(root, "status", dataDay);
    expect(out).toMatch(/void/);
    expect(out).not.toMatch(/^\S+ approved by/m);
  });
});
