import { beforeAll, describe, expect, test } from "vitest";
import { ISSUE_PLACE } from "../../pipeline/post/places.ts";
import { emailPage } from "../../pipeline/render/email.ts";
import type { Parts } from "../../pipeline/render/parts.ts";
import { tagsOf } from "../support/html.ts";
import { partsFrom, sampleText } from "../support/rendering.ts";

let page = "";
beforeAll(async () => {
  page = await emailPage(partsFrom(sampleText));
});

describe("the mail", () => {
  test("stays under the 100 kB at which mail programs cut it", () => {
    expect(Buffer.byteLength(page)).toBeLessThan(100_000);
  });

  test("holds nothing that mail programs do not show", () => {
    const names = new Set(tagsOf(page).map(({ name }) => name));
    for (const name of ["svg", "figure", "section", "data", "script", "link"])
      expect(names).not.toContain(name);
    expect(page).not.toMatch(/display:\s*(flex|grid)|var\(/);
  });

  test("carries on the elements what matters of its style, and in its head what it can do without", () => {
    expect(page).toMatch(/<h3 style="[^"]*font-size:22px/);
    expect(page).toMatch(/<td align="right">/);
    const [body = "", night = ""] = [...page.matchAll(/<style>([\s\S]*?)<\/style>/g)].map(([, css]) => css!);
    expect(body).toMatch(/\.figures td\{[^}]*border-bottom:1px solid #d8d5cd/);
    expect(body).toContain("@media (prefers-color-scheme:dark){body,.ground");
    expect(night).toContain("[data-ogsc] .caption");
    expect(night).toMatch(/\[data-ogsb\] \.panel\{background-color:#202328 !important\}/);
    // Gmail passes over a stylesheet that is longer.
    expect(body.length + night.length).toBeLessThan(8192);
  });

  test("says nothing twice: no class that nothing asks for, no style that an attribute says", () => {
    const head = [...page.matchAll(/<style>([\s\S]*?)<\/style>/g)].join("");
    const named = tagsOf(page).flatMap(({ attributes }) => attributes.class?.split(" ") ?? []);
    for (const name of new Set(named)) expect(head).toContain(`.${name}`);
    for (const { attributes } of tagsOf(page).filter(({ attributes }) => attributes.align))
      expect(attributes.style ?? "").not.toContain("text-align");
  });

  test("sets quotation marks as printers do, and keeps an index with its number and a month with its year", async () => {
    const own = await emailPage(partsFrom("# T\n\nS\n\nThe S&P 500's day of Jul 2026."));
    expect(own).toContain("The S&amp;P\u00A0500’s day of Jul\u00A02026.");
  });

  test("names the fonts that readers have: Word takes Times for all that follow one that it lacks", () => {
    expect(page).not.toMatch(/Inter\b|Source Serif/);
    expect(page).toContain("font-family:Georgia,");
  });

  test("shows charts as pictures by file name, as wide as the sheet and no wider, and says how high they are", () => {
    const images = tagsOf(page).filter(({ name }) => name === "img");
    const charts = images.filter(({ attributes }) => attributes.src?.startsWith("charts/"));
    expect(charts.map(({ attributes }) => attributes.src)).toContain("charts/ig-spread.png");
    const sizes = charts.map(({ attributes: { width, height } }) => `${width}x${height}`);
    expect(new Set(sizes)).toEqual(new Set(["600x298", "600x273", "96x22"]));
    const picture = images.find(({ attributes }) => attributes.src === "small-firms.png");
    expect(picture?.attributes).toMatchObject({
      width: "1",
      height: "1",
      style: expect.stringContaining("max-width:1px"),
    });
    for (const { attributes } of charts) expect(attributes.style).toContain("background-color:#ffffff");
  });

  test("opens with the standfirst for the list of messages, and with nothing behind it", async () => {
    const opening = /^<body[^>]*>\s*<div aria-hidden="true" style="[^"]*display:none[^"]*">(.*)<\/div>/;
    const [, words = ""] = opening.exec(page.slice(page.indexOf("<body"))) ?? [];
    expect(words).toMatch(/^Communication shares add/);
    const brief = await emailPage(partsFrom("# T\n\nA quiet day."));
    const [, few = ""] = opening.exec(brief.slice(brief.indexOf("<body"))) ?? [];
    expect(few).toMatch(/^A quiet day\.(?:\u034F\u200C\u00A0){188}$/);
  });

  test("keeps a figure and its unit on one line without a style that Outlook does not know", () => {
    expect(page).toContain("83\u00A0bp");
    expect(page).not.toContain("nowrap");
  });

  test("has its way to the web page at its head and at its foot", async () => {
    const delivery = {
      from: { name: "N", address: "a@b.test" },
      site: "https://b.test",
      postalAddress: null,
    };
    const parts = { ...partsFrom("# T\n\nS"), delivery } as unknown as Parts;
    const html = await emailPage(parts);
    expect(html.split(`href="${ISSUE_PLACE}"`)).toHaveLength(3);
    expect(html.indexOf(ISSUE_PLACE)).toBeLessThan(html.indexOf("<h1"));
  });

  test("says that it knows light and dark", () => {
    expect(page).toContain('<meta name="color-scheme" content="light dark">');
    expect(page).toContain('<meta name="supported-color-schemes" content="light dark">');
  });

  test("prints the words of a link within the page and leaves the link out", async () => {
    const html = await emailPage(partsFrom("# T\n\nS\n\nSee [credit](#ig-spread)."));
    expect(html).toContain("See credit.");
  });
});
