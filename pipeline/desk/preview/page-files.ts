import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import type { Files } from "../../world/world.ts";

const { resolve } = createRequire(import.meta.url);
const FOLDER = fileURLToPath(new URL("./page/", import.meta.url));
/** The reader of PDFs, as its package has it. */
const PDF_READER: Readonly<Record<string, string>> = {
  "pdf.mjs": "pdfjs-dist/build/pdf.min.mjs",
  "pdf.worker.mjs": "pdfjs-dist/build/pdf.worker.min.mjs",
};

/** A file of the preview's page by its name: those of its folder and the PDF reader, and no others. */
export async function pageFile(
  name: string,
  files: Pick<Files, "read" | "list">,
): Promise<Uint8Array | null> {
  if (Object.hasOwn(PDF_READER, name)) return files.read(resolve(PDF_READER[name]!));
  if (!/^[a-z0-9-]+\.(?:html|js|css|svg)$/.test(name)) return null;
  return (await files.list(FOLDER)).includes(name) ? files.read(FOLDER + name) : null;
}

/** A font of the page, by the name of its file in its package. */
export async function pageFont(name: string, files: Pick<Files, "read">): Promise<Uint8Array | null> {
  const pack = /^(inter|source-serif-4)-[a-z]+(?:-[a-z]+)?-\d+-(?:normal|italic)\.woff2$/.exec(name)?.[1];
  if (pack === undefined) return null;
  try {
    return await files.read(resolve(`@fontsource/${pack}/files/${name}`));
  } catch {
    // The package has no such file.
    return null;
  }
}
