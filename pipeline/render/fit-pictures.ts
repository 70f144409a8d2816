import { type FaultDetail, PipelineError } from "../errors.ts";
import type { World } from "../world/world.ts";
import { imagesOf } from "./blocks.ts";
import type { Parts } from "./parts.ts";
import { isTurned, pixelSize } from "./pictures.ts";

/** Pixels of the long side: twice what a page shows, so that fine screens have their fill. */
export const PAGE_SIDE = 1600;
/** A mail's sheet is 600 wide, and all of its pictures travel with it. */
export const MAIL_SIDE = 1280;
/** A page holds its pictures within it: a smaller file is left as its writer made it. */
const LIGHT_BYTES = 600_000;

/**
 * The pictures that the texts show, by file name, none larger than a page needs.
 *
 * @param parts with the pictures as they were written
 * @throws PipelineError content-invalid: a file that begins as a picture and cannot be read
 */
export async function fitPictures(
  { arranged, images }: Pick<Parts, "arranged" | "images">,
  longSide: number,
  { pictures }: Pick<World, "pictures">,
): Promise<Readonly<Record<string, Uint8Array>>> {
  const shown = imagesOf(arranged.blocks).flatMap((image) => (image.kind === "picture" ? [image.name] : []));
  const faults: FaultDetail[] = [];
  const found: Record<string, Uint8Array> = {};
  // One after the other: a large one takes a quarter of a gigabyte while it is read.
  for (const name of new Set(shown)) {
    const bytes = images[name]!;
    const made = isFit(bytes, longSide) ? bytes : await pictures.fitted(bytes, longSide);
    if (made) found[name] = made;
    else faults.push(unreadable(name));
  }
  if (faults.length > 0) throw new PipelineError(faults);
  return found;
}

function isFit(bytes: Uint8Array, longSide: number): boolean {
  const { width, height } = pixelSize(bytes)!;
  return Math.max(width, height) <= longSide && bytes.length <= LIGHT_BYTES && !isTurned(bytes);
}

function unreadable(place: string): FaultDetail {
  const message = "A picture begins as one and cannot be read to its end: the file is damaged.";
  return { code: "content-invalid", place, message, remedy: "Save it anew as PNG or JPEG." };
}
