import type { Letters } from "./fonts.ts";
import { type Box, boxOf } from "./labels.ts";
import type { Shape, Word } from "./marks.ts";
import { type Obstacles, runsThrough } from "./placing.ts";
import type { Part } from "./theme.ts";

/** Reading room left and right of the word, px. */
const AIR = 2;
/** Height of what is taken out: a line of one px and its soft edges. */
const STRIP = 3;

/**
 * The ground between a word and the level lines that pass behind it: each is interrupted where the word stands, as a halo would. A stroke
 * around the letters looks the same, but Chromium writes such words twice into a PDF. A drawn line is never interrupted.
 */
export function knockedOut(
  words: readonly Word[],
  { heights, lines }: Pick<Obstacles, "heights" | "lines">,
  { letters, groundAt }: { letters: Letters; groundAt: (y: number) => Part },
): Shape[] {
  return words
    .map((word) => boxOf(word, letters.measure))
    .filter((box) => !lines.some((line) => runsThrough(box, line)))
    .flatMap((box) =>
      heights.filter((y) => y > box.top && y < box.bottom).map((y) => strip(box, y, groundAt(y))),
    );
}

function strip({ left, right }: Box, y: number, colour: Part): Shape {
  return {
    kind: "box",
    x: left - AIR,
    y: y - STRIP / 2,
    width: right - left + 2 * AIR,
    height: STRIP,
    colour,
  };
}
