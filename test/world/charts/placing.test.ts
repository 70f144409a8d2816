import { expect, it } from "vitest";
import type { Word } from "../../../pipeline/world/charts/marks.ts";
import { bestPlace, freePlace, type Obstacles } from "../../../pipeline/world/charts/placing.ts";

/** Ten px a letter, whatever the size. */
const measure = (text: string) => 10 * text.length;
const at = (x: number, y: number): Word => ({
  x,
  y,
  anchor: "start",
  size: 10,
  colour: "ink",
  runs: [{ text: "abc", bold: false }],
});
const free: Obstacles = {
  within: { left: 0, top: 0, right: 100, bottom: 100 },
  boxes: [],
  lines: [],
  heights: [],
};

it("takes the first place where nothing is in the way", () => {
  expect(bestPlace([at(10, 20), at(10, 40)], free, measure)).toEqual(at(10, 20));
});

it("stays inside the picture", () => {
  const outside = [at(90, 20), at(-5, 20), at(10, 3), at(10, 99)];
  expect(bestPlace([...outside, at(70, 50)], free, measure)).toEqual(at(70, 50));
});

it("moves off other words and off the line, and gives way to a gridline only where it costs nothing", () => {
  const word = { left: 5, top: 10, right: 30, bottom: 20 };
  expect(bestPlace([at(10, 20), at(10, 40)], { ...free, boxes: [word] }, measure)).toEqual(at(10, 40));
  const line = [
    { x: 0, y: 36 },
    { x: 100, y: 36 },
  ];
  expect(bestPlace([at(10, 40), at(10, 60)], { ...free, lines: [line] }, measure)).toEqual(at(10, 60));
  expect(bestPlace([at(10, 60), at(10, 40)], { ...free, lines: [line], heights: [56] }, measure)).toEqual(
    at(10, 60),
  );
  expect(bestPlace([at(10, 60), at(10, 80)], { ...free, lines: [line], heights: [56] }, measure)).toEqual(
    at(10, 80),
  );
});

it("is left out rather than unreadable, where a reader can do without", () => {
  const everywhere = { left: 0, top: 0, right: 100, bottom: 100 };
  expect(freePlace([at(10, 20), at(10, 40)], { ...free, boxes: [everywhere] }, measure)).toBeNull();
});

it("does not see a gap in the line", () => {
  const gap = [
    { x: 0, y: 36 },
    { x: 5, y: Number.NaN },
    { x: 100, y: 36 },
  ];
  expect(bestPlace([at(10, 40), at(10, 60)], { ...free, lines: [gap] }, measure)).toEqual(at(10, 40));
});
