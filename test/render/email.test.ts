import { beforeAll, describe, expect, test } from "vitest";
import { emailPage } from "../../pipeline/render/email.ts";
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

  test("carries its style on the elements and keeps only the rules for screens in its head", () => {
    expect(page).toMatch(/<h3 style="[^"]*font-size:22px/);
    expect(page).toMatch(/<td class="num" style="[^"]*text-align:right/);
    const [, style = ""] = /<style>([\s\S]*?)<\/style>/.exec(page) ?? [];
    expect(style.trim()).toMatch(/^@media/);
    expect(style).toContain("prefers-color-scheme: dark");
  });

  test("shows charts as pictures by file name, as wide as the sheet and no wider", () => {
    const images = tagsOf(page).filter(({ name }) => name === "img");
    const charts = images.filter(({ attributes }) => attributes.src?.startsWith("charts/"));
    expect(charts.map(({ attributes }) => attributes.src)).toContain("charts/ig-spread.png");
    expect(new Set(charts.map(({ attributes }) => attributes.width))).toEqual(new Set(["600", "96"]));
    const picture = images.find(({ attributes }) => attributes.src === "small-firms.png");
    expect(picture?.attributes).toMatchObject({
      width: "1",
      style: expect.stringContaining("max-width:1px"),
    });
    for (const { attributes } of charts) expect(attributes.style).toContain("background-color:#ffffff");
  });

  test("opens with the standfirst for the list of messages", () => {
    const body = page.slice(page.indexOf("<body"));
    expect(body).toMatch(
      /^<body[^>]*>\s*<div class="preheader" aria-hidden="true" style="[^"]*display:none[^"]*">Communication shares add/,
    );
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
