import type { Artifacts } from "../../pipeline/model/artifacts.ts";
import { pagePictures } from "../../pipeline/world/page-pictures.ts";

/** A page of a PDF as PNG bytes, drawn by another reader than the one that printed it. */
export async function pagePicture(pdf: Uint8Array, number: number, scale = 1.6): Promise<Uint8Array> {
  const [picture] = await pagePictures(pdf, scale, number);
  return picture!;
}

/** The mail with its pictures inside, as a mail program shows it. */
export function mailWithPictures(artifacts: Artifacts): string {
  const html = new TextDecoder().decode(artifacts["email.html"]!);
  return html.replace(/ src="([^":]+)"/g, (whole, name: string) => {
    const bytes = artifacts[name];
    return bytes ? ` src="data:image/png;base64,${Buffer.from(bytes).toString("base64")}"` : whole;
  });
}
