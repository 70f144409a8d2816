import { createCanvas, loadImage } from "@napi-rs/canvas";
import { expect, test } from "vitest";
import { mediaType, pixelSize } from "../../pipeline/render/pictures.ts";
import { fittedPictures } from "../../pipeline/world/fitted-pictures.ts";
import { keptOn } from "../../pipeline/world/kept.ts";
import { turned } from "../support/made-up-pictures.ts";

const { fitted } = fittedPictures(keptOn(null));

/** A canvas of so many pixels, painted. */
function painted(width: number, height: number, paint: (brush: Brush) => void) {
  const canvas = createCanvas(width, height);
  paint(canvas.getContext("2d"));
  return canvas;
}
type Brush = ReturnType<ReturnType<typeof createCanvas>["getContext"]>;

/** Light and grain, as a camera sees them; the grain is counted out, so that it is the same each time. */
const photograph = painted(1200, 800, (brush) => {
  const picture = brush.createImageData(1200, 800);
  let grain = 1;
  for (let at = 0; at < picture.data.length; at += 4) {
    grain = (grain * 16_807) % 2_147_483_647;
    const light = 60 + ((at / 4) % 1200) / 10 + (grain % 64);
    picture.data.set([light, light * 0.8, light * 0.6, 255], at);
  }
  brush.putImageData(picture, 0, 0);
});

async function colourAt(bytes: Uint8Array, x: number, y: number): Promise<number[]> {
  const image = await loadImage(Buffer.from(bytes));
  const canvas = createCanvas(image.width, image.height);
  canvas.getContext("2d").drawImage(image, 0, 0);
  return [...canvas.getContext("2d").getImageData(x, y, 1, 1).data];
}

test("a photograph becomes a JPEG of the size that was asked for, in the same bytes each time", async () => {
  const png = await photograph.encode("png");
  const small = (await fitted(png, 600))!;
  expect(mediaType(small)).toBe("image/jpeg");
  expect(pixelSize(small)).toEqual({ width: 600, height: 400 });
  expect(small.length).toBeLessThan(png.length / 4);
  const again = await fittedPictures(keptOn(null)).fitted(png, 600);
  expect(Buffer.from(again!).equals(small)).toBe(true);
});

test("what can be seen through stays a PNG, and so does what is lighter as one", async () => {
  const glass = painted(900, 300, (brush) => {
    brush.drawImage(photograph, 0, 0);
    brush.clearRect(0, 0, 450, 300);
  });
  const seen = (await fitted(await glass.encode("png"), 600))!;
  expect(mediaType(seen)).toBe("image/png");
  expect((await colourAt(seen, 10, 10))[3]).toBe(0);
  const plain = painted(900, 300, (brush) => {
    brush.fillStyle = "#12667f";
    brush.fillRect(0, 0, 900, 300);
  });
  expect(mediaType((await fitted(await plain.encode("jpeg"), 600))!)).toBe("image/png");
});

test("a picture is never made larger", async () => {
  expect(pixelSize((await fitted(await photograph.encode("jpeg"), 9000))!)).toEqual({
    width: 1200,
    height: 800,
  });
});

test("what a camera held sideways stands upright, and nothing else of the camera's words goes out", async () => {
  const halves = painted(40, 20, (brush) => {
    brush.fillStyle = "#ff0000";
    brush.fillRect(0, 0, 20, 20);
    brush.fillStyle = "#0000ff";
    brush.fillRect(20, 0, 20, 20);
  });
  const upright = (await fitted(turned(halves.toBuffer("image/jpeg", 95), 6), 1600))!;
  expect(pixelSize(upright)).toEqual({ width: 20, height: 40 });
  const [top, foot] = [await colourAt(upright, 10, 5), await colourAt(upright, 10, 35)];
  expect([top[0]! > 200, foot[2]! > 200]).toEqual([true, true]);
  expect(Buffer.from(upright).includes("Exif")).toBe(false);
});

test("a fine pattern becomes its mean, not every seventh line of it", async () => {
  const lines = painted(1400, 700, (brush) => {
    brush.fillStyle = "#ffffff";
    brush.fillRect(0, 0, 1400, 700);
    brush.fillStyle = "#000000";
    for (let x = 0; x < 1400; x += 2) brush.fillRect(x, 0, 1, 700);
  });
  const [red] = await colourAt((await fitted(await lines.encode("png"), 200))!, 100, 50);
  expect(red).toBeGreaterThan(110);
  expect(red).toBeLessThan(145);
});

test("what cannot be read is told and breaks nothing", async () => {
  const jpeg = await photograph.encode("jpeg");
  expect(await fitted(jpeg.subarray(0, 60), 800)).toBeNull();
});

test("the same picture is worked on once, whoever asks", async () => {
  const asked: string[] = [];
  const kept = keptOn(null);
  const counting = fittedPictures({
    recall: (name, from, make) =>
      kept.recall(name, from, () => {
        asked.push(name);
        return make();
      }),
  });
  const jpeg = await photograph.encode("jpeg");
  await Promise.all([counting.fitted(jpeg, 100), counting.fitted(jpeg, 100), counting.fitted(jpeg, 90)]);
  expect(asked).toHaveLength(2);
});
