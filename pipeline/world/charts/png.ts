import { promisify } from "node:util";
import { constants, crc32, deflate } from "node:zlib";

interface Size {
  readonly width: number;
  readonly height: number;
}
/** One byte per pixel, its colour's place in the palette; each row after a zero that says "no filter". */
interface Indexed {
  readonly rows: Uint8Array;
  /** Red, green and blue, colour after colour. */
  readonly palette: Uint8Array;
}

const SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
/** Charts are runs of one colour: finding those takes three quarters of the time of finding any pattern, and the file is no larger. */
const PACKING = { level: 3, strategy: constants.Z_RLE };
const MOST_COLOURS = 256;
/** Pixels that are sooner set one by one than at once. */
const SHORT = 16;
/** Bits kept of each channel, finest first: with five a shade is at most 7 of 255 off. */
const DEPTHS = [5, 4, 3, 2] as const;

/**
 * Opaque pixels as a PNG with a palette: a tenth of Skia's time and half its bytes. A chart has few colours; what is not one of
 * them is the soft edge of a line or letter, whose shades are put together until all fit.
 *
 * @param pixels red, green, blue and opacity, row by row; opacity is taken as full
 * @param exact colours (`#rrggbb`) that keep every bit
 * @see https://www.w3.org/TR/png-3/ (5.3 chunks, 11.2 critical chunks)
 */
export async function pngOf(pixels: Uint8Array, size: Size, exact: readonly string[]): Promise<Uint8Array> {
  const { rows, palette } = indexed(pixels, size, exact);
  const packed = await promisify(deflate)(rows, PACKING);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size.width, 0);
  header.writeUInt32BE(size.height, 4);
  // Eight bits a pixel, by palette.
  header.set([8, 3], 8);
  return Buffer.concat([
    SIGNATURE,
    chunk("IHDR", header),
    chunk("PLTE", palette),
    chunk("IDAT", packed),
    chunk("IEND", new Uint8Array()),
  ]);
}

function chunk(type: string, content: Uint8Array): Buffer {
  const bytes = Buffer.alloc(content.length + 12);
  bytes.writeUInt32BE(content.length, 0);
  bytes.write(type, 4, "latin1");
  bytes.set(content, 8);
  bytes.writeUInt32BE(crc32(bytes.subarray(4, content.length + 8)), content.length + 8);
  return bytes;
}

function indexed(pixels: Uint8Array, size: Size, exact: readonly string[]): Indexed {
  for (const bits of DEPTHS) {
    const found = indexedAt(bits, pixels, size, exact);
    if (found) return found;
  }
  throw new RangeError("64 shades always fit");
}

/**
 * Null where so many bits make too many shades.
 *
 * Most pixels are as the one before, and most rows as the one above: what counts is how fast those are passed.
 */
function indexedAt(
  bits: number,
  pixels: Uint8Array,
  { width, height }: Size,
  exact: readonly string[],
): Indexed | null {
  const shades = shadesOf(bits, exact);
  const colours = new Int32Array(pixels.buffer, pixels.byteOffset, width * height);
  const rows = new Uint8Array((width + 1) * height);
  const isAsAbove = repetitionIn(pixels, width);
  for (let row = 0; row < height; row += 1) {
    // A row of the picture has one byte more than it has pixels.
    const begin = row * (width + 1);
    if (isAsAbove(row)) {
      rows.copyWithin(begin, begin - width - 1, begin);
      continue;
    }
    const end = (row + 1) * width;
    const shift = row + 1;
    for (let from = row * width; from < end; ) {
      const colour = colours[from]!;
      const place = shades.placeOf(colour);
      if (place >= MOST_COLOURS) return null;
      let to = from + 1;
      while (to < end && colours[to] === colour) to += 1;
      if (to - from > SHORT) rows.fill(place, from + shift, to + shift);
      else for (let at = from; at < to; at += 1) rows[at + shift] = place;
      from = to;
    }
  }
  return { rows, palette: shades.palette() };
}

function repetitionIn(pixels: Uint8Array, width: number): (row: number) => boolean {
  const bytes = Buffer.from(pixels.buffer, pixels.byteOffset, pixels.length);
  const length = width * 4;
  return (row) =>
    row > 0 && bytes.compare(bytes, (row - 1) * length, row * length, row * length, (row + 1) * length) === 0;
}

/** The palette as it grows: the exact colours, then each further shade as the middle of those that fall together. */
function shadesOf(bits: number, exact: readonly string[]) {
  const drop = 8 - bits;
  const keyOf = (red: number, green: number, blue: number) =>
    ((red >> drop) << (2 * bits)) | ((green >> drop) << bits) | (blue >> drop);
  const places = new Int16Array(1 << (3 * bits)).fill(-1);
  const palette: number[] = [];
  for (const colour of exact) {
    const channels = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16)) as [
      number,
      number,
      number,
    ];
    places[keyOf(...channels)] = palette.length / 3;
    palette.push(...channels);
  }
  const middle = (channel: number) => ((channel >> drop) << drop) | (1 << (drop - 1));
  return {
    /** Of a colour as four bytes, red lowest. */
    placeOf(colour: number): number {
      const [red, green, blue] = [colour & 255, (colour >> 8) & 255, (colour >> 16) & 255];
      const key = keyOf(red, green, blue);
      if (places[key] === -1) {
        places[key] = palette.length / 3;
        palette.push(middle(red), middle(green), middle(blue));
      }
      return places[key]!;
    },
    palette: () => Uint8Array.from(palette),
  };
}
