import { createCanvas, loadImage } from "@napi-rs/canvas";
import { describe, expect, it } from "vitest";
import { chartsHere } from "../../../pipeline/world/charts/drawing.ts";
import { pngOf } from "../../../pipeline/world/charts/png.ts";
import { inShippedLook } from "../../support/theme.ts";
import { SPECS } from "./specs.ts";

const charts = inShippedLook(chartsHere());

async function pixelsOf(png: Uint8Array) {
  const image = await loadImage(Buffer.from(png));
  const canvas = createCanvas(image.width, image.height);
  canvas.getContext("2d").drawImage(image, 0, 0);
  const { data } = canvas.getContext("2d").getImageData(0, 0, image.width, image.height);
  const at = (x: number, y: number) => [
    ...data.slice(4 * (y * image.width + x), 4 * (y * image.width + x) + 4),
  ];
  let inked = 0;
  for (let index = 0; index < data.length; index += 4) if (data[index]! < 200) inked += 1;
  return { width: image.width, height: image.height, at, ink: (4 * inked) / data.length };
}

/** Each channel within 3 of 255: room for another machine's rounding, none for another colour. */
function near(found: readonly number[], wanted: readonly number[]): boolean {
  return wanted.every((channel, index) => Math.abs(channel - found[index]!) <= 3);
}

describe("a PNG", () => {
  it.each(SPECS.map((spec) => [spec.id, spec] as const))(
    "of %s is twice the size, and not blank",
    async (_, spec) => {
      const { width, height, ink } = await pixelsOf(await charts.png(spec));
      expect([width, height]).toEqual([2 * spec.width, 2 * spec.height]);
      // The emptiest are all-zero columns and a lone dot; a five-year line inks about 2 %.
      expect(ink).toBeGreaterThan(spec.id === "rows-all-zero" ? 0.002 : 0.001);
      expect(ink).toBeLessThan(0.6);
    },
  );

  it("shows what the SVG shows, in the same place: bars in their colours on white, the zero line between", async () => {
    const { at } = await pixelsOf(await charts.png(SPECS.find(({ id }) => id === "rows-sectors")!));
    const svg = await charts.svg(SPECS.find(({ id }) => id === "rows-sectors")!);
    const zero = Number(/<path [^>]*stroke="#16181d"[^>]* d="M([\d.]+) 0v/.exec(svg)![1]) * 2;
    const rowPitch = (2 * (24 * 11 + 12)) / 11;
    const middle = (row: number) => Math.round((row + 0.5) * rowPitch);
    expect(near(at(zero + 20, middle(0)), [0x0e, 0x54, 0x68, 255])).toBe(true);
    expect(near(at(zero - 20, middle(10)), [0xcc, 0x4a, 0x31, 255])).toBe(true);
    expect(near(at(zero, middle(8)), [0x16, 0x18, 0x1d, 255])).toBe(true);
    expect(near(at(zero - 200, middle(0)), [255, 255, 255, 255])).toBe(true);
  });
});

describe("pixels as a PNG with a palette", () => {
  const gradient = (width: number, height: number) =>
    Uint8Array.from({ length: 4 * width * height }, (_, index) => {
      const pixel = index >> 2;
      const [x, y] = [pixel % width, Math.floor(pixel / width)];
      return [Math.floor((255 * x) / width), Math.floor((255 * y) / height), (x * y) % 256, 255][index % 4]!;
    });

  it("keeps exact colours to the bit and every shade within 7 of 255", async () => {
    const wanted = [
      0x12, 0x66, 0x7f, 255, 0x13, 0x67, 0x80, 255, 0xd8, 0xd5, 0xcd, 255, 0xe0, 0x11, 0x2f, 255,
    ];
    const png = await pngOf(Uint8Array.from(wanted), { width: 2, height: 2 }, ["#12667f", "#d8d5cd"]);
    const { at } = await pixelsOf(png);
    expect(at(0, 0)).toEqual(wanted.slice(0, 4));
    expect(at(0, 1)).toEqual(wanted.slice(8, 12));
    for (const [place, x, y] of [
      [4, 1, 0],
      [12, 1, 1],
    ] as const) {
      for (const [channel, value] of at(x, y).entries())
        expect(Math.abs(value - wanted[place + channel]!)).toBeLessThanOrEqual(7);
    }
  });

  it("takes any picture, with coarser shades where it has too many colours", async () => {
    const [width, height] = [150, 140];
    const pixels = gradient(width, height);
    const { at, ...size } = await pixelsOf(await pngOf(pixels, { width, height }, ["#ffffff"]));
    expect([size.width, size.height]).toEqual([width, height]);
    for (let y = 0; y < height; y += 13) {
      for (let x = 0; x < width; x += 11) {
        const found = at(x, y);
        for (let channel = 0; channel < 3; channel += 1)
          expect(Math.abs(found[channel]! - pixels[4 * (y * width + x) + channel]!)).toBeLessThanOrEqual(63);
      }
    }
  });
});
