import { deflateSync } from "node:zlib";
import { PDFArray, PDFDict, PDFDocument, PDFName, type PDFPage, PDFRef } from "@cantoo/pdf-lib";
import { PipelineError } from "../../errors.ts";
import { letterPaths } from "./letter-paths.ts";

/** For whom a copy is. */
export interface Holder {
  readonly name: string | null;
  readonly address: string;
}

/** Makes the copy of one reader. */
export type PersonalPdf = (holder: Holder) => Uint8Array;

const SIZE = 6.5;
const GREY = "0.42 g";
/** Points from the lower edge: below the page's own foot, inside what printers reach. */
const BASE_LINE = 14;
/** As far from the edges as lines of text, on A4 and Letter. */
const MARGIN = 45;
const STAMP = "TrackerCopy";

/**
 * Stamps a reader's name at the foot of each page, without a browser: the approved bytes stay as they are, and what is added stands behind
 * them as an incremental update (ISO 32000-1, 7.5.6). Only the stamp differs from reader to reader. It is an artifact: readers aloud pass
 * over it.
 *
 * @param pdf with a table of cross references, as browsers print it
 * @param fonts woff2, for the letters of names; a name with others is stamped by its address
 * @throws PipelineError artifact-missing: it is no such PDF
 */
export async function personalPdf(pdf: Uint8Array, fonts: readonly Uint8Array[]): Promise<PersonalPdf> {
  const { shared, room } = await readyFor(pdf);
  const write = letterPaths(fonts, SIZE);
  return (holder) => {
    const said =
      (holder.name === null ? null : write(`Personal copy of ${holder.name}`)) ??
      write(`Personal copy of ${holder.address}`)!;
    // An address may be longer than the page is wide.
    const scale = Math.min(1, room / said.width);
    const drawing = `${GREY}\n${scale} 0 0 ${scale} 0 0 cm\n${said.operators}\n`;
    return Buffer.concat([pdf, ...shared(deflateSync(drawing), said.width * scale)]);
  };
}

/** What the library throws of a damaged, locked or empty one is no bug of ours. */
async function readyFor(pdf: Uint8Array) {
  try {
    const known = await openPdf(pdf);
    const room = Math.min(...known.pages.map((page) => page.getMediaBox().width)) - 2 * MARGIN;
    return { shared: sharedUpdate(known), room };
  } catch (error) {
    throw error instanceof PipelineError ? error : notPrinted(error);
  }
}

interface KnownPdf {
  readonly pages: readonly PDFPage[];
  readonly size: number;
  readonly bytes: number;
  readonly previous: number;
  /** Entries of the trailer that stay: /Root, /Info, /ID. */
  readonly trailer: string;
}

async function openPdf(pdf: Uint8Array): Promise<KnownPdf> {
  const tail = Buffer.from(pdf.subarray(-2048)).toString("latin1");
  const previous = Number(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(tail)?.[1] ?? Number.NaN);
  const begins = Buffer.from(pdf.subarray(previous, previous + 4)).toString("latin1");
  if (begins !== "xref") throw notPrinted();
  const document = await PDFDocument.load(pdf, { updateMetadata: false });
  const { largestObjectNumber, trailerInfo } = document.context;
  const kept = (["Root", "Info", "ID"] as const).flatMap((name) => {
    const value = trailerInfo[name];
    return value ? [`/${name} ${value.toString()}`] : [];
  });
  const pages = document.getPages();
  if (pages.length === 0) throw notPrinted(new Error("no pages"));
  return { pages, size: largestObjectNumber + 1, bytes: pdf.length, previous, trailer: kept.join(" ") };
}

/**
 * All of the update but the stamp: two small streams around each page's own content, and the pages anew. The stamp comes last, so that nothing
 * else moves with its length.
 */
function sharedUpdate({ pages, size, bytes, previous, trailer }: KnownPdf) {
  const [before, after, stamp] = [size, size + 1, size + 2];
  const place = `1 0 0 1 ${MARGIN} ${BASE_LINE} cm`;
  const head = Buffer.from("\n");
  const objects: readonly (readonly [number: number, text: string])[] = [
    [before, streamOf("q\n")],
    [
      after,
      streamOf(`Q\n/Artifact <</Type /Pagination /Subtype /Footer>> BDC\nq ${place} /${STAMP} Do Q\nEMC\n`),
    ],
    ...pages.map((page) => [page.ref.objectNumber, pageText(page, { before, after, stamp })] as const),
  ];
  let at = bytes + head.length;
  const parts: Buffer[] = [head];
  const offsets = objects.map(([number, text]) => {
    const part = Buffer.from(`${number} 0 obj\n${text}\nendobj\n`, "latin1");
    const offset = at;
    parts.push(part);
    at += part.length;
    return [number, offset] as const;
  });
  const table = tableOf([...offsets, [stamp, at]]);
  const rest = `trailer\n<</Size ${size + 3} ${trailer} /Prev ${previous}>>\nstartxref\n`;
  return (drawing: Uint8Array, width: number): readonly Uint8Array[] => {
    const box = `/BBox [0 -3 ${Math.ceil(width) + 2} 9]`;
    const open = Buffer.from(
      `${stamp} 0 obj\n<</Type /XObject /Subtype /Form ${box} /Resources <<>> /Filter /FlateDecode /Length ${drawing.length}>>\nstream\n`,
    );
    const close = Buffer.from("\nendstream\nendobj\n");
    const start = at + open.length + drawing.length + close.length;
    return [...parts, open, drawing, close, Buffer.from(`${table}${rest}${start}\n%%EOF\n`)];
  };
}

/** The page with the stamp among its drawings and the two streams around its content. */
function pageText(
  { node }: PDFPage,
  { before, after, stamp }: { readonly before: number; readonly after: number; readonly stamp: number },
): string {
  const page = node.clone();
  const resources = (page.Resources() ?? PDFDict.withContext(page.context)).clone();
  const drawings =
    resources.lookupMaybe(PDFName.of("XObject"), PDFDict)?.clone() ?? PDFDict.withContext(page.context);
  drawings.set(PDFName.of(STAMP), PDFRef.of(stamp));
  resources.set(PDFName.of("XObject"), drawings);
  page.set(PDFName.of("Resources"), resources);
  const own = page.get(PDFName.of("Contents"));
  const contents = PDFArray.withContext(page.context);
  contents.push(PDFRef.of(before));
  if (own instanceof PDFArray) for (const part of own.asArray()) contents.push(part);
  else if (own) contents.push(own);
  contents.push(PDFRef.of(after));
  page.set(PDFName.of("Contents"), contents);
  return page.toString();
}

function streamOf(text: string): string {
  return `<</Length ${text.length}>>\nstream\n${text}\nendstream`;
}

/** A section for each run of numbers: 20 bytes a line, as every reader expects. */
function tableOf(offsets: readonly (readonly [number: number, offset: number])[]): string {
  const lines = [...offsets]
    .sort(([one], [other]) => one - other)
    .map(([number, offset]) => `${number} 1\n${String(offset).padStart(10, "0")} 00000 n \n`);
  return `xref\n${lines.join("")}`;
}

function notPrinted(cause?: unknown): PipelineError {
  return new PipelineError({
    code: "artifact-missing",
    place: "issue.pdf",
    message: cause
      ? "It is no PDF as a browser prints it: its pages cannot be read."
      : "It is no PDF as a browser prints it: its table of cross references is not where it says.",
    remedy: "Build the issue again.",
    cause,
  });
}
