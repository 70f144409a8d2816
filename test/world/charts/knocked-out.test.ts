import { describe, expect, it } from "vitest";
import { knockedOut } from "../../../pipeline/world/charts/knocked-out.ts";
import type { Word } from "../../../pipeline/world/charts/marks.ts";

/** Ten px a letter. */
const letters = { measure: (text: string) => 10 * text.length, sizes: { end: 13, label: 11, tick: 10 } };
const ground = { letters, groundAt: (y: number) => (y < 60 ? "band" : "paper") } as const;
const word = (y: number): Word => ({
  x: 100,
  y,
  anchor: "start",
  size: 10,
  colour: "ink",
  runs: [{ text: "high", bold: false }],
});

describe("a gridline under a word", () => {
  it("is taken out from one end of the word to the other, in the colour of the ground at its height", () => {
    const strip = { kind: "box", x: 98, width: 44, height: 3 };
    const found = knockedOut([word(54), word(84), word(70)], { heights: [50, 80], lines: [] }, ground);
    expect(found).toEqual([
      { ...strip, y: 48.5, colour: "band" },
      { ...strip, y: 78.5, colour: "paper" },
    ]);
  });

  it("stays where the drawn line passes through the word too, which must not be cut", () => {
    const line = [
      { x: 90, y: 40 },
      { x: 160, y: 60 },
    ];
    expect(knockedOut([word(54)], { heights: [50], lines: [line] }, ground)).toEqual([]);
  });
});
