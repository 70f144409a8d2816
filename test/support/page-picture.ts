import { createCanvas } from "@napi-rs/canvas";
import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";

/** A page of a PDF as PNG bytes, drawn by another reader than the one that printed it. */
export async function pagePicture(pdf: Uint8Array, number: number, scale = 1.6): Promise<Uint8Array> {
  const loading = getDocument({
    data: Uint8Array.from(pdf),
    verbosity: 0,
    disableFontFace: true,
    useSystemFonts: false,
  });
  const page = await (await loading.promise).getPage(number);
  const viewport = page.getViewport({ scale });
  const canvas = createCanvas(Math.ceil(viewport.width), Math.ceil(viewport.height));
  const context = canvas.getContext("2d");
  context.fillStyle = "#ffffff";
  context.fillRect(0, 0, canvas.width, canvas.height);
  await page.render({ canvasContext: context as unknown as CanvasRenderingContext2D, canvas: null, viewport })
    .promise;
  await loading.destroy();
  return canvas.encode("png");
}
