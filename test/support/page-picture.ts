import { pagePictures } from "../../pipeline/world/page-pictures.ts";

/** A page of a PDF as PNG bytes, drawn by another reader than the one that printed it. */
export async function pagePicture(pdf: Uint8Array, number: number, scale = 1.6): Promise<Uint8Array> {
  const [picture] = await pagePictures(pdf, scale, number);
  return picture!;
}
