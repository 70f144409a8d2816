import { describe, expect, test } from "vitest";
import { type Cell, type Inline, plainWords, type Table } from "../../pipeline/render/blocks.ts";
import { pageDialect } from "../../pipeline/render/page-html.ts";
import { tableHtml } from "../../pipeline/render/table-html.ts";
import { partsFrom, sampleText, svgsFor } from "../support/rendering.ts";

const parts = partsFrom(sampleText);
const dialect = pageDialect(parts, {
  page: "print",
  svgs: svgsFor(parts, "print"),
  figure: (_, text) => text,
});
const cell = (text: string): readonly Inline[] => [{ kind: "text", text }];
const table: Table = {
  kind: "table",
  aligns: [null, "right", null],
  head: [cell("Sector"), cell("pp"), cell("since")],
  rows: [
    [cell("Materials"), cell("+0.10"), cell("9 Apr 2025")],
    [cell("A name that is much too long for one line"), cell("+0.20"), cell("words that may well break")],
    [cell("Sum"), cell("+0.30"), cell("")],
    [cell("Index"), cell("+0.31"), cell("")],
  ],
};
const html = (paper: boolean) => tableHtml(table, { dialect, heat: () => null, paper });

describe("a table on paper", () => {
  test("sets the sum apart, and no other row", () => {
    expect(html(true).match(/<tr class="sum">/g)).toHaveLength(1);
    expect(html(true)).toContain('<tr class="sum"><th scope="row" class="short">Sum');
  });

  test("keeps short names and dates on one line, and lets long words break", () => {
    expect(html(true)).toContain('<th scope="row" class="short">Materials');
    expect(html(true)).toContain('<td class="short">9\u00A0Apr\u00A02025');
    expect(html(true)).toContain('<th scope="row">A name');
    expect(html(true)).toContain("<td>words that may well break");
  });

  test("on other pages has its sum too, and lets the browser break names", () => {
    expect(html(false)).toContain('<tr class="sum"><th scope="row">Sum');
    expect(html(false)).not.toContain('class="short"');
  });
});

describe("a table with bars beside its figures", () => {
  test("gives the figures of a column one room, so that its bars begin at one place", () => {
    const beside = (words: Cell) => (plainWords(words).startsWith("+") ? "<i></i>" : "");
    const barred = tableHtml(table, { dialect, heat: () => null, beside });
    expect(barred).toContain('<i></i><span class="beside">+0.20</span></td>');
    expect(barred).toContain("<td>words that may well break</td>");
  });
});
