import type { Browser, Page } from "puppeteer-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { pageBrowser } from "../../support/page-browser.ts";
import {
  changed,
  emailOf,
  FAULT,
  fixtureOf,
  inIssue,
  LEAD,
  openedPage,
  stateOf,
  turnTo,
  webOf,
} from "../../support/preview-fixture.ts";
import { type Said, type StandIn, standIn } from "../../support/preview-stand-in.ts";

let browser: Browser;
let fixture: Said;
let desk: StandIn;
let page: Page;

beforeAll(async () => {
  browser = await pageBrowser();
  fixture = await fixtureOf(browser);
  desk = await standIn(fixture);
  page = await openedPage(browser, desk);
  // A text that is not saved yet asks to stay.
  page.on("dialog", (dialog) => dialog.accept());
});
afterAll(async () => {
  await browser?.close();
  await desk?.close();
});
beforeEach(async () => {
  desk.reset();
});

/** The page as it is loaded anew. */
async function open(query = ""): Promise<void> {
  await page.goto(`${desk.address}${query}`);
  await page.waitForSelector("html[data-version][data-view]");
}

const textOf = (selector: string) =>
  page.$eval(selector, (one) => (one as unknown as { innerText: string }).innerText);
const isShown = (selector: string) => page.$eval(selector, (one) => one.checkVisibility());
const focusIsOn = () => page.evaluate("document.activeElement.id") as Promise<string>;

describe("a change that the desk makes", () => {
  it("replaces its own paragraph only: the other blocks, the scroll and the focus stay as they were", async () => {
    await open();
    await inIssue(page, `issue.querySelectorAll("body *").forEach((one) => { one.isOld = true })`);
    await inIssue(
      page,
      `issue.querySelector("[data-figure='regime.ust10y']").focus({ preventScroll: true })`,
    );
    await inIssue(page, `issue.defaultView.scrollTo(0, 700)`);
    const before = await inIssue<number>(page, `issue.getElementById("regime").getBoundingClientRect().top`);
    const lead = `${LEAD}\nA third paragraph.\n\nAnd a fourth.\n`.replace("rose", "gained");
    await changed(page, desk, { web: webOf(lead), state: stateOf(lead) });
    expect(
      await inIssue(
        page,
        `[...issue.body.querySelectorAll("*")].filter((one) => !one.isOld).map((one) => one.textContent)`,
      ),
    ).toEqual(["The index gained 0.37%.", "A third paragraph.", "And a fourth."]);
    expect(await inIssue(page, `issue.querySelectorAll("[data-desk-changed]").length`)).toBe(3);
    expect(await inIssue(page, `issue.getElementById("regime").getBoundingClientRect().top`)).toBeCloseTo(
      before,
      0,
    );
    expect(await inIssue(page, `issue.activeElement.dataset.figure`)).toBe("regime.ust10y");
    await page.waitForFunction(`document.getElementById("live").textContent.includes("Updated")`);
  });

  it("keeps the inline styles of a mail, which the page's own policy forbids", async () => {
    await open("?view=email");
    const complaints: string[] = [];
    page.on("console", (message) => complaints.push(message.text()));
    await changed(page, desk, { email: emailOf("79 bp") });
    expect(await inIssue(page, `issue.querySelector("p").textContent`)).toBe("At 79 bp.");
    expect(await inIssue(page, `issue.defaultView.getComputedStyle(issue.querySelector("p")).color`)).toBe(
      "rgb(22, 24, 29)",
    );
    expect(await inIssue(page, `issue.defaultView.innerWidth`)).toBe(600);
    expect(complaints).toEqual([]);
  });

  it("is not asked for again where the form on the screen is the same", async () => {
    await open("?view=text");
    const asked = desk.asked.length;
    await changed(page, desk, { web: webOf(`${LEAD}\nMore.\n`) });
    expect(desk.asked.slice(asked).filter((one) => one.includes("/issue/"))).toEqual([]);
  });

  it("keeps the place in the PDF, and draws only pages that are near", async () => {
    await open("?view=pdf");
    expect(await textOf("#page-number")).toBe("Page 1 of 3");
    expect(
      await page.$$eval(".leaf", (leaves) => leaves.map((leaf) => leaf.querySelectorAll("canvas").length)),
    ).toEqual([1, 0, 0]);
    await page.waitForFunction(`document.querySelector(".leaf:last-child p").textContent === "Three"`);
    await page.$eval("#pdf", (one) => one.scrollTo(0, 1200));
    await page.waitForFunction(`document.querySelectorAll(".leaf canvas").length > 1`);
    const first = await page.$(".leaf:nth-child(2) canvas");
    await changed(page, desk, { pdf: new Uint8Array([...fixture.pdf, 10]) });
    expect(await page.$eval("#pdf", (one) => one.scrollTop)).toBe(1200);
    expect(await textOf("#page-number")).toBe("Page 2 of 3");
    expect(await first?.evaluate((one) => one.isConnected)).toBe(false);
  });
});

describe("a fault", () => {
  it("stands over the last good page with file, line and remedy, takes no focus, and goes when it is mended", async () => {
    await open();
    await page.focus("#text-lead-md");
    await changed(page, desk, { state: { ...desk.said().state, faults: [FAULT] } });
    expect(await textOf("#faults")).toContain("ig-spread.md.hbs:3");
    expect(await textOf("#faults mark")).toContain("▸ 3");
    expect(await textOf("#faults .at")).toBe("view.levle");
    expect(await textOf("#faults .remedy")).toBe('Write "level".');
    expect(await inIssue(page, `issue.querySelector("h1").textContent`)).toContain("Spreads at 81 bp");
    expect(await focusIsOn()).toBe("text-lead-md");
    await page.keyboard.press("Escape");
    expect(await isShown("#faults")).toBe(false);
    const second = { ...FAULT, fault: { ...FAULT.fault, message: "Another one." } };
    await changed(page, desk, { state: { ...desk.said().state, faults: [second] } });
    expect(await isShown("#faults")).toBe(true);
    await changed(page, desk, { state: { ...desk.said().state, faults: [] } });
    expect(await isShown("#faults")).toBe(false);
  });

  it("before there is any good page leaves the words and the texts, and the page comes when it can", async () => {
    const none = { web: null, email: null, text: null, markdown: null, pdf: null };
    const { forms } = desk.said().state;
    desk.change({ state: { ...desk.said().state, forms: none, faults: [FAULT] } });
    await open();
    expect(await textOf("#empty")).toBe("There is no good page of this form yet.");
    expect(await isShown("#text-lead-md")).toBe(true);
    await changed(page, desk, { state: { ...desk.said().state, forms, faults: [] } });
    expect(await inIssue(page, `issue.querySelector("h1").textContent`)).toContain("Spreads at 81 bp");
  });
});

describe("the page's address", () => {
  it("keeps what was chosen over a reload", async () => {
    await open();
    await page.click("#view-phone");
    await page.click("#pane-findings");
    await page.select("#date", "2025-11-04");
    await page.waitForFunction(`location.search.includes("2025-11-04")`);
    await page.reload();
    await page.waitForSelector("html[data-version][data-view]");
    expect(new URL(page.url()).search).toBe("?date=2025-11-04&view=phone&pane=findings");
    expect(await inIssue(page, "issue.defaultView.innerWidth")).toBe(390);
    expect(await isShown("#findings")).toBe(true);
  });
});

describe("the form that is looked at", () => {
  it("is never seen at the width of another, and is named in the page as soon as it can be seen", async () => {
    await open();
    await page.evaluate(`
      window.seen = new Set();
      const frame = document.getElementById("frame");
      const look = () => {
        if (frame.checkVisibility({ visibilityProperty: true }) && frame.contentDocument?.body)
          seen.add([frame.contentDocument.URL.split("/").at(-1), frame.clientWidth].join(" "));
        requestAnimationFrame(look);
      };
      look();
    `);
    for (const view of ["email", "phone", "email-phone", "web"]) await turnTo(page, view);
    expect(await page.evaluate("[...seen].sort()")).toEqual([
      "email 360",
      "email 600",
      "web 390",
      expect.stringMatching(/^web [78]\d\d$/),
    ]);
  });

  it("is not taken for the one before while it is made", async () => {
    await open();
    await page.click("#view-pdf");
    expect(await page.$("html[data-view]")).toBeNull();
    await page.waitForSelector(`html[data-view="pdf"]`);
    expect(await isShown(".leaf canvas")).toBe(true);
  });
});

describe("the findings", () => {
  it("come refused first, and a place that can be shown leads there", async () => {
    await open("?pane=findings");
    expect(await page.$$eval("#findings h2", (heads) => heads.map((one) => one.textContent))).toEqual([
      "Refused 1",
      "Noted 1",
      "Not evaluated 1",
      "Passed 1",
    ]);
    await page.click("#findings .noted button.place");
    expect(
      await inIssue<number>(page, `issue.getElementById("regime").getBoundingClientRect().top`),
    ).toBeLessThan(400);
    await page.click("#findings .refused button.place");
    expect(await focusIsOn()).toBe("text-lead-md");
  });

  it("are gone through by n and p, while letters typed into a text stay letters", async () => {
    await open();
    await page.keyboard.press("f");
    await page.keyboard.press("n");
    await page.keyboard.press("n");
    expect(await page.evaluate("document.activeElement.textContent")).toBe("regime");
    await page.keyboard.press("w");
    await page.keyboard.type("f2?");
    expect(await page.$eval("#text-lead-md", (one) => (one as unknown as { value: string }).value)).toContain(
      "f2?",
    );
    expect(await isShown("#write")).toBe(true);
    expect(new URL(page.url()).search).toBe("?view=web&pane=write");
  });
});
