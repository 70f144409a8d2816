import { luminance } from "../../pipeline/desk/settings/contrast.ts";

/**
 * What is left of a colour for eyes that lack one kind of cone: linear red, green and blue, row by row.
 *
 * @see Machado, Oliveira, Fernandes: A Physiologically-based Model for Simulation of Color Vision Deficiency, IEEE TVCG 15 (6), 2009,
 * table of severity 1.0; https://www.inf.ufrgs.br/~oliveira/pubs_files/CVD_Simulation/CVD_Simulation.html
 */
export const WITHOUT_A_CONE = {
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
} as const;
export type Vision = keyof typeof WITHOUT_A_CONE | "full";

/** A colour in CIELAB, D65: lightness from 0 to 100, green to red, blue to yellow. */
type Lab = readonly [lightness: number, a: number, b: number];

/**
 * How far two colours stand apart to an eye: CIE76, the straight distance in CIELAB. Some 2.3 is just seen side by side; 20 is plain
 * across a page.
 *
 * @see CIE 15:2004, 8.2.1.3
 */
export function apart(one: string, other: string, vision: Vision = "full"): number {
  const [first, second] = [labOf(one, vision), labOf(other, vision)];
  return Math.hypot(...first.map((part, at) => part - second[at]!));
}

/**
 * How light a colour is on a printer that has black only: L*, from 0 for black to 100 for paper.
 *
 * @see CIE 15:2004, 8.2.1.1
 */
export function greyOf(colour: string): number {
  return 116 * rooted(luminance(colour)) - 16;
}

function labOf(colour: string, vision: Vision): Lab {
  const seen = seenBy(vision, linear(colour));
  const [x, y, z] = TO_XYZ.map((row) => dot(row, seen)) as [number, number, number];
  const [fx, fy, fz] = [rooted(x / 0.95047), rooted(y), rooted(z / 1.08883)];
  return [116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)];
}

/** Of sRGB, IEC 61966-2-1. */
const TO_XYZ = [
  [0.4124564, 0.3575761, 0.1804375],
  [0.2126729, 0.7151522, 0.072175],
  [0.0193339, 0.119192, 0.9503041],
] as const;

function seenBy(vision: Vision, colour: readonly number[]): readonly number[] {
  if (vision === "full") return colour;
  return WITHOUT_A_CONE[vision].map((row) => Math.min(1, Math.max(0, dot(row, colour))));
}

function dot(row: readonly number[], colour: readonly number[]): number {
  return row.reduce((sum, part, at) => sum + part * colour[at]!, 0);
}

function linear(colour: string): readonly number[] {
  return [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
}

function rooted(part: number): number {
  return part > 216 / 24389 ? Math.cbrt(part) : ((24389 / 27) * part + 16) / 116;
}
