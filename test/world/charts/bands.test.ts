import { describe, expect, it } from "vitest";
import { bandWords, groundAt } from "../../../pipeline/world/charts/bands.ts";
import { boxOf } from "../../../pipeline/world/charts/labels.ts";

/** Ten px a letter. */
const letters = { measure: (text: string) => 10 * text.length, sizes: { end: 13, label: 11, tick: 10 } };
/** One px a unit, 0 to 100 from the foot up. */
const plot = {
  left: 0,
  top: 0,
  right: 400,
  bottom: 100,
  x: (value: number) => value,
  y: (value: number) => 100 - value,
};
const free = { within: { left: 0, top: 0, right: 500, bottom: 100 }, boxes: [], lines: [], heights: [] };
const bands = [
  { from: 0, to: 50, label: "tight" },
  { from: 50, to: null, label: "wide" },
];

describe("the name of a band", () => {
  it("stands at its right in the middle", () => {
    const [tight, wide] = bandWords({ bands, plot }, free, letters);
    expect([tight!.x, tight!.anchor, tight!.y]).toEqual([396, "end", 78.5]);
    expect([wide!.x, wide!.anchor, wide!.y]).toEqual([396, "end", 28.5]);
  });

  it("keeps five px from what else is there", () => {
    const box = boxOf(bandWords({ bands, plot }, free, letters)[0]!, letters.measure);
    const near = { left: 300, right: 400, top: box.bottom + 4, bottom: box.bottom + 14 };
    const [tight] = bandWords({ bands, plot }, { ...free, boxes: [near] }, letters);
    const moved = boxOf(tight!, letters.measure);
    expect(moved.bottom <= near.top - 5 || moved.right <= near.left - 5).toBe(true);
  });

  it("is left out where the band is thinner than a line of letters", () => {
    expect(bandWords({ bands: [{ from: 0, to: 11, label: "tight" }], plot }, free, letters)).toEqual([]);
  });
});

describe("the ground", () => {
  it("is shaded in every second band", () => {
    expect([groundAt(90, bands, plot), groundAt(10, bands, plot)]).toEqual(["band", "paper"]);
  });
});
