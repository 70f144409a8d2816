import { describe, expect, it } from "vitest";
import { reachOf } from "../../../pipeline/world/charts/dots.ts";
import { chartsHere } from "../../../pipeline/world/charts/drawing.ts";
import { inShippedLook } from "../../support/theme.ts";
import { dots } from "./specs.ts";
import { wordsIn } from "./svg-words.ts";

const charts = inShippedLook(chartsHere());
const moves = dots("dots", [
  ["30-year Treasury", 1.5, "+7 bp", "4.74%"],
  ["VIX", -3, "−3.10", "18.01"],
]);

describe("a dot plot", () => {
  it("reaches three standard deviations to both sides, and further where a move does", () => {
    expect([[], [1.4], [3], [3.1], [38.4], [120]].map(reachOf)).toEqual([3, 3, 3, 5, 50, 200]);
  });

  it("puts each dot where its move stands between the ends of the axis", async () => {
    const svg = await charts.svg(moves);
    const [up, down] = [...svg.matchAll(/<circle cx="([\d.]+)"/g)].map(([, x]) => Number(x));
    const middleOf = (text: string) => {
      const word = wordsIn(svg).find((one) => one.text === text)!;
      return (word.left + word.right) / 2;
    };
    expect(down).toBeCloseTo(middleOf("−3"), 0);
    expect(up! - middleOf("0")).toBeCloseTo((middleOf("0") - down!) / 2, 0);
  });

  it("writes of each move its name, size, change and level", async () => {
    const words = wordsIn(await charts.svg(moves)).map(({ text }) => text);
    expect(words).toEqual(
      expect.arrayContaining(["30-year Treasury", "+1.5", "+7 bp", "4.74%", "VIX", "−3.0", "+3 sd"]),
    );
  });
});
