import type { Browser, ElementHandle, Page } from "puppeteer-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { axeFindings, pageBrowser } from "../../support/page-browser.ts";
import { changed, FAULT, fixtureOf, inIssue, openedPage } from "../../support/preview-fixture.ts";
import { type Said, type StandIn, standIn } from "../../support/preview-stand-in.ts";

let browser: Browser;
let fixture: Said;
let desk: StandIn;
let page: Page;

beforeAll(async () => {
  browser = await pageBrowser();
  fixture = await fixtureOf(browser);
});
afterAll(() => browser?.close());
beforeEach(async () => {
  desk = await standIn(fixture);
  page = await openedPage(browser, desk);
});
afterEach(async () => {
  await page.close();
  await desk.close();
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
    expect(await inIssue(page, `[...issue.querySelectorAll("data")].map((one) => one.tabIndex)`)).toEqual([
      0, -1, -1, -1,
    ]);
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

describe("a preview for everyone", () => {
  const LOOKS = [
    { width: 1280, scheme: "light" },
    { width: 900, scheme: "dark" },
  ] as const;
  for (const { width, scheme } of LOOKS) {
    it(`has nothing for axe to find at ${width} px, ${scheme}: every form, card, fault, conflict and the keys`, async () => {
      await page.setViewport({ width, height: 800 });
      await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
      await page.setBypassCSP(true);
      await page.reload();
      await page.waitForSelector("html[data-version]");
      const found: Record<string, string[]> = {};
      const look = async (name: string) => {
        found[name] = await axeFindings(page);
        const wide = (await page.evaluate("document.documentElement.scrollWidth")) as number;
        if (wide > width) found[name].push(`scrolls sideways: ${wide}`);
      };
      await page.click(".settled summary");
      await (await figureNamed("ig-spread.inside")).focus();
      await cardOf("ig-spread.inside");
      await look("web with a card");
      await changed(page, desk, { state: { ...desk.said().state, faults: [FAULT] } });
      await look("a fault");
      await changed(page, desk, { state: { ...desk.said().state, faults: [] } });
      for (const view of ["email", "text", "pdf"]) {
        await page.click(`#view-${view}`);
        if (view === "pdf") await page.waitForSelector(".leaf canvas");
        await look(view);
      }
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
  }
});
