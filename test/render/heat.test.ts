import { describe, expect, test } from "vitest";
import { luminance } from "../../pipeline/desk/settings/contrast.ts";
import type { Palette } from "../../pipeline/model/theme.ts";
import type { Unit } from "../../pipeline/model/unit.ts";
import { emailPage } from "../../pipeline/render/email.ts";
import { printPage } from "../../pipeline/render/print-page.ts";
import { webPage } from "../../pipeline/render/web.ts";
import { filledFrom, partsFrom, svgsFor } from "../support/rendering.ts";
import { shippedTheme } from "../support/theme.ts";

/** A table of figures whose ids begin with their unit. */
function partsOfTable(rows: readonly string[]) {
  const text = `# T\n\nS\n\n| Asset | one | two |\n|---|---:|---:|\n${rows.join("\n")}\n`;
  const filled = filledFrom(text);
  const entries = filled.ledger.entries.map((entry) => {
    const unit = entry.id.split(".")[0] as Unit;
    return { ...entry, figure: { ...entry.figure, unit } };
  });
  return partsFrom(text, { ledger: { ...filled.ledger, entries } });
}
const webOf = (...rows: string[]) => {
  const parts = partsOfTable(rows);
  return webPage(parts, svgsFor(parts, "web"));
};
/** The classes of the body cells of a row, one string a cell. */
const classesIn = (html: string) =>
  [...html.matchAll(/<td(?: class="([^"]*)")?[^>]*>/g)].map(([, classes]) => classes ?? "");

describe("a cell that holds one score or correlation", () => {
  test("is shaded by sign and size, in seven steps that are the same on both sides", () => {
    const scores = [100, 70, 69, 40, 39, 10, 9, 0, -9, -10, -40, -70, -100];
    const html = webOf(...scores.map((value, row) => `| a | {{score.r${row}|${value}}} | x |`));
    const shades = classesIn(html).flatMap((classes) => /heat-\w+/.exec(classes)?.[0] ?? []);
    const [p3, p2, p1, none, n1, n2, n3] = ["p3", "p2", "p1", "0", "n1", "n2", "n3"].map(
      (one) => `heat-${one}`,
    );
    expect(shades).toEqual([p3, p3, p2, p2, p1, p1, none, none, none, n1, n2, n3, n3]);
  });

  test("is full at a correlation of one as at a score of a hundred", () => {
    const html = webOf("| a | {{correlation.a|0.72}} | {{score.a|0.72}} |");
    expect(classesIn(html)).toEqual(["num heat heat-p3", "num heat heat-0"]);
  });

  test("is shaded by what it reads: +40 and +39.6 printed as +40 alike", () => {
    const parts = partsOfTable(["| a | {{score.a|+40}} | {{score.b|+40}} |"]);
    const entries = new Map(parts.entries);
    const own = entries.get("score.b")!;
    entries.set("score.b", { ...own, figure: { ...own.figure, value: 39.6 } });
    const html = webPage({ ...parts, entries }, svgsFor(parts, "web"));
    expect(classesIn(html)).toEqual(["num heat heat-p2", "num heat heat-p2"]);
  });

  test("still prints its sign, for whoever sees no colour", () => {
    expect(webOf("| a | {{score.a|−42}} | x |")).toMatch(
      /class="num heat heat-n2"[^>]*><data value="-42"[^>]*>−42</,
    );
  });

  test("is not shaded for another unit, beside other words, and where it is n/a", () => {
    const html = webOf("| a | {{percent.a|42%}} | {{score.b|42}} of 100 |", "| b | n/a | x |");
    expect(classesIn(html)).toEqual(["num", "num", "num", "num"]);
  });

  test("gives its column's other cells and its head the same room", () => {
    const html = webOf("| a | {{score.a|42}} | x |", "| b | n/a | x |", "| c | {{score.b|−80}} | x |");
    expect(html).toContain('<th scope="col" class="num heat">one</th>');
    expect(classesIn(html)).toEqual([
      "num heat heat-p2",
      "num",
      "num heat",
      "num",
      "num heat heat-n3",
      "num",
    ]);
  });

  test("is none where most of its cells hold something else", () => {
    const html = webOf("| a | {{score.a|42}} | x |", "| b | 1 | x |");
    expect(classesIn(html)).toEqual(["num", "num", "num", "num"]);
  });

  test("is shaded on paper and in the mail, where the colour stands on the cell", async () => {
    const parts = partsOfTable(["| a | {{score.a|42}} | {{score.b|−80}} |"]);
    expect(printPage(parts, svgsFor(parts, "print"), "a4")).toContain('class="num heat heat-n3"');
    const mail = await emailPage(parts);
    expect(mail).toMatch(/class="heat heat-p2" align="right" bgcolor="#b3d2e1"/);
    expect(mail).toMatch(/class="heat heat-n3" align="right" bgcolor="#dfa673"/);
    expect(mail).toMatch(/\.heat-n3\{background-color:#754a22 !important/);
  });
});

describe("the shades", () => {
  const shadesOf = ({ heat }: Palette) => [heat.above, heat.below];

  test("grow with the size also in grey, on both sides", () => {
    const { light, dark } = shippedTheme.colours;
    for (const side of shadesOf(light).map((shades) => shades.map(luminance)))
      expect(side).toEqual(side.toSorted((a, b) => b - a));
    for (const side of shadesOf(dark).map((shades) => shades.map(luminance)))
      expect(side).toEqual(side.toSorted((a, b) => a - b));
  });
});
