import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { dirname } from "node:path";
import { createCanvas, type Image, loadImage } from "@napi-rs/canvas";
import { expect } from "vitest";

/** Squares of so many pixels are compared by their mean grey: smoothing differs from machine to machine, words and lines do not. */
const SQUARE = 4;
/** Greys of 255 by which a square may differ, and the share of squares that may differ by more. */
const [GREYS, SHARE] = [20, 0.002];

/**
 * Holds a picture against the golden one of that name, which `npm run golden` writes.
 *
 * @param golden the golden picture's path, JPEG
 * @param picture where it differs, it is left beside the golden one as `<name>.new.jpg` to look at
 */
export async function expectLike(golden: string, picture: Uint8Array): Promise<void> {
  if (isUpdating() || (!existsSync(golden) && !process.env.CI)) {
    mkdirSync(dirname(golden), { recursive: true });
    writeFileSync(golden, picture);
    return;
  }
  const fault = differenceOf(await squaresOf(await readFile(golden)), await squaresOf(picture));
  if (fault !== null && !process.env.CI) writeFileSync(golden.replace(/\.jpg$/, ".new.jpg"), picture);
  expect(fault, golden).toBeNull();
}

/** What sets two pictures apart, in words; null where they are alike. */
export function differenceOf(golden: Squares, picture: Squares): string | null {
  if (golden.width !== picture.width || golden.height !== picture.height)
    return `The picture has ${picture.width} by ${picture.height} squares, the golden one ${golden.width} by ${golden.height}.`;
  const differing = [...golden.greys.keys()].filter(
    (at) => Math.abs(golden.greys[at]! - picture.greys[at]!) > GREYS,
  );
  const share = differing.length / golden.greys.length;
  if (share <= SHARE) return null;
  const rows = differing.map((at) => Math.floor(at / golden.width));
  return `${(share * 100).toFixed(1)} % of it differs, from ${percent(rows.at(0)!, golden)} to ${percent(rows.at(-1)!, golden)} of its height.`;
}

/** Mean greys, 0 to 255, row by row. */
export interface Squares {
  readonly width: number;
  readonly height: number;
  readonly greys: Float64Array;
}

export async function squaresOf(picture: Uint8Array): Promise<Squares> {
  const { pixels, across, down } = pixelsOf(await loadImage(Buffer.from(picture)));
  const [width, height] = [Math.ceil(across / SQUARE), Math.ceil(down / SQUARE)];
  const sums = new Float64Array(width * height);
  const counts = new Float64Array(width * height);
  for (let at = 0; at < across * down; at += 1) {
    const square = Math.floor(Math.floor(at / across) / SQUARE) * width + Math.floor((at % across) / SQUARE);
    sums[square]! += 0.299 * pixels[4 * at]! + 0.587 * pixels[4 * at + 1]! + 0.114 * pixels[4 * at + 2]!;
    counts[square]! += 1;
  }
  return { width, height, greys: sums.map((sum, square) => sum / counts[square]!) };
}

function pixelsOf(image: Image) {
  const canvas = createCanvas(image.width, image.height);
  const context = canvas.getContext("2d");
  context.fillStyle = "#ffffff";
  context.fillRect(0, 0, image.width, image.height);
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(0, 0, image.width, image.height);
  return { pixels: data, across: image.width, down: image.height };
}

function percent(row: number, { height }: Squares): string {
  return `${Math.round((100 * row) / height)} %`;
}

/** `vitest --update` writes goldens, these too. */
function isUpdating(): boolean {
  const { snapshotState } = expect.getState() as unknown as {
    readonly snapshotState: { readonly _updateSnapshot?: string };
  };
  return snapshotState._updateSnapshot === "all";
}
