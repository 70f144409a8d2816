import { describe, expect, test } from "vitest";
import type { Block, Exhibit, Table } from "../../pipeline/render/blocks.ts";
import { inColumns, isInHalves } from "../../pipeline/render/columns.ts";
import { specOf } from "../support/rendering.ts";

const charts = ["sector-a", "sector-b", "ig-spread"].map(specOf);
const prose = (letters: number): Block => ({
  kind: "paragraph",
  role: "text",
  words: [{ kind: "text", text: "word ".repeat(letters / 5) }],
});
const chart = (id: string): Exhibit => ({
  kind: "exhibit",
  shown: { kind: "image", image: { kind: "chart", id, alt: id } },
  captions: [],
  notes: [],
});
const tableOf = (columns: number, rows: number, name = "A row"): Table => ({
  kind: "table",
  aligns: Array.from({ length: columns }, (_, at) => (at === 0 ? null : "right")),
  head: Array.from({ length: columns }, () => [{ kind: "text", text: "number" }]),
  rows: Array.from({ length: rows }, () =>
    Array.from({ length: columns }, (_, at) => [{ kind: "text" as const, text: at === 0 ? name : "+1.23" }]),
  ),
});
const exhibit = (shown: Table): Exhibit => ({ kind: "exhibit", shown, captions: [], notes: [] });
const heading: Block = { kind: "heading", level: 3, words: [{ kind: "text", text: "Calm" }] };

/** What stands in the section: the kinds, those in columns in brackets. */
function laid(...blocks: Block[]): string {
  const [section] = inColumns([{ kind: "zone", name: "section", id: "a", blocks }], charts);
  const kinds = (inner: readonly Block[]): string =>
    inner.map((block) => (block.kind === "zone" ? `[${kinds(block.blocks)}]` : block.kind)).join(" ");
  return section?.kind === "zone" ? kinds(section.blocks) : "";
}

describe("columns of print", () => {
  test("long prose is set in two, a few lines are not", () => {
    expect(laid(heading, prose(900))).toBe("heading [paragraph]");
    expect(laid(heading, prose(200))).toBe("heading paragraph");
  });

  test("a chart stands beside the prose, and a narrow table beside its chart", () => {
    expect(laid(prose(600), chart("ig-spread"))).toBe("[paragraph pair]");
    expect(laid(prose(100), chart("sector-a"), exhibit(tableOf(5, 11)))).toBe("[paragraph pair pair]");
  });

  test("a table too wide for a column keeps the page's width", () => {
    expect(laid(prose(600), exhibit(tableOf(9, 6)), prose(600))).toBe("[paragraph] exhibit [paragraph]");
  });

  test("a chart that a wide table parts from its prose comes before the table", () => {
    expect(laid(prose(600), exhibit(tableOf(9, 6)), chart("ig-spread"))).toBe("[paragraph pair] exhibit");
  });

  test("what would leave a column half empty keeps the page's width", () => {
    expect(laid(chart("ig-spread"))).toBe("exhibit");
    expect(laid(prose(60), exhibit(tableOf(5, 14)))).toBe("paragraph exhibit");
  });

  test("a heading parts the columns of what stands above and below it", () => {
    expect(laid(prose(600), heading, prose(600))).toBe("[paragraph] heading [paragraph]");
  });

  test("two charts of half a page each go into the columns with all their sources", () => {
    const source: Block = { kind: "paragraph", role: "small", words: [{ kind: "text", text: "Source: S." }] };
    const pair: Block = { kind: "pair", exhibits: [chart("sector-a"), chart("sector-b")] };
    expect(laid(pair, source)).toBe("[pair pair paragraph]");
  });

  test("blocks outside of sections stay as they are", () => {
    const blocks: readonly Block[] = [
      heading,
      prose(900),
      { kind: "zone", name: "lead", id: "", blocks: [prose(900)] },
    ];
    expect(inColumns(blocks, charts)).toEqual(blocks);
  });
});

describe("tables in two halves", () => {
  test("are long, narrow, and neither add up nor name groups", () => {
    expect(isInHalves(tableOf(5, 14))).toBe(true);
    expect(isInHalves(tableOf(5, 5))).toBe(false);
    expect(isInHalves(tableOf(9, 14))).toBe(false);
    const summed = tableOf(5, 14);
    expect(isInHalves({ ...summed, rows: [...summed.rows, ...tableOf(5, 1, "Sum").rows] })).toBe(false);
    const [first, ...others] = summed.rows;
    const group = [{ kind: "strong" as const, words: first![0]! }];
    expect(isInHalves({ ...summed, rows: [[group, ...first!.slice(1)], ...others] })).toBe(false);
  });
});
