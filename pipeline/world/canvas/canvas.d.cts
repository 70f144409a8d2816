/** A canvas that draws to pixels, or with "svg" to vector text. */
export function createCanvas(width: number, height: number, type?: "svg"): HTMLCanvasElement;
/** Makes a font file known under `family`. @throws Error if the file is no font */
export function registerFont(path: string, face: { readonly family: string }): void;
export const Image: unknown;
