import { expect, test } from "vitest";
import { fitPictures } from "../../pipeline/render/fit-pictures.ts";
import { partsOf } from "../../pipeline/render/parts.ts";
import { claimedPng } from "../support/made-up-pictures.ts";
import { dress, filledFrom, pixel } from "../support/rendering.ts";

const shown = (images: Record<string, Uint8Array>) => {
  const text = `# T\n\nS\n\n${Object.keys(images)
    .map((name) => `![a](${name})`)
    .join("\n\n")}`;
  return partsOf({
    filled: filledFrom(text),
    images: { ...images, "unused.png": claimedPng(9000, 10) },
    dress,
  });
};

test("only what is larger than a page needs is made anew", async () => {
  const heavy = new Uint8Array(600_001);
  heavy.set(pixel);
  const images = {
    "small.png": pixel,
    "wide.png": claimedPng(1601, 10),
    "tall.png": claimedPng(10, 1601),
    "heavy.png": heavy,
  };
  const asked: number[] = [];
  const fitted = async (_: Uint8Array, side: number) => {
    asked.push(side);
    return Uint8Array.of(1);
  };
  const made = await fitPictures(shown(images), 1600, { pictures: { fitted } });
  expect(Object.entries(made).map(([name, bytes]) => [name, bytes.length])).toEqual([
    ["small.png", pixel.length],
    ["wide.png", 1],
    ["tall.png", 1],
    ["heavy.png", 1],
  ]);
  expect(asked).toEqual([1600, 1600, 1600]);
});

test("all that cannot be read are told at once", async () => {
  const images = { "a.png": claimedPng(4000, 10), "b.png": claimedPng(10, 4000) };
  const told = fitPictures(shown(images), 1600, { pictures: { fitted: async () => null } });
  await expect(told).rejects.toThrow(
    /^a\.png: A picture begins as one and cannot be read.*\nb\.png: A picture begins as one/,
  );
});
