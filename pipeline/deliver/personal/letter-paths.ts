import fontkit from "@pdf-lib/fontkit";

/** A line of text as outlines: what draws it and how wide it is, at the size asked for. */
export interface Outlined {
  /** PDF path operators; the line begins at 0,0 on its base line. */
  readonly operators: string;
  /** In points. */
  readonly width: number;
}

interface Glyph {
  readonly path: string;
  readonly advance: number;
}

/** Scripts that need more than one shape after the other: their letters join, or marks sit upon them. */
const SHAPED = /[\p{M}\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Devanagari}\p{Script=Thai}]/u;

/**
 * Draws text as outlines of these fonts, letter after letter, without kerning.
 *
 * @param fonts woff2 files; the first that has a letter draws it
 * @param size in points
 * @returns null for a text with a letter that none of them has, or that wants shaping
 */
export function letterPaths(fonts: readonly Uint8Array[], size: number): (text: string) => Outlined | null {
  const opened = fonts.map((bytes) => fontkit.create(bytes));
  const known = new Map<number, Glyph | null>();
  const glyphOf = (code: number): Glyph | null => {
    const before = known.get(code);
    if (before !== undefined) return before;
    const font = opened.find((one) => one.hasGlyphForCodePoint(code));
    const glyph = font?.glyphForCodePoint(code);
    const scale = font ? size / font.unitsPerEm : 0;
    const found = glyph
      ? { path: pathOf(glyph.path as unknown as Outline, scale), advance: glyph.advanceWidth * scale }
      : null;
    known.set(code, found);
    return found;
  };
  return (text) => {
    if (SHAPED.test(text)) return null;
    const glyphs = [...text.normalize("NFC")].map((letter) => glyphOf(letter.codePointAt(0)!));
    const drawn: string[] = [];
    let width = 0;
    for (const glyph of glyphs) {
      if (!glyph) return null;
      if (glyph.path !== "") drawn.push(`q 1 0 0 1 ${number(width)} 0 cm ${glyph.path} f Q`);
      width += glyph.advance;
    }
    return { operators: drawn.join("\n"), width };
  };
}

/** The library's types do not tell of what a path is made. */
interface Outline {
  readonly commands: readonly Step[];
}

interface Step {
  readonly command: string;
  readonly args: readonly number[];
}

function pathOf({ commands }: Outline, scale: number): string {
  let [x, y] = [0, 0];
  const steps = commands.map(({ command, args }) => {
    const [a = 0, b = 0, c = 0, d = 0] = args.map((value) => value * scale);
    const from = [x, y] as const;
    [x, y] = args.length > 0 ? [args.at(-2)! * scale, args.at(-1)! * scale] : from;
    switch (command) {
      case "moveTo":
        return `${numbers(a, b)} m`;
      case "lineTo":
        return `${numbers(a, b)} l`;
      case "quadraticCurveTo":
        return `${numbers(...cubic(from, [a, b], [c, d]))} c`;
      case "bezierCurveTo":
        return `${numbers(a, b, c, d, x, y)} c`;
      default:
        return "h";
    }
  });
  return steps.join(" ");
}

type Point = readonly [x: number, y: number];

/** A quadratic curve as a cubic one, which is all that PDF has: its handles lie two thirds on the way to the one handle. */
function cubic([x, y]: Point, [hx, hy]: Point, [tx, ty]: Point): readonly number[] {
  const third = 2 / 3;
  return [x + third * (hx - x), y + third * (hy - y), tx + third * (hx - tx), ty + third * (hy - ty), tx, ty];
}

function numbers(...values: readonly number[]): string {
  return values.map(number).join(" ");
}

function number(value: number): string {
  return String(Math.round(value * 1000) / 1000);
}
