import { describe, expect, test } from "vitest";
import { arrange } from "../../pipeline/render/arrange.ts";
import type { Block } from "../../pipeline/render/blocks.ts";
import { imagesOf, plainWords, textsOf } from "../../pipeline/render/blocks.ts";
import { readMarkdown } from "../../pipeline/render/markdown.ts";
import { markedFrom, specOf } from "../support/rendering.ts";

const charts = ["sector-a", "sector-b", "policy-path", "ig-spread"].map(specOf);
const arranged = (text: string, notices: string[] = []) =>
  arrange(readMarkdown(markedFrom(text)), { notices, charts });
const levels = (blocks: readonly Block[]): number[] =>
  blocks.flatMap((block) =>
    block.kind === "heading" ? [block.level] : "blocks" in block ? levels(block.blocks) : [],
  );

const image = (id: string) => `![${id}](charts/${id}.png)`;
const table = "| Meeting | Rate |\n|---|---:|\n| December | 3.7 |";

describe("the head of the page", () => {
  test("title and standfirst leave the body", () => {
    const { title, standfirst, blocks } = arranged("# A title\n\nA standfirst.\n\nBody.");
    expect([plainWords(title), plainWords(standfirst), blocks.length]).toEqual([
      "A title",
      "A standfirst.",
      1,
    ]);
  });

  test("a notice that the page prints does not stand in the body too", () => {
    const { blocks } = arranged("# T\n\nS\n\n*Prices are made up.*\n\n*A caption.*", ["Prices are made up."]);
    expect(blocks).toHaveLength(1);
  });

  test("the contents name each section once, by its own words", () => {
    const { contents } = arranged("# T\n\nS\n\n@@section:ig-spread@@\n\n## Credit\n\n### Calm\n\n@@end@@");
    expect(contents).toEqual([{ id: "ig-spread", name: "Credit" }]);
  });
});

describe("exhibits", () => {
  test("a chart takes the caption above and the source below", () => {
    const [exhibit] = arranged(
      `# T\n\nS\n\n*Basis points.*\n\n${image("ig-spread")}\n\nSource: the desk.`,
    ).blocks;
    expect(exhibit).toMatchObject({ kind: "exhibit", captions: [{}], notes: [{}] });
  });

  test("the caption under a writer's picture is the picture's", () => {
    const [picture, text] = arranged("# T\n\nS\n\n![a](a.png)\n\n*What it shows.*\n\nText.").blocks;
    expect(picture).toMatchObject({ kind: "exhibit", captions: [{ role: "caption" }] });
    expect(text).toMatchObject({ kind: "paragraph", role: "text" });
  });

  test("two charts that can do with half a page stand side by side, with the common source below", () => {
    const blocks = arranged(
      `# T\n\nS\n\n${image("sector-a")}\n\n${image("sector-b")}\n\nSource: the desk.`,
    ).blocks;
    expect(blocks).toMatchObject([
      { kind: "pair", exhibits: [{ notes: [] }, { notes: [] }] },
      { role: "small" },
    ]);
  });

  test("a chart beside its table is a pair, a long line keeps the page's width", () => {
    const paired = arranged(`# T\n\nS\n\n${image("policy-path")}\n\n${table}`).blocks;
    const alone = arranged(`# T\n\nS\n\n${image("ig-spread")}\n\n${table}`).blocks;
    expect(paired.map(({ kind }) => kind)).toEqual(["pair"]);
    expect(alone.map(({ kind }) => kind)).toEqual(["exhibit", "exhibit"]);
  });
});

describe("for paper", () => {
  const text = `# T\n\nS\n\n@@section:a@@\n\n## A\n\nProse.\n\nNote: A method.\n\n@@end@@`;

  test("notes on method stand apart, on other pages they stay in the text", () => {
    const { blocks, printed, endnotes } = arranged(text);
    const words = (inner: readonly Block[]) => textsOf(inner).map(plainWords).join(" ");
    expect(endnotes).toMatchObject([{ number: 1, section: "A" }]);
    expect([words(blocks).includes("A method"), words(printed).includes("A method")]).toEqual([true, false]);
  });

  test("every chart of the text is on paper too", () => {
    const { blocks, printed } = arranged(
      `# T\n\nS\n\n@@section:a@@\n\n## A\n\n${image("sector-a")}\n\n${table}\n\n${image("ig-spread")}\n\n@@end@@`,
    );
    expect(imagesOf(printed)).toEqual(imagesOf(blocks));
  });
});

describe("headings", () => {
  test("levels have no gaps and a writer's own stay below the section's", () => {
    const text =
      "# T\n\nS\n\n@@section:a@@\n\n## A\n\n#### Deep\n\n@@note:a@@\n\n# Loud\n\n## Louder\n\n@@end@@\n\n@@end@@\n\n@@section:b@@\n\n## B\n\n@@end@@";
    expect(levels(arranged(text).blocks)).toEqual([2, 3, 4, 4, 2]);
  });

  test("small headings and their lists are one group, for columns", () => {
    const blocks = arranged(
      "# T\n\nS\n\n## A\n\n### B\n\n#### Trade\n\n- one\n\n#### Fed\n\n- two\n\nNote: three.\n\nText.",
    ).blocks;
    expect(blocks.map(({ kind }) => kind)).toEqual(["heading", "heading", "groups", "paragraph"]);
  });

  test("bold words above a list are its heading, bold words elsewhere are not", () => {
    const blocks = arranged(
      "# T\n\nS\n\n## A\n\n### B\n\n**Trade**\n\n- one\n\nText.\n\n**Loud**\n\nText.",
    ).blocks;
    expect(blocks.slice(2)).toMatchObject([
      { kind: "groups", blocks: [{ kind: "heading", level: 4 }, { kind: "list" }] },
      { kind: "paragraph" },
      { kind: "paragraph", words: [{ kind: "strong" }] },
      { kind: "paragraph" },
    ]);
  });
});
