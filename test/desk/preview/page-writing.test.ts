import type { Browser, Page } from "puppeteer-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { pageBrowser } from "../../support/page-browser.ts";
import {
  changed,
  fixtureOf,
  inIssue,
  LEAD,
  openedPage,
  SCAFFOLDED,
  shows,
  stateOf,
  webOf,
} from "../../support/preview-fixture.ts";
import { hashOf, type Said, type StandIn, standIn } from "../../support/preview-stand-in.ts";

let browser: Browser;
let fixture: Said;
let desk: StandIn;
let page: Page;

beforeAll(async () => {
  browser = await pageBrowser();
  fixture = await fixtureOf(browser);
  desk = await standIn(fixture);
  page = await openedPage(browser, desk);
});
afterAll(async () => {
  await browser?.close();
  await desk?.close();
});
beforeEach(async () => {
  // What the test before has left is saved first: an unsaved text is not replaced.
  await page.focus("#date");
  await page.waitForFunction(`!document.querySelector(".status:not(.saved)")`);
  desk.reset();
  await shows(page, desk);
});

const field = "#text-lead-md";
const written = () => page.$eval(field, (one) => (one as unknown as { value: string }).value);
const textOf = (selector: string) => page.$eval(selector, (one) => one.textContent ?? "");
const selected = () =>
  page.$eval(field, (one) => {
    const { value, selectionStart, selectionEnd } = one as unknown as {
      value: string;
      selectionStart: number;
      selectionEnd: number;
    };
    return value.slice(selectionStart, selectionEnd);
  });
const marked = (verdict: string) =>
  page.evaluate(`[...(CSS.highlights.get("${verdict}") ?? [])].map((range) => range.toString())`);
const pressed = (words: string) =>
  page.evaluate(
    `[...document.querySelectorAll("button")].find((one) => one.textContent === ${JSON.stringify(words)}).click()`,
  );
const status = (words: string) =>
  page.waitForFunction(`document.querySelector(".status").textContent === ${JSON.stringify(words)}`);

/** Writes at the beginning of the lead. */
async function write(words: string): Promise<void> {
  await page.$eval(field, (one) =>
    (one as unknown as { setSelectionRange(a: number, b: number): void }).setSelectionRange(0, 0),
  );
  await page.focus(field);
  await page.keyboard.type(words);
}

describe("a text that is being written", () => {
  it("is saved once, when the writer pauses, and again at once when he leaves it", async () => {
    await write("One two three. ");
    expect(await textOf(".status")).toBe("not saved yet");
    expect(desk.saved).toEqual([]);
    await status("saved");
    await write("Four. ");
    await page.focus("#pane-write");
    await status("saved");
    expect(desk.saved).toEqual([
      { file: "lead.md", text: `One two three. ${LEAD}` },
      { file: "lead.md", text: `Four. One two three. ${LEAD}` },
    ]);
  });

  it("takes a change on disk in while nothing of it is unsaved", async () => {
    const lead = LEAD.replace("rose", "gained");
    await changed(page, desk, { state: stateOf(lead) });
    expect(await written()).toBe(lead);
  });

  it("that somebody else changed shows both versions, and the writer chooses", async () => {
    desk.overwrite("lead.md", LEAD.replace("0.37%", "0.4%"));
    await write("Mine. ");
    await status("two versions");
    expect(await page.$$eval(".versions mark", (marks) => marks.map((one) => one.textContent))).toEqual([
      expect.stringContaining("Mine."),
      expect.stringContaining("0.4%"),
    ]);
    expect(desk.saved).toEqual([]);
    await pressed("Keep mine");
    await status("saved");
    expect(desk.saved.at(-1)?.text).toBe(`Mine. ${LEAD}`);

    desk.overwrite("lead.md", "Theirs.\n");
    await write("More. ");
    await status("two versions");
    await pressed("Take the one on disk");
    expect(await written()).toBe("Theirs.\n");
    expect(desk.saved).toHaveLength(1);
  });

  it("takes a proposed title into its front matter, in the place of the one it had", async () => {
    await pressed("Spreads tighten to 81 bp");
    await status("saved");
    expect(await written()).toBe(`---\ntitle: "Spreads tighten to 81 bp"\n---\n\n${LEAD}`);
    await shows(page, desk);
    await changed(page, desk, { state: { ...desk.said().state, titles: ['Call it "calm"'] } });
    await pressed('Call it "calm"');
    await status("saved");
    expect(await written()).toBe(`---\ntitle: "Call it \\"calm\\""\n---\n\n${LEAD}`);
  });

  it("is added out of the list of those that there are not yet", async () => {
    await page.select("#add-text", "regime.md");
    await page.keyboard.type("Late cycle.");
    await page.waitForFunction(`document.querySelectorAll(".status.saved").length === 4`);
    expect(desk.saved).toEqual([{ file: "regime.md", text: "Late cycle." }]);
  });
});

describe("what the checker says of a text", () => {
  it("is marked on its words and listed below, and a click selects them", async () => {
    expect(await marked("contradicted")).toEqual(["widened"]);
    expect(await marked("not-verifiable")).toEqual(["highest"]);
    expect(await marked("verified")).toEqual(["0.37%"]);
    expect(await page.$$eval(".gutter span", (signs) => signs.map((one) => one.textContent))).toEqual(["×"]);
    expect(await textOf(".statements .contradicted")).toContain(
      "The spread tightened by 2 bp, to 81 bp. Write",
    );
    expect(await textOf(".settled summary")).toBe("1 verified");
    await page.click(".statements .contradicted .said");
    expect(await selected()).toBe("widened");
  });

  it("stays with its words while the text before them grows, and goes from words that are changed", async () => {
    await write("Well now. ");
    expect(await marked("contradicted")).toEqual(["widened"]);
    await page.click(".statements .contradicted .said");
    expect(await selected()).toBe("widened");
    await page.keyboard.type("tightened");
    expect(await marked("contradicted")).toEqual([]);
    expect(await marked("verified")).toEqual(["0.37%"]);
  });

  it("stands in the margin of the issue beside its paragraph, and goes when the words are mended", async () => {
    expect(
      await inIssue(page, `[...issue.querySelectorAll(".desk-marks button")].map((one) => one.title)`),
    ).toEqual(["2 statements: 1 contradicted, 1 not verifiable"]);
    await page.click("#pane-findings");
    const isHeld = () => inIssue(page, `issue.activeElement.closest(".desk-marks") !== null`);
    await inIssue(page, `issue.querySelector(".desk-marks button").focus()`);
    await changed(page, desk, {});
    expect(await isHeld()).toBe(true);
    await inIssue(page, `issue.querySelector(".desk-marks button").click()`);
    expect(await selected()).toBe("widened");
    expect(await textOf("#write-count")).toBe("1 contradicted");
    const lead = "Spreads tightened to 81 bp.\n";
    await changed(page, desk, { state: stateOf(lead), web: webOf(lead) });
    expect(await inIssue(page, `issue.querySelector(".desk-marks")`)).toBeNull();
    expect(await page.$(".statements")).toBeNull();
    await page.waitForFunction(`document.getElementById("live").textContent.includes("none contradicted")`);
  });
});

describe("what is no word of the writer's", () => {
  const box = (selector: string) => page.$eval(selector, (one) => one.getBoundingClientRect().height);
  const OWN = "#text-ig-spread-md";

  it("is folded away above his own words, where the caret stands, and stays in the text", async () => {
    const folded = await box(`section:has(${OWN}) .sheet`);
    expect(await box(OWN)).toBeGreaterThan(folded + 80);
    expect(await page.$eval(OWN, (one) => (one as unknown as { value: string }).value)).toBe(SCAFFOLDED);
    await page.focus(OWN);
    await page.keyboard.type(" Yet.");
    await page.focus("#date");
    await page.waitForFunction(`!document.querySelector(".status:not(.saved)")`);
    expect(desk.saved).toEqual([{ file: "ig-spread.md", text: SCAFFOLDED.replace("here.", "here. Yet.") }]);
    expect(await marked("note")).toContain(SCAFFOLDED.slice(0, SCAFFOLDED.indexOf("-->") + 3));
  });

  it("unfolds at its button, and by itself where the caret goes into it", async () => {
    const button = `section:has(${OWN}) .fold`;
    const isOpen = () => page.$eval(button, (one) => one.getAttribute("aria-expanded"));
    expect([await textOf(button), await isOpen()]).toEqual(["Notes of the day", "false"]);
    const folded = await box(`section:has(${OWN}) .sheet`);
    await page.click(button);
    expect(await isOpen()).toBe("true");
    expect(await box(`section:has(${OWN}) .sheet`)).toBeGreaterThan(folded + 80);
    await page.click(button);
    await page.focus(OWN);
    for (let turn = 0; turn < 3; turn++) await page.keyboard.press("ArrowUp");
    await page.waitForSelector(`${button}[aria-expanded="true"]`);
  });

  it("is grey in the headline edits, which nobody counts the words of", async () => {
    expect(await marked("note")).toEqual(
      expect.arrayContaining(["# to stand first", '# - "wsj-1" # TD "expects" a cut', "# Gold up"]),
    );
    expect(await textOf("section:has(#text-headlines-yaml) .length")).toBe("");
    expect(await textOf("section:has(#text-lead-md) .length")).toBe("14 words · 1 min");
  });
});

describe("a server that lags behind", () => {
  it("is never put back by news of an older save", async () => {
    desk.sleep();
    await write("A");
    await status("saved");
    await write("B");
    await status("saved");
    const older = `A${LEAD}`;
    const [first, ...others] = desk.said().state.texts;
    const texts = [{ ...first!, text: older, hash: hashOf(older) }, ...others];
    await changed(page, desk, { state: { ...desk.said().state, texts } });
    expect(await written()).toBe(`BA${LEAD}`);
  });
});
