import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";

/** What a reader finds in a PDF. */
export interface ReadPdf {
  /** The words of each page, in the order in which they are drawn. */
  readonly pages: readonly string[];
  readonly title: string;
  readonly language: string;
  readonly created: string;
  readonly tagged: boolean;
  readonly outline: readonly string[];
  /** Width and height of the first page in points. */
  readonly size: readonly [number, number];
}

/** Reads a PDF with a real reader. */
export async function readPdf(pdf: Uint8Array): Promise<ReadPdf> {
  const loading = getDocument({ data: Uint8Array.from(pdf), verbosity: 0, useSystemFonts: false });
  const document = await loading.promise;
  const numbers = Array.from({ length: document.numPages }, (_, index) => index + 1);
  const [pages, meta, mark, outline, first] = await Promise.all([
    Promise.all(
      numbers.map(async (number) => textOf(await (await document.getPage(number)).getTextContent())),
    ),
    document.getMetadata(),
    document.getMarkInfo(),
    document.getOutline(),
    document.getPage(1),
  ]);
  const told = meta.info as Record<string, string | undefined>;
  const [left = 0, bottom = 0, right = 0, top = 0] = first.view;
  await loading.destroy();
  return {
    pages,
    title: told.Title ?? "",
    language: told.Language ?? "",
    created: told.CreationDate ?? "",
    tagged: (mark as ReadonlyMap<string, boolean> | null)?.get("Marked") === true,
    outline: (outline ?? []).map(({ title }) => title),
    size: [right - left, top - bottom],
  };
}

function textOf({ items }: { readonly items: readonly unknown[] }): string {
  const parts = items as readonly { readonly str?: string; readonly hasEOL?: boolean }[];
  return parts.map(({ str = "", hasEOL }) => (hasEOL ? `${str}\n` : str)).join("");
}

/** The names of the fonts embedded in a PDF by Chromium, without the prefix of the subset: "Inter-Regular". */
export function embeddedFonts(pdf: Uint8Array): readonly string[] {
  const text = Buffer.from(pdf).toString("latin1");
  const descriptors = [
    ...text.matchAll(/\/Type \/FontDescriptor\n\/FontName \/[A-Z]+\+(\S+)((?:(?!endobj)[\s\S])*)/g),
  ];
  return descriptors.filter(([, , rest]) => rest?.includes("/FontFile")).map(([, name]) => name ?? "");
}
