/**
 * How far two colours stand apart in light: (L1 + 0.05) / (L2 + 0.05), L the relative luminance of each, the lighter first.
 *
 * @param one a colour as "#rrggbb"
 * @returns a ratio from 1 (the same) to 21 (black on white)
 * @see WCAG 2.2, "contrast ratio" and "relative luminance", https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio
 */
export function contrast(one: string, other: string): number {
  const [darker, lighter] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number];
  return (lighter + 0.05) / (darker + 0.05);
}

/** 0 for black, 1 for white: 0.2126 R + 0.7152 G + 0.0722 B of the linear channels of sRGB. */
export function luminance(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
