import { describe, expect, test } from "vitest";
import { stripHtml } from "../../pipeline/render/figure-strip.ts";
import { pageDialect } from "../../pipeline/render/page-html.ts";
import { partsFrom, svgsFor } from "../support/rendering.ts";

const HEAD =
  "| | level | change | sixty days | five-year low | high | percentile |\n|---|---:|---:|---|---:|---:|---:|";
const whole = (at: number) =>
  `| Figure ${at} | {{f${at}.level|4.00%}} | {{f${at}.change|+7 bp}} | ![s](charts/key-${at}.png) | {{f${at}.low|1.00}} | {{f${at}.high|5.00}} | {{f${at}.rank|67th}} |`;
const rows = (count: number) => Array.from({ length: count }, (_, at) => whole(at));

function stripOf(lines: readonly string[], head = HEAD): string {
  const text = `# T\n\nS\n\n@@section:key-figures@@\n\n## Key figures\n\n### A finding\n\n*What is shown*\n\n${[head, ...lines].join("\n")}\n\nNote: n/a.\n\n@@end@@`;
  const parts = partsFrom(text);
  const dialect = pageDialect(parts, {
    page: "print",
    svgs: svgsFor(parts, "print"),
    figure: (_, words) => words,
  });
  const [zone] = parts.arranged.blocks;
  if (zone?.kind !== "zone") throw new Error("no section");
  return stripHtml(zone, { dialect, entries: parts.entries });
}
const sizes = (html: string) => [...html.matchAll(/<tr class="(large|line)/g)].map(([, size]) => size);
const cell = (html: string, column: string) => new RegExp(`<td class="(${column}[^"]*)"`).exec(html)?.[1];

describe("the strip of key figures", () => {
  test.each([
    [1, 1, 0],
    [3, 3, 0],
    [4, 4, 0],
    [5, 3, 2],
    [8, 3, 5],
  ])("of %i figures sets %i large and %i as lines", (count, large, lines) => {
    const expected = [...Array(large).fill("large"), ...Array(lines).fill("line")];
    expect(sizes(stripOf(rows(count)))).toEqual(expected);
  });

  test("stays a table with heads of columns and rows, below its headings and above its caption", () => {
    const html = stripOf(rows(6));
    expect(html.match(/<th scope="col">/g)).toHaveLength(6);
    expect(html.match(/<th scope="row">/g)).toHaveLength(6);
    expect(html.match(/<td /g)).toHaveLength(36);
    const places = ["<h2>Key figures", "<h3>A finding", "<table", "What is shown", "Note: n/a."].map(
      (words) => html.indexOf(words),
    );
    expect(places).not.toContain(-1);
    expect(places).toEqual([...places].sort((one, other) => one - other));
  });

  test("puts the level where it lies between low and high, which its percentile does not say", () => {
    expect(stripOf(rows(1))).toContain('<tr class="large" style="--at:75.0">');
  });

  test("of what is missing says n/a once and draws no bar", () => {
    const html = stripOf(["| A | n/a | n/a | n/a | n/a | n/a | n/a |"]);
    expect(html).toContain('<tr class="large placeless">');
    expect(cell(html, "level")).toBe("level none");
    for (const column of ["change", "spark", "low", "high", "rank"])
      expect(cell(html, column)).toBe(`${column} none unseen`);
  });

  test("of a young series says that change and range are n/a, of a rate without a range nothing", () => {
    const young = stripOf(["| A | {{a.level|4.00%}} (as of 3 November) | n/a | n/a | n/a | n/a | n/a |"]);
    expect([cell(young, "change"), cell(young, "low"), cell(young, "high")]).toEqual([
      "change none",
      "low none",
      "high none unseen",
    ]);
    expect(young).toMatch(/4\.00%<small> \(as of 3\sNovember\)<\/small>/);
    const rate = stripOf(["| A | {{a.level|4.00%}} | {{a.change|+1 bp}} | n/a | – | – | – |"]);
    expect(cell(rate, "low")).toBe("low none unseen");
  });

  test("keeps the five years of lines for the ear where there are too many lines", () => {
    const low = (count: number) => [...stripOf(rows(count)).matchAll(/<td class="(low[^"]*)"/g)].at(-1)![1];
    expect([low(6), low(7)]).toEqual(["low", "low unseen"]);
  });

  test("sets a long level smaller and gives long names two lines", () => {
    const html = stripOf([
      "| A name of more than twenty-six letters | {{a.level|103,891.84}} | {{a.change|+1}} | n/a | – | – | – |",
    ]);
    expect(cell(html, "level")).toBe("level long");
    expect(html).toContain('class="of-3 deep"');
  });

  test("sets a table of other columns as any table", () => {
    const html = stripOf(["| A | {{a.level|4.00%}} |"], "| | level |\n|---|---:|");
    expect(html).not.toContain('class="strip"');
    expect(html).toContain('<div class="frame"');
  });
});
