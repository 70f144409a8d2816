import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import PostalMime from "postal-mime";
import type { Browser, Page } from "puppeteer-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { signLink } from "../../pipeline/post/link-token.ts";
import { LINK_KEY } from "../support/delivery-project.ts";
import { type MailServer, startMailServer } from "../support/mail-server.ts";
import { axeFindings, pageBrowser } from "../support/page-browser.ts";
import { say } from "../support/plain-client.ts";
import { sendOf } from "../support/sending.ts";
import { type ServedProject, servedProject } from "../support/served-project.ts";

/** Where pictures of the tour are put, if anywhere: TOUR_PICTURES=FOLDER npx vitest run test/pages/subscribe-tour.test.ts */
const PICTURES = process.env.TOUR_PICTURES;
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const ADDRESS = "ada.lovelace@example.org";

let mails: MailServer;
let served: ServedProject;
let browser: Browser;
let page: Page;
/** What the browser said of the pages: styles or forms that their policy refuses. */
const complaints: string[] = [];

/** Axe's findings, and whether anything scrolls sideways, on a desk and a phone, by day and by night. */
async function looked(name: string): Promise<readonly string[]> {
  const found: string[] = [];
  // Into the page past its policy, which stays in force.
  await page.evaluate(AXE);
  for (const [width, scheme] of [
    [1280, "light"],
    [390, "light"],
    [390, "dark"],
  ] as const) {
    await page.setViewport({ width, height: 800 });
    await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
    found.push(...(await axeFindings(page)));
    const wide = await page.evaluate("document.documentElement.scrollWidth");
    if (Number(wide) > width) found.push(`scrolls sideways at ${width}: ${wide}`);
    if (PICTURES === undefined) continue;
    mkdirSync(PICTURES, { recursive: true });
    writeFileSync(`${PICTURES}/${name}-${width}-${scheme}.png`, await page.screenshot());
  }
  await page.setViewport({ width: 1280, height: 800 });
  return found;
}

/** The link in the newest mail to the reader, on this machine. */
async function linkInMail(count: number): Promise<string> {
  // The issue itself comes to readers too.
  const asked = () => mails.kept.filter(({ messageId }) => /^<(?:confirm|leave)\./.test(messageId));
  await expect.poll(() => asked().length, { timeout: 10_000 }).toBe(count);
  const { text = "", html = "" } = await PostalMime.parse(asked().at(-1)!.bytes);
  const [link = "none"] = /https:\/\/tracker\.example\.com\/\S+/.exec(text) ?? [];
  expect(html).toContain(`href="${link}"`);
  return link.replace("https://tracker.example.com", served.address);
}

const heading = () => page.$eval("h1", (one) => one.textContent);
const pressed = (selector: string) => Promise.all([page.waitForNavigation(), page.click(selector)]);
const stateOf = async (address: string) => (await served.subscribers.find(address))?.state;

beforeAll(async () => {
  mails = await startMailServer();
  [served, browser] = await Promise.all([
    servedProject({ relayPort: mails.port, readers: { free: 2 } }),
    pageBrowser(),
  ]);
  page = await browser.newPage();
  page.on("console", (message) => {
    // The pages of refused links have the status that says so.
    if (!/status of 4\d\d/.test(message.text())) complaints.push(message.text());
  });
}, 60_000);
afterAll(async () => {
  await browser?.close();
  await served?.stop();
  await mails?.close();
});

describe("a reader", () => {
  it("finds the form usable at the keyboard, and errors beside their fields", async () => {
    await page.goto(`${served.address}/subscribe`, { waitUntil: "load" });
    expect(await heading()).toBe("Subscribe to Macro Regime Tracker");
    expect(await page.evaluate("document.activeElement === document.body")).toBe(true);
    expect(await looked("1-subscribe")).toEqual([]);
    // Past the link over the head, the name of the site and its three pages: the address.
    for (let at = 0; at < 6; at += 1) await page.keyboard.press("Tab");
    await page.keyboard.type("ada@");
    await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
    const described = await page.$eval("#address", (one) => one.getAttribute("aria-describedby"));
    expect(await page.$eval(`#${described}`, (one) => one.textContent)).toMatch(/looks like ada@example.com/);
    expect(await page.title()).toMatch(/^Not yet: /);
    expect(await looked("2-subscribe-wrong")).toEqual([]);
  });

  it("subscribes, and is sent to the mailbox", async () => {
    await page.$eval("#address", (one) => {
      (one as unknown as HTMLInputElement).value = "";
    });
    await page.type("#address", ADDRESS);
    await page.type("#name", "Ada Lovelace");
    await pressed("button");
    expect(await heading()).toBe("Look into your mailbox");
    expect(await looked("3-mailbox")).toEqual([]);
    await expect.poll(() => stateOf(ADDRESS)).toBe("pending");
  });

  it("opens the link of the mail, which does nothing by itself, and confirms with a button", async () => {
    const link = await linkInMail(1);
    await page.goto(link);
    expect(await heading()).toBe("Confirm that you want Macro Regime Tracker");
    expect(await looked("4-confirm")).toEqual([]);
    expect(await stateOf(ADDRESS)).toBe("pending");
    await pressed("button");
    expect(await heading()).toBe("You are on the list");
    expect(await looked("5-confirmed")).toEqual([]);
    expect(await served.subscribers.find(ADDRESS)).toMatchObject({
      state: "active",
      tier: "free",
      name: "Ada Lovelace",
      consent: { how: "form", proof: "confirmed from 127.0.0.0/24" },
    });
    await page.goto(link);
    expect(await heading()).toBe("This link was used already");
    expect(await looked("6-used")).toEqual([]);
  });

  it("reads the issue that went out, found on the front page and by search", async () => {
    expect((await sendOf(served)).exit).toBe(0);
    await page.goto(`${served.address}/`);
    expect(await looked("6a-front")).toEqual([]);
    await Promise.all([page.waitForNavigation(), page.click(`main a[href="/${served.date}/"]`)]);
    expect(page.url()).toBe(`${served.address}/${served.date}/`);
    expect((await page.$eval("h1", (one) => one.textContent)) ?? "").not.toBe("");
    await page.goto(`${served.address}/search`);
    await page.type("#q", served.date);
    await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
    expect(await page.$$eval("main h2 a", (links) => links.length)).toBe(1);
    expect(await looked("6b-search")).toEqual([]);
  });

  it("leaves by the link that every issue has", async () => {
    const { id } = (await served.subscribers.find(ADDRESS))!;
    const link = `${served.address}/u/${signLink(LINK_KEY, { purpose: "unsubscribe", subject: id, until: "2100-01-01" })}`;
    await page.goto(link);
    expect(await heading()).toBe("Leave Macro Regime Tracker?");
    expect(await looked("7-leave")).toEqual([]);
    expect(await stateOf(ADDRESS)).toBe("active");
    await pressed("button");
    expect(await heading()).toBe("You have left the list");
    expect(await looked("8-left")).toEqual([]);
    expect(await stateOf(ADDRESS)).toBe("unsubscribed");
  });

  it("with a link that is too old gets a fresh one by mail", async () => {
    const reader = (await served.subscribers.find("reader-free-0@example.net"))!;
    const old = signLink(LINK_KEY, { purpose: "unsubscribe", subject: reader.id, until: "2020-01-01" });
    await page.goto(`${served.address}/u/${old}`);
    expect(await heading()).toBe("This link is too old");
    await pressed("main a");
    expect(await looked("9-by-address")).toEqual([]);
    await page.type("#address", reader.address);
    await pressed("button");
    expect(await heading()).toBe("Look into your mailbox");
    await page.goto(await linkInMail(2));
    await pressed("button");
    expect(await stateOf(reader.address)).toBe("unsubscribed");
  });

  it("who left is on the list again only when he confirms again", async () => {
    const body = `address=${encodeURIComponent(ADDRESS)}&name=`;
    const headers = { "content-type": "application/x-www-form-urlencoded" };
    expect((await say(`${served.address}/subscribe`, { headers, body })).status).toBe(200);
    const link = await linkInMail(3);
    expect(await stateOf(ADDRESS)).toBe("unsubscribed");
    expect((await say(link, { method: "POST" })).status).toBe(200);
    expect(await stateOf(ADDRESS)).toBe("active");
    expect((await say(link, { method: "POST" })).status).toBe(410);
  });

  it("has met nothing that the browser complained of, no cookie and no script", async () => {
    expect(complaints).toEqual([]);
    expect(await browser.cookies()).toEqual([]);
    const { body } = await say(`${served.address}/subscribe`);
    expect(body).not.toMatch(/<script/i);
  });
});
