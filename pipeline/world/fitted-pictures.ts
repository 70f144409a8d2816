import { createHash } from "node:crypto";
import type { Canvas, Image } from "@napi-rs/canvas";
import type { Kept, Pictures } from "./world.ts";

/** Of 100: above it files grow and eyes see nothing. */
const JPEG_QUALITY = 82;
/** A PNG may be so many times the JPEG of the same picture: drawings and words are sharper in it. */
const SHARPER = 1.5;

/** Pictures made fit once: kept by what is in them, so that the preview and the next run have them at once. */
export function fittedPictures(kept: Kept): Pictures {
  return {
    async fitted(picture, longSide) {
      const hash = createHash("sha256").update(picture).digest("hex");
      // A shelf keeps the last thing of each name: two letters of the hash bound how many there are.
      const name = `picture-${hash.slice(0, 2)}-${longSide}`;
      const made = await kept.recall(name, hash, async () => {
        const bytes = await madeFit(picture, longSide);
        return bytes && Buffer.from(bytes).toString("base64");
      });
      return made === null ? null : new Uint8Array(Buffer.from(made, "base64"));
    },
  };
}

async function madeFit(picture: Uint8Array, longSide: number): Promise<Uint8Array | null> {
  const { createCanvas, loadImage } = await import("@napi-rs/canvas");
  // The canvas turns a camera's picture upright while it reads it.
  const image = await loadImage(Buffer.from(picture)).catch(() => null);
  if (!image) return null;
  const scale = Math.min(1, longSide / Math.max(image.width, image.height));
  const side = (length: number) => Math.max(1, Math.round(length * scale));
  return encoded(shrunk(image, { width: side(image.width), height: side(image.height) }, createCanvas));
}

/** By halves and then to size: at one stroke every third line of a fine pattern would be left out. */
function shrunk(
  image: Image,
  { width, height }: { readonly width: number; readonly height: number },
  createCanvas: (width: number, height: number) => Canvas,
): Canvas {
  let now: Image | Canvas = image;
  for (;;) {
    const canvas = createCanvas(
      Math.max(width, Math.ceil(now.width / 2)),
      Math.max(height, Math.ceil(now.height / 2)),
    );
    const brush = canvas.getContext("2d");
    brush.imageSmoothingQuality = "high";
    brush.drawImage(now, 0, 0, canvas.width, canvas.height);
    if (canvas.width === width && canvas.height === height) return canvas;
    now = canvas;
  }
}

async function encoded(canvas: Canvas): Promise<Uint8Array> {
  const png = await canvas.encode("png");
  if (isSeenThrough(canvas)) return png;
  const jpeg = await canvas.encode("jpeg", JPEG_QUALITY);
  return png.length <= jpeg.length * SHARPER ? png : jpeg;
}

function isSeenThrough(canvas: Canvas): boolean {
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  for (let alpha = 3; alpha < data.length; alpha += 4) if (data[alpha]! < 255) return true;
  return false;
}
