import type { Browser, ElementHandle, Page } from "puppeteer-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { axeFindings, pageBrowser } from "../../support/page-browser.ts";
import {
  axeInIssue,
  axeInTheDark,
  changed,
  FAULT,
  fixtureOf,
  inIssue,
  openedPage,
  shows,
  turnTo,
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
});
afterAll(async () => {
  await browser?.close();
  await desk?.close();
});
beforeEach(async () => {
  await page.keyboard.press("Escape");
  await page.focus("#date");
  await page.mouse.move(5, 790);
  await inIssue(page, "issue.defaultView.scrollTo({ top: 0, behavior: 'instant' })");
  desk.reset();
  await shows(page, desk);
});

const card = () =>
  page.$eval("#card", (one) => ((one as unknown as { hidden: boolean }).hidden ? null : one.textContent));
const cardOf = (id: string) =>
  page.waitForFunction(
    `!document.getElementById("card").hidden && document.querySelector("#card").textContent.includes("${id}")`,
  );
const noCard = () => page.waitForFunction(`document.getElementById("card").hidden`);
const figureNamed = async (id: string) =>
  (await page.frames()[1]!.$(`[data-figure="${id}"]`)) as ElementHandle<Element>;
const focused = () => inIssue(page, `issue.activeElement.dataset.figure ?? null`);

describe("a figure", () => {
  it("that is pointed at shows what it is made of, beside it, while the pointer is on it or in the card", async () => {
    const figure = await figureNamed("ig-spread.inside");
    await figure.hover();
    await cardOf("ig-spread.inside");
    for (const said of [
      "28 bp",
      "28.337164751 bp",
      "5 November 2025",
      "first - second",
      "fred/BAMLC0A0CM.csv",
    ])
      expect(await card()).toContain(said);
    const [there, shown] = [(await figure.boundingBox())!, (await (await page.$("#card"))!.boundingBox())!];
    expect(shown.y >= there.y + there.height || shown.y + shown.height <= there.y).toBe(true);
    await page.mouse.move(shown.x + 40, shown.y + 40, { steps: 8 });
    await new Promise((resolve) => setTimeout(resolve, 350));
    expect(await card()).toContain("28 bp");
    await page.mouse.move(5, 790);
    await noCard();
    expect(await figure.evaluate((one) => one.getAttribute("title"))).toBeNull();
  });

  it("leads to its inputs and back, and Escape gives the focus back to it", async () => {
    await (await figureNamed("ig-spread.inside")).focus();
    await cardOf("ig-spread.inside");
    await page.keyboard.press("Enter");
    expect(await page.evaluate("document.activeElement.textContent")).toBe("mean: 109.337164751 bp");
    await page.keyboard.press("Enter");
    await cardOf("not printed by itself");
    expect(await card()).toContain("109.337164751 bp");
    await page.click("#card nav button");
    await cardOf("first - second");
    await page.keyboard.press("Escape");
    await noCard();
    expect(await focused()).toBe("ig-spread.inside");
  });

  it("is reached by one tab and left by arrows, whatever was laid in meanwhile", async () => {
    expect(
      await inIssue(
        page,
        `[...issue.querySelectorAll("data")].map((one) => one.tabIndex).filter((one) => one === 0)`,
      ),
    ).toEqual([0]);
    await (await figureNamed("ig-spread.level")).focus();
    await page.keyboard.press("ArrowRight");
    expect(await focused()).toBe("ig-spread.inside");
    await changed(page, desk, { web: fixture.web.replaceAll("28 bp", "29 bp") });
    expect(await focused()).toBe("ig-spread.inside");
    expect(await inIssue(page, `[...issue.querySelectorAll("data")].map((one) => one.tabIndex)`)).toEqual([
      -1, 0, -1, -1,
    ]);
    await page.keyboard.press("End");
    expect(await focused()).toBe("regime.ust10y");
    await cardOf("4.17 percent");
  });

  it("is asked for once a version, and anew after a change", async () => {
    const asked = () => desk.asked.filter((one) => one.includes("/figure/")).length;
    for (let turn = 0; turn < 2; turn++) {
      await (await figureNamed("ig-spread.level")).focus();
      await cardOf("ig-spread.level");
      await page.keyboard.press("Escape");
      await page.focus("#date");
    }
    expect(asked()).toBe(1);
    await changed(page, desk, {});
    await (await figureNamed("ig-spread.level")).focus();
    await cardOf("ig-spread.level");
    expect(asked()).toBe(2);
  });
});

describe("a figure's card", () => {
  it("stays on its side of the figure while the page is scrolled a little, and never covers it", async () => {
    const figure = await figureNamed("regime.ust10y");
    await figure.evaluate((one) => one.scrollIntoView({ block: "center", behavior: "instant" }));
    // The page goes from under a pointer, and a third of a second later so does the card: the focus stays.
    await figure.focus();
    await cardOf("4.17 percent");
    const sides: boolean[] = [];
    for (let turn = 0; turn < 5; turn++) {
      await inIssue(page, "issue.defaultView.scrollBy({ top: -30, behavior: 'instant' })");
      await page.evaluate("new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))");
      const [there, shown] = [(await figure.boundingBox())!, (await (await page.$("#card"))!.boundingBox())!];
      expect(shown.y >= there.y + there.height || shown.y + shown.height <= there.y).toBe(true);
      sides.push(shown.y > there.y);
    }
    expect(new Set(sides).size).toBe(1);
  });

  it("opens from a statement that names the figure, takes the focus at the second press and gives it back", async () => {
    await page.focus(".statements .contradicted .evidence");
    await page.keyboard.press("Enter");
    await cardOf("81 bp");
    expect(await page.evaluate("document.activeElement.className")).toBe("evidence");
    await page.keyboard.press("Enter");
    expect(await page.evaluate("document.activeElement.closest('#card') !== null")).toBe(true);
    await page.keyboard.press("Escape");
    await noCard();
    expect(await page.evaluate("document.activeElement.className")).toBe("evidence");
  });
});

describe("the head of the page", () => {
  it("says in words where the figures come from and where the issue stands, and leads to what keeps it there", async () => {
    page = await openedPage(browser, desk);
    expect(await page.$$eval("#source option", (all) => all.map((one) => one.textContent))).toEqual([
      "folder named with --data",
      "sample holes: Series that are missing",
    ]);
    expect(await page.$eval("#standing", (one) => one.textContent)).toBe("1 refused");
    await page.click("#standing");
    expect(await page.$eval("#findings", (one) => one.checkVisibility())).toBe(true);
    expect(await page.evaluate("document.activeElement.id")).toBe("pane-findings");
  });

  it("comes first by the tab key, then forms, desk, issue and texts", async () => {
    page = await openedPage(browser, desk);
    const way: string[] = [];
    for (let turn = 0; turn < 16 && way.at(-1) !== "text-lead-md"; turn++) {
      await page.keyboard.press("Tab");
      const at = await page.evaluate("document.activeElement.id || document.activeElement.className");
      if (way.at(-1) !== at) way.push(at as string);
    }
    expect(way).toEqual([
      "skip",
      "date",
      "other-date",
      expect.anything(),
      "source",
      "standing",
      "open-help",
      "view-web",
      "pane-write",
      "frame",
      "text-lead-md",
    ]);
  });
});

describe("a preview for everyone", () => {
  it("has nothing for axe to find, light and dark, in a small window: every form, the issue in its frame, card, fault, conflict, keys", async () => {
    page = await openedPage(browser, desk);
    await page.setViewport({ width: 900, height: 800 });
    await page.setBypassCSP(true);
    await page.reload();
    await page.waitForSelector("html[data-version][data-view]");
    // Only a frame in which scripts may run can be looked at; the next page in it is one.
    await page.$eval("#frame", (one) => one.setAttribute("sandbox", "allow-same-origin allow-scripts"));
    const found: Record<string, string[]> = {};
    const look = async (name: string) => {
      found[name] = await axeFindings(page);
      found[`${name}, dark`] = await axeInTheDark(page);
      const wide = (await page.evaluate("document.documentElement.scrollWidth")) as number;
      if (wide > 900) found[name].push(`scrolls sideways: ${wide}`);
    };
    await page.click(".settled summary");
    for (const view of ["text", "pdf", "email", "web"]) {
      await turnTo(page, view);
      await look(view);
      if (view === "email" || view === "web") found[`${view} in its frame`] = await axeInIssue(page);
    }
    expect(await inIssue(page, `issue.querySelectorAll(".desk-marks button").length`)).toBe(1);
    await (await figureNamed("ig-spread.inside")).focus();
    await cardOf("ig-spread.inside");
    found["a figure in its frame"] = await axeInIssue(page);
    await look("a card");
    await changed(page, desk, { state: { ...desk.said().state, faults: [FAULT] } });
    await look("a fault");
    await changed(page, desk, { state: { ...desk.said().state, faults: [] } });
    await page.click("#pane-findings");
    await look("findings");
    desk.overwrite("lead.md", "Theirs.");
    await page.click("#pane-write");
    await page.type("#text-lead-md", "Mine. ");
    await page.waitForSelector(".versions");
    await look("two versions");
    await page.focus("#date");
    await page.click("#open-help");
    await look("the keys");
    expect(Object.entries(found).filter(([, violations]) => violations.length > 0)).toEqual([]);
  });
});
