import { openPdf, type PdfFile } from "./pdf-file.ts";
import { type PdfFont, readFonts } from "./pdf-fonts.ts";
import { type PdfCatalogue, readCatalogue } from "./pdf-pages.ts";

/** What every reader of a PDF begins with. */
export interface ReadPdf {
  readonly file: PdfFile;
  readonly catalogue: PdfCatalogue;
  /** By their objects. */
  readonly fonts: ReadonlyMap<number, PdfFont>;
}

/** @throws RangeError it is no PDF with pages and a table of cross references */
export function readPdf(pdf: Uint8Array): ReadPdf {
  const file = openPdf(pdf);
  const catalogue = readCatalogue(file);
  return { file, catalogue, fonts: readFonts(file, catalogue.pages) };
}
