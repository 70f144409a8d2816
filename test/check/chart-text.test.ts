import { describe, expect, it } from "vitest";
import { chartText } from "../../pipeline/check/chart-text.ts";
import { checkedOf } from "../support/checked.ts";
import { drawingOf } from "../support/drawn-charts.ts";

const NAME = "charts/made-up.svg";
/** A word of 40 px, ten high, in a drawing of 200 by 100. */
const word = (words: string, x: number, y: number, more = "") =>
  `<text x="${x}" y="${y}" font-size="10" data-w="40.0"${more}>${words}</text>`;
const said = (...words: readonly string[]) =>
  chartText(checkedOf({ artifacts: { [NAME]: drawingOf(`<g>${words.join("")}</g>`) } })).map(
    ({ verdict, place, message }) => `${verdict} ${place}: ${message}`,
  );
const passed = (count: number) => [`passed charts: ${count} words in 1 drawings are whole and apart.`];

describe("words in a chart", () => {
  it("pass where they are whole and apart, at every edge and close to each other", () => {
    expect(said(word("high", 0, 8), word("81 bp", 160, 97), word("low", 40, 8))).toEqual(passed(3));
    expect(
      said(word("81 bp", 200, 50, ' text-anchor="end"'), word("low", 20, 50, ' text-anchor="middle"')),
    ).toEqual(passed(2));
  });

  it.each([
    ["left", word("low", -3, 50), "3.0"],
    ["right", word("low", 165, 50), "5.0"],
    ["top", word("low", 50, 5), "2.5"],
    ["bottom", word("gap", 50, 100), "2.1"],
    ["left of a middle", word("low", 15, 50, ' text-anchor="middle"'), "5.0"],
    ["left of an end", word("low", 30, 50, ' text-anchor="end"'), "10.0"],
  ])("are refused where they are cut off: %s", (_, cut, px) => {
    expect(said(cut)[0]).toMatch(new RegExp(`^refused ${NAME}: ".*" is cut off: ${px} px of it lie outside`));
  });

  it("are refused where one lies over another", () => {
    expect(said(word("81 bp", 50, 50), word("mean", 80, 53))).toEqual([
      `refused ${NAME}: "81 bp" and "mean" lie over each other by 10.0 by 6.6 px.`,
    ]);
  });

  it("are where the groups around them are moved to", () => {
    const moved = `<g transform="translate(0,20)">${word("mean", 50, 33)}</g>`;
    expect(said(word("81 bp", 50, 50), moved)[0]).toMatch(/lie over each other/);
    expect(said(word("81 bp", 50, 50), word("mean", 50, 33))).toEqual(passed(2));
  });

  it("hang below their line only where a letter does", () => {
    expect(said(word("mean", 50, 50), word("high", 50, 58.5))).toEqual(passed(2));
    expect(said(word("gap", 50, 50), word("high", 50, 58))[0]).toMatch(/lie over each other/);
  });

  it("are refused where nobody measured them", () => {
    expect(said('<text x="1" y="50" font-size="10">81 bp</text>')).toEqual([
      `refused ${NAME}: Nobody measured "81 bp".`,
    ]);
  });

  it("are measured in the web page's narrow drawings too", () => {
    const page = `<svg class="narrow" viewBox="0 0 100 50" role="img" aria-label="A spread">${word("low", 70, 20)}</svg>`;
    const found = chartText(checkedOf({ artifacts: { "issue.html": page } }));
    expect(found).toMatchObject([{ verdict: "refused", place: 'issue.html: narrow "A spread"' }]);
  });

  it("were not looked at where there are none", () => {
    expect(chartText(checkedOf({ artifacts: { [NAME]: drawingOf("<path/>") } }))).toMatchObject([
      { verdict: "not evaluated" },
    ]);
  });
});
