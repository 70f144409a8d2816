import type { IsoInstant } from "../../model/unit.ts";

const DATES = /(?<=\/(?:CreationDate|ModDate) \(D:)\d{14}[^)]*(?=\))/g;
const NODE = /\(node\d{8}\)/g;
/** An element that has pieces of the page names this between /P and /K; one with words in its place has these before /P. */
const WRAPPER = /\/S \/Figure(?=\n\/P \d+ 0 R\n\/K (?:\[\d+ 0 R|\d+ 0 R))/g;
const ID_LEAF = /\/Limits \[\(node\d{8}\) \(node\d{8}\)\]\n\/Names \[((?:\(node\d{8}\) \d+ 0 R ?)+)\]/g;

/**
 * The same PDF with everything replaced that Chromium makes differently from run to run, each at the same width, so
 * that no offset moves:
 * - the dates of creation and change become `created`;
 * - the ids of table headers, which count the nodes that the browser has seen since its start, become 1, 2, 3 in the
 *   order of the document, in the cells that refer to them too.
 *
 * A figure that only holds others, such as a caption and a table, becomes a division, again at the same width: a figure of a PDF must have words
 * in its place, and what it holds speaks for itself.
 *
 * Found by comparing prints of one page: cold and warm, first and second page of a browser. All else was the same,
 * byte for byte, on one machine with one browser. Another version of the browser gives other bytes.
 */
export function stampPdf(pdf: Uint8Array, created: IsoInstant): Uint8Array {
  const text = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength).toString("latin1");
  const stamp = `${created.replace(/\.\d+/, "").replace(/\D/g, "").padEnd(14, "0")}+00'00'`;
  const dated = text.replace(DATES, (old) => stamp.padEnd(old.length).slice(0, old.length));
  const held = renumberNodes(dated).replace(WRAPPER, "/S /Div   ");
  const stamped = Buffer.allocUnsafe(pdf.length);
  stamped.write(held, "latin1");
  return stamped;
}

/** Chromium puts all ids into one leaf of the name tree; with several, sorting could move bytes between them. */
function renumberNodes(text: string): string {
  const leaves = [...text.matchAll(ID_LEAF)];
  if (leaves.length !== 1) return text;
  const pairs = [...leaves[0]![1]!.matchAll(/(\(node\d{8}\)) (\d+) 0 R/g)].map(([, id, object]) => ({
    id: id!,
    object: Number(object),
  }));
  pairs.sort((a, b) => a.object - b.object);
  const renumbered = new Map(
    pairs.map(({ id }, index) => [id, `(node${String(index + 1).padStart(8, "0")})`]),
  );
  const names = pairs.map(({ id, object }) => `${renumbered.get(id)} ${object} 0 R`).join(" ");
  const limits = [pairs.at(0), pairs.at(-1)].map((pair) => renumbered.get(pair?.id ?? "")).join(" ");
  const leaf = `/Limits [${limits}]\n/Names [${names}]`;
  const start = leaves[0]!.index;
  const end = start + leaves[0]![0].length;
  const replaced = (part: string) => part.replace(NODE, (id) => renumbered.get(id) ?? id);
  return replaced(text.slice(0, start)) + leaf + replaced(text.slice(end));
}
