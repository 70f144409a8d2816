import { expect, test } from "vitest";
import { dataUri, mediaType, pixelWidth } from "../../pipeline/render/pictures.ts";
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
