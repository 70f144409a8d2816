import { createCanvas } from "@napi-rs/canvas";

/**
 * The pages of a PDF as PNG, drawn by another reader than the one that printed them.
 *
 * @param scale pixels a point: 1 makes an A4 page 595 wide
 * @param only this page alone, from 1; left out, all of them
 */
export async function pagePictures(
  pdf: Uint8Array,
  scale: number,
  only?: number,
): Promise<readonly Uint8Array[]> {
  const { getDocument } = await import("pdfjs-dist/legacy/build/pdf.mjs");
  const loading = getDocument({
    // The reader takes the bytes away from whoever hands them over.
    data: Uint8Array.from(pdf),
    verbosity: 0,
    disableFontFace: true,
    useSystemFonts: false,
  });
  try {
    const document = await loading.promise;
    const pictures: Uint8Array[] = [];
    for (let number = only ?? 1; number <= (only ?? document.numPages); number += 1) {
      const page = await document.getPage(number);
      const viewport = page.getViewport({ scale });
      const canvas = createCanvas(Math.ceil(viewport.width), Math.ceil(viewport.height));
      const context = canvas.getContext("2d");
      context.fillStyle = "#ffffff";
      context.fillRect(0, 0, canvas.width, canvas.height);
      const canvasContext = context as unknown as CanvasRenderingContext2D;
      await page.render({ canvasContext, canvas: null, viewport }).promise;
      pictures.push(await canvas.encode("png"));
    }
    return pictures;
  } finally {
    await loading.destroy();
  }
}
