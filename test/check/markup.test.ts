import { Parser } from "htmlparser2";
import { beforeAll, describe, expect, it } from "vitest";
import { readMarkup } from "../../pipeline/check/markup.ts";
import { builtIssue } from "../support/worlds.ts";

describe("a page taken apart", () => {
  it("is its elements with attributes, words and what they stand in", () => {
    const page = readMarkup(
      `<!doctype html><html lang=en><!-- <b> --><body><p class='a "b"' id="x &amp; y">One <b>two</b>&nbsp;3</p><br></body></html>`,
    );
    expect(page.faults).toEqual([]);
    expect(page.elements.map(({ name, parent }) => [name, parent?.name])).toEqual([
      ["html", undefined],
      ["body", "html"],
      ["p", "body"],
      ["b", "p"],
      ["br", "body"],
    ]);
    const [html, , paragraph] = page.elements;
    expect(html!.attributes.get("lang")).toBe("en");
    expect([...paragraph!.attributes]).toEqual([
      ["class", 'a "b"'],
      ["id", "x & y"],
    ]);
    expect(page.words(paragraph!)).toBe("One two 3");
  });

  it("takes what stands in styles and conditional comments for no markup", () => {
    const page = readMarkup(
      "<style>a>b{content:'<i>'}</style><!--[if mso]><table><tr><td><![endif]--><p>x</p>",
    );
    expect(page.elements.map(({ name }) => name)).toEqual(["style", "p"]);
    expect(page.faults).toEqual([]);
  });

  it("closes an empty element of a drawing, and none of a page", () => {
    expect(readMarkup('<svg><path d="M0 0"/><circle r="1"/></svg>').faults).toEqual([]);
    expect(readMarkup("<div/><p>x</p>").faults).toEqual(["Never closed: <div/>"]);
  });

  it.each([
    ["<p>one<b>two</p>", ["</p> closes <b>"]],
    ["<p>one", ["Never closed: <p>"]],
    ["one</p>", ["</p> closes nothing"]],
    ["<p>4 < 5</p>", ['A "<" that opens no tag: < 5</p>']],
    ['<p id="a" id="b">x</p>', ['"id" is given twice: <p id="a" id="b">']],
  ])("says what a browser would guess at: %s", (html, faults) => {
    expect(readMarkup(html).faults).toEqual(faults);
  });

  it("is read in the time of its length, whatever it is", () => {
    const hostile = [`<p ${'a="'.repeat(20_000)}`, "<".repeat(20_000), `<!--${"<p>".repeat(20_000)}`];
    for (const html of hostile) expect(readMarkup(html).faults.length).toBeGreaterThan(0);
  });
});

describe("the pages of an issue", () => {
  let pages: readonly string[];

  beforeAll(async () => {
    const { artifacts } = await builtIssue("2025-09-18");
    pages = ["issue.html", "email.html"].map((name) => new TextDecoder().decode(artifacts[name]));
  }, 60_000);

  it("are taken apart as a parser of the standard does it", () => {
    for (const html of pages) {
      const elements: [string, Record<string, string>][] = [];
      const parser = new Parser({
        onopentag: (name, attributes) => elements.push([name.toLowerCase(), attributes]),
      });
      parser.write(html);
      parser.end();
      const ours = readMarkup(html).elements.map(({ name, attributes }) => [
        name,
        Object.fromEntries([...attributes].map(([key, value]) => [key.toLowerCase(), value])),
      ]);
      expect(ours.length).toBeGreaterThan(100);
      expect(ours).toEqual(elements);
    }
  });
});
