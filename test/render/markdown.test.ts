import { describe, expect, test } from "vitest";
import type { Block, Inline } from "../../pipeline/render/blocks.ts";
import { readMarkdown } from "../../pipeline/render/markdown.ts";
import { markedFrom } from "../support/rendering.ts";

const read = (text: string) => readMarkdown(markedFrom(text));
const wordsIn = (block: Block | undefined): readonly Inline[] =>
  block && "words" in block ? block.words : [];
const text = (words: string): Inline => ({ kind: "text", text: words });

describe("what a writer types", () => {
  test("a figure keeps its id wherever it stands", () => {
    const [paragraph] = read(
      "Credit at **{{ig-spread.level|83 bp}}**, {{ig-spread.change|−1 bp}} on the day",
    );
    expect(wordsIn(paragraph)).toEqual([
      text("Credit at "),
      { kind: "strong", words: [{ kind: "figure", id: "ig-spread.level", text: "83 bp" }] },
      text(", "),
      { kind: "figure", id: "ig-spread.change", text: "−1 bp" },
      text(" on the day"),
    ]);
  });

  test("an alt text is read without marks", () => {
    const [image] = read("![Spread at {{ig-spread.level|83 bp}} today](charts/ig-spread.png)");
    expect(image).toEqual({
      kind: "image",
      image: { kind: "chart", id: "ig-spread", alt: "Spread at 83 bp today" },
    });
  });

  test("an escaped sign and an entity are read as the sign", () => {
    const [paragraph] = read("AT&amp;T \\*rises\\* by 3 \\< 4 &#8722;1 &unknown;");
    expect(wordsIn(paragraph)).toEqual([text("AT&T *rises* by 3 < 4 −1 &unknown;")]);
  });

  test("a paragraph of nothing but emphasis is a caption, one that begins with Source: is small", () => {
    const blocks = read("*Basis points, daily.*\n\nSource: the desk.\n\nThe *rest* is text.\n\nNote: less.");
    expect(blocks.map((block) => "role" in block && block.role)).toEqual([
      "caption",
      "small",
      "text",
      "small",
    ]);
  });

  test("raw HTML is words", () => {
    const [first, second] = read("A <b>bold</b> claim\n\n<script>alert(1)</script>");
    expect(wordsIn(first)).toEqual([text("A <b>bold</b> claim")]);
    expect(wordsIn(second)).toEqual([text("<script>alert(1)</script>")]);
  });

  test.each([
    "javascript:alert(1)",
    "java&#115;cript:alert(1)",
    "data:text/html,x",
    "/etc/passwd",
    "vbscript:x",
    "//host/x",
  ])("a link to %s is its words alone", (href) => {
    const [paragraph] = read(`See [the report](<${href}>) now`);
    expect(wordsIn(paragraph).map(({ kind }) => kind)).not.toContain("link");
  });

  test("links to the web, to a mailbox and within the page stay", () => {
    const [paragraph] = read(
      "[a](https://example.org/x?a=1&amp;b=2) [b](mailto:desk@example.org) [c](#ig-spread)",
    );
    const hrefs = wordsIn(paragraph).flatMap((word) => (word.kind === "link" ? [word.href] : []));
    expect(hrefs).toEqual(["https://example.org/x?a=1&b=2", "mailto:desk@example.org", "#ig-spread"]);
  });

  test("a picture from another site is its alt text", () => {
    const [paragraph] = read("![seen by them](https://example.org/pixel.gif) here");
    expect(wordsIn(paragraph)).toEqual([text("seen by them here")]);
  });
});

describe("zones", () => {
  test("a note stands within its section", () => {
    const [section] = read(
      "@@section:ig-spread@@\n\n## Credit\n\n@@note:ig-spread@@\n\nCalm.\n\n@@end@@\n\n@@end@@",
    );
    expect(section).toMatchObject({ kind: "zone", name: "section", id: "ig-spread" });
    const inner = section?.kind === "zone" ? section.blocks : [];
    expect(inner[1]).toMatchObject({ kind: "zone", name: "note", blocks: [{ kind: "paragraph" }] });
  });

  test.each(["```\ncode without an end", "<!-- a comment without an end", "<script>", "> quote", "- list"])(
    "what a writer leaves open ends with his words: %s",
    (open) => {
      const blocks = read(`@@lead@@\n\n${open}\n\n@@end@@\n\n@@section:a@@\n\n## Next\n\n@@end@@`);
      expect(blocks).toHaveLength(2);
      expect(blocks[1]).toMatchObject({ name: "section", blocks: [{ kind: "heading", level: 2 }] });
    },
  );

  test("a zone that nobody closes is a bug and says so", () => {
    expect(() => read("@@lead@@\n\ntext")).toThrow(/left the zone "lead" open/);
    expect(() => read("text\n\n@@end@@")).toThrow(/no sense there/);
  });

  test("a unit stays on the line of its number, whoever wrote them", () => {
    const [paragraph] = readMarkdown("Spreads fell 2 bp to 81 bp, not 2 bps or 3 books.");
    expect(paragraph).toMatchObject({
      words: [{ kind: "text", text: "Spreads fell 2\u00A0bp to 81\u00A0bp, not 2 bps or 3 books." }],
    });
  });
});
