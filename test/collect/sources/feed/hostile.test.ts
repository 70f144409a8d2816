import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DATED, fixture, linesOf, readBody, readFixture, rssOf } from "./reading.ts";

const MEGABYTES = 3_000_000;
const filled = (piece: string) => piece.repeat(Math.ceil(MEGABYTES / piece.length)).slice(0, MEGABYTES);
const good = `<title>A line</title>${DATED}`;

describe("hostile words in a feed", () => {
  it("come out as the text that a reader would see, or not at all", () => {
    expect(linesOf(readFixture("hostile.xml")).map(({ title, link }) => [title, link])).toEqual([
      ["One line", null],
      ["Two lines", null],
      ["Three lines", null],
      ["alert(4)", "https://evil.example/4"],
      ["Dollar seol slips", null],
      ["Markdown [a](javascript:x) {{view}} stays text", "https://evil.example/%E2%80%AE7%22%3E%3Cb%3E"],
    ]);
  });

  it("are told where an item or its link was refused", () => {
    const reading = readFixture("hostile.xml");
    expect(reading.verdict === "ok" && reading.remarks).toEqual([
      "Item 1 of north: a link of kind javascript:; the headline stands without it.",
      "Item 2 of north: a link of kind data:; the headline stands without it.",
      "Item 3 of north: a link with a name or password in it; the headline stands without it.",
      "Item 5 of north: a title with a tag that has no end.",
      "Item 6 of north: a link of kind javascript:; the headline stands without it.",
    ]);
  });

  it("do not stand in any id", () => {
    expect(
      linesOf(readFixture("hostile.xml"))
        .map(({ id }) => id)
        .join(""),
    ).not.toMatch(/[<>"'`\s]/);
  });
});

/** The test runner's limit of five seconds is the time box of each: what is read in quadratic time takes hours. */
describe("three hostile megabytes are read or refused in time", () => {
  const laughs = `<!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>`;
  it.each([
    ["brackets in an author's name", rssOf(`${good}<author>${filled("(")}</author>`), "ok"],
    ["dots in an author's address", rssOf(`${good}<author>a@${filled(".")}(</author>`), "ok"],
    ["entities in a title", rssOf(good, `<title>${filled("&#x41;")}</title>`), "ok"],
    ["markup in a title", rssOf(good, `<title>${filled("&lt;script ")}</title>`), "ok"],
    ["unescaped signs in a title", rssOf(good, `<title>${filled("&<\"'")}</title>`), "ok"],
    ["NUL bytes in a title", rssOf(good, `<title>a${filled("\0")}</title>`), "ok"],
    ["a guid", rssOf(`${good}<guid>${filled("a<>")}</guid>`), "ok"],
    ["spaces in a date", rssOf(good, `<title>A</title><pubDate>${filled("1 ")}x</pubDate>`), "ok"],
    [
      "items",
      `<rss version="2.0"><channel>${filled("<item></item>").slice(0, -4)}</channel></rss>`,
      "shape_changed",
    ],
    ["nested items", `<rss version="2.0"><channel>${filled("<item>")}`, "shape_changed"],
    ["nested elements", `<rss version="2.0">${filled("<a>")}`, "shape_changed"],
    [
      "nested elements with the wrong ends",
      rssOf(filled("<a>").slice(0, 1.5e6) + filled("</b>").slice(0, 1.5e6)),
      "shape_changed",
    ],
    ["one tag", `<rss ${filled("a='1' ")}></rss>`, "empty"],
    ["a tag without an end", `<rss ${filled("a")}`, "shape_changed"],
    ["comments without an end", filled("<!--"), "shape_changed"],
    ["CDATA without an end", `<rss version="2.0">${filled("<![CDATA[")}`, "shape_changed"],
    ["nothing but signs", filled("<"), "shape_changed"],
    ["nothing but NUL", filled("\0"), "shape_changed"],
    ["nothing but spaces", filled(" "), "empty"],
    ["nested JSON", filled(`{"a":`), "shape_changed"],
    ["entities of entities", laughs + rssOf(`<title>&b;</title>${DATED}`), "shape_changed"],
    [
      "a file of ours",
      `<!DOCTYPE r [<!ENTITY a SYSTEM "file:///etc/passwd">]>${rssOf(`<title>&a;</title>${DATED}`)}`,
      "shape_changed",
    ],
  ])("%s", (_, body, verdict) => {
    expect(readBody(body).verdict).toBe(verdict);
  });
});

describe("any bytes at all", () => {
  const clean = (bytes: Uint8Array) => {
    const reading = readBody(bytes);
    if (reading.verdict !== "ok") expect(reading.reason).toMatch(/^\P{Cc}+[.]$/u);
    else
      for (const { title, link } of reading.headlines) {
        expect(title).not.toMatch(/<[a-z/!?]|\p{Cc}|\p{Cf}|\ufffd/iu);
        expect(link ?? "https://").toMatch(/^https?:\/\/[^\s<>"]*$/);
      }
  };

  it("are read or refused in a sentence", () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), clean));
  });

  it("are so where a feed's bytes are changed, cut out or doubled", () => {
    const names = ["rss.xml", "bom.xml", "atom.xml", "rdf.xml", "feed.json", "hostile.xml"];
    const bodies = names.map((name) => [...fixture(name)]);
    const edit = fc.tuple(fc.nat(), fc.nat(30), fc.uint8Array({ maxLength: 4 }));
    fc.assert(
      fc.property(
        fc.constantFrom(...bodies),
        fc.array(edit, { minLength: 1, maxLength: 6 }),
        (body, edits) => {
          const bytes = [...body];
          for (const [at, cut, put] of edits) bytes.splice(at % bytes.length, cut, ...put);
          clean(Uint8Array.from(bytes));
        },
      ),
      { numRuns: 400 },
    );
  });
});
