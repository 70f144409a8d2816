import { describe, expect, test } from "vitest";
import { frontOf } from "../../pipeline/render/front.ts";
import { frontPageHtml } from "../../pipeline/render/front-page.ts";
import { pageDialect } from "../../pipeline/render/page-html.ts";
import { partsFrom } from "../support/rendering.ts";

const changed = (rows: number) =>
  `@@section:what-changed@@\n\n## What changed\n\n| | change |\n|---|---:|\n${"| A | +1 |\n".repeat(rows)}\n@@end@@\n\n`;
const inside = [
  { id: "headlines", name: "Main developments" },
  { id: "watch", name: 'What <to> "watch"' },
];
function pageOf(text: string, entries = inside): string {
  const parts = partsFrom(`# T\n\nS\n\n${text}`);
  const dialect = pageDialect(parts, { page: "print", svgs: {}, figure: (_, words) => words });
  return frontPageHtml(frontOf(parts.arranged.blocks), entries, { dialect, entries: parts.entries });
}

describe("the front page", () => {
  test("leads to each section by a link that takes its whole line, as the writer of page numbers expects it", () => {
    const page = pageOf(changed(6));
    expect(page).toContain('<li><a class="to-page" href="#headlines">Main developments</a></li>');
    expect(page).toContain('<a class="to-page" href="#watch">What &lt;to&gt; &quot;watch&quot;</a>');
    expect(page).toContain('<nav class="inside" aria-labelledby="inside">\n<p class="kicker" id="inside">');
  });

  test("sets what changed beside the contents where both fill a column, one above the other where not", () => {
    expect(pageOf(changed(6))).toContain('<div class="front">');
    expect(pageOf(changed(1))).toContain('<div class="front stacked">');
    expect(pageOf("")).toContain('<div class="front stacked">');
    expect(pageOf(changed(6), [])).toContain('<div class="front stacked">');
  });

  test("goes without what there is not", () => {
    expect(pageOf("", [])).toBe("");
    expect(pageOf(changed(6), [])).not.toContain("<nav");
    const [only] = inside;
    expect(pageOf("", [only!])).not.toContain("what-changed");
  });

  test("keeps the order: correction, figures, note on their days, changes, lead, sections", () => {
    const page = pageOf(
      `**Corrected.** Was 1.\n\nNote: of another day.\n\n@@lead@@\n\nWords.\n\n@@end@@\n\n${changed(6)}@@section:watch@@\n\n## Watch\n\n@@end@@\n\n@@section:key-figures@@\n\n## Key figures\n\n@@end@@`,
    );
    const order = [
      "Corrected",
      'id="key-figures"',
      "of another day",
      'id="what-changed"',
      "<nav",
      'class="lead"',
      'id="watch"',
    ];
    const places = order.map((words) => page.indexOf(words));
    expect(places).not.toContain(-1);
    expect(places).toEqual([...places].sort((one, other) => one - other));
  });
});
