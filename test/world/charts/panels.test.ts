import { describe, expect, it } from "vitest";
import { chartsHere } from "../../../pipeline/world/charts/drawing.ts";
import { inShippedLook } from "../../support/theme.ts";
import { panels, wander, weekdays } from "./specs.ts";
import { cornersOf, wordsIn } from "./svg-words.ts";

const charts = inShippedLook(chartsHere());
const DAYS = weekdays("2024-11-05", "2025-11-05");
const [low, high] = [wander(DAYS.length, 100, 5), wander(DAYS.length, 150, 5)];
const dotsIn = (svg: string) =>
  [...svg.matchAll(/<circle cx="([\d.]+)" cy="([\d.]+)"/g)].map(([, x, y]) => ({
    x: Number(x),
    y: Number(y),
  }));
/** The lines of more than eight corners, each from where it begins. */
const linesIn = (svg: string) =>
  [...svg.matchAll(/ d="(M[^"]*)"/g)]
    .flatMap(([, path]) => path!.split(/(?=M)/))
    .map((line) => cornersOf(line))
    .filter(({ length }) => length > 8);

describe("small multiples", () => {
  it("stand a line higher on one scale for all, and alike each on a scale of its own", async () => {
    const lines = { Low: low, High: high };
    const [common, own] = await Promise.all([
      charts.svg(panels("common", DAYS, lines, { scale: "common" })),
      charts.svg(panels("own", DAYS, lines)),
    ]);
    const [one, other] = [dotsIn(common), dotsIn(own)];
    expect(one[0]!.y - one[1]!.y).toBeGreaterThan(20);
    expect(other[0]!.y).toBeCloseTo(other[1]!.y, 0);
    expect(one[0]!.x).toBeLessThan(one[1]!.x);
  });

  it("name each panel, its lowest and highest value, its end and the months in which it begins and ends", async () => {
    const words = wordsIn(await charts.svg(panels("own", DAYS, { Low: low, High: high }))).map(
      ({ text }) => text,
    );
    const [least, most] = [Math.min(...low), Math.max(...low)].map((value) => value.toFixed(2));
    expect(words).toEqual(
      expect.arrayContaining([
        "Low",
        "High",
        least,
        most,
        `${low.at(-1)!.toFixed(2)}%`,
        "Nov 2024",
        "Nov 2025",
      ]),
    );
  });

  it("draw what is known on both sides of a gap, and of nothing at all say so", async () => {
    const gap = low.map((value, day) => (day > 100 && day < 130 ? null : value));
    const svg = await charts.svg(panels("gap", DAYS, { Gap: gap, Whole: high, Nothing: null }));
    expect(linesIn(svg)).toHaveLength(3);
    expect(wordsIn(svg).map(({ text }) => text)).toContain("n/a");
    expect(dotsIn(svg)).toHaveLength(2);
  });

  it("draw no upright stroke for the days of one pixel", async () => {
    const svg = await charts.svg(panels("strokes", DAYS, { Low: low, High: high }, { width: 340 }));
    const lines = linesIn(svg);
    expect(lines).toHaveLength(2);
    for (const line of lines) expect(line.every(({ x }, at) => at === 0 || x > line[at - 1]!.x)).toBe(true);
  });
});
