import { expect, test } from "vitest";
import {
  dataUri,
  isTurned,
  mediaType,
  pixelSize,
  pixelWidth,
  unfitPicture,
} from "../../pipeline/render/pictures.ts";
import { claimedPng, turned } from "../support/made-up-pictures.ts";
import { pixel } from "../support/rendering.ts";

// SOI, an APP0 of 4 bytes, then SOF0: length 11, 8 bits, height 300, width 640.
const jpeg = Uint8Array.of(
  ...[0xff, 0xd8, 0xff, 0xe0, 0x00, 0x04, 0x00, 0x00],
  ...[0xff, 0xc0, 0x00, 0x0b, 0x08, 0x01, 0x2c, 0x02, 0x80, 0x01, 0x01, 0x11, 0x00],
);
const gif = Uint8Array.of(...new TextEncoder().encode("GIF89a"), 0x2c, 0x01, 0x10, 0x00, 0x00);

test("a picture is known by its bytes, whatever it is called", () => {
  expect([mediaType(pixel), mediaType(jpeg), mediaType(gif)]).toEqual([
    "image/png",
    "image/jpeg",
    "image/gif",
  ]);
  expect(mediaType(new TextEncoder().encode("<svg/>"))).toBeNull();
  expect(mediaType(new Uint8Array())).toBeNull();
});

test("its width is read, for mail programs that know no other way", () => {
  expect([pixelWidth(pixel), pixelWidth(jpeg), pixelWidth(gif)]).toEqual([1, 640, 300]);
});

test("a broken picture has no width and breaks nothing", () => {
  expect([pixelWidth(pixel.slice(0, 10)), pixelWidth(jpeg.slice(0, 9)), pixelWidth(gif.slice(0, 6))]).toEqual(
    [null, null, null],
  );
});

test("a page can hold it", () => {
  expect(dataUri(pixel)).toMatch(/^data:image\/png;base64,iVBORw0KGgo/);
});

test("a camera's picture says how it was held, in either order of bytes", () => {
  const told = (orientation: number, order: "II" | "MM") => isTurned(turned(jpeg, orientation, order));
  expect([
    told(1, "II"),
    told(6, "II"),
    told(1, "MM"),
    told(8, "MM"),
    isTurned(jpeg),
    isTurned(pixel),
  ]).toEqual([false, true, false, true, false, false]);
  for (let end = 2; end < 60; end += 1) expect(isTurned(turned(jpeg, 6).slice(0, end))).toBeTypeOf("boolean");
});

test("what no page can show is told with its place", () => {
  const told = (bytes: Uint8Array) => unfitPicture("content/issues/2025-11-05/a.png", bytes)?.message ?? null;
  const text = (words: string) => new TextEncoder().encode(words);
  expect(told(text('<?xml version="1.0"?><svg xmlns="x"><script>alert(1)</script></svg>'))).toMatch(
    /^A picture is an SVG/,
  );
  expect(told(text("RIFF....WEBP"))).toMatch(/^A picture is no PNG, JPEG or GIF/);
  expect(told(pixel.slice(0, 10))).toMatch(/damaged/);
  expect(told(claimedPng(60_000, 60_000))).toBe(
    "A picture has 60000 by 60000 pixels; 64 million in all at most.",
  );
  expect(told(claimedPng(0, 10))).toMatch(/damaged/);
  expect(told(claimedPng(6000, 4000))).toBeNull();
  expect(pixelSize(claimedPng(6000, 4000))).toEqual({ width: 6000, height: 4000 });
});
