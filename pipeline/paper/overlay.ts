import { plainStream } from "./increment.ts";
import type { PdfPage } from "./pdf-pages.ts";
import type { Typeset } from "./typeset.ts";

/** A line that is laid over a page. Lengths in points from the lower left. */
export interface Line {
  readonly set: Typeset;
  readonly size: number;
  /** Where it ends. */
  readonly right: number;
  readonly base: number;
  /** Whether it is a running head, not a piece of the page's text. */
  readonly header: boolean;
}

/**
 * The objects that lay lines over pages: a stream around each page's own content, one behind it, and the page anew. They are artifacts.
 *
 * @param lines by the page's index
 * @param grey red, green and blue from 0 to 255
 * @param free the first free object number
 */
export function layOver(
  pages: readonly PdfPage[],
  lines: readonly (readonly Line[])[],
  { grey, free }: { readonly grey: readonly number[]; readonly free: number },
): ReadonlyMap<number, string> {
  const update = new Map<number, string>();
  const covered = pages.flatMap((page, index) => (lines[index]?.length ? [{ page, own: lines[index] }] : []));
  if (covered.length > 0) update.set(free, plainStream("q\n"));
  const colour = grey.map((part) => String(Math.round((part / 255) * 1e4) / 1e4)).join(" ");
  for (const [index, { page, own }] of covered.entries()) {
    const after = free + 1 + index;
    update.set(after, plainStream(`Q\n${own.map((line) => drawing(line, colour)).join("")}`));
    update.set(page.object, coveredPage(page, own, { before: free, after }));
  }
  return update;
}

function drawing({ set, size, right, base, header }: Line, colour: string): string {
  const kind = header ? "<</Type /Pagination /Subtype /Header>>" : "<</Type /Pagination>>";
  const place = `1 0 0 1 ${rounded(right - set.width)} ${rounded(base)} Tm`;
  const text = `BT\n${colour} rg\n/F${set.font} ${rounded(size)} Tf\n${place}\n<${set.glyphs}> Tj\nET\n`;
  return `/Artifact ${kind} BDC\n${text}EMC\n`;
}

function rounded(points: number): number {
  return Math.round(points * 1000) / 1000;
}

/** Chromium names a font by its object, so a font that the page lacks can take its name there. */
function coveredPage(
  { dictionary, contents }: PdfPage,
  lines: readonly Line[],
  { before, after }: { readonly before: number; readonly after: number },
): string {
  const streams = [before, ...contents, after].map((object) => `${object} 0 R`).join(" ");
  const drawn = dictionary.replace(/\/Contents (?:\[[^\]]*\]|\d+ 0 R)/, `/Contents [${streams}]`);
  const wanted = [...new Set(lines.map(({ set }) => set.font))].filter(
    (font) => !drawn.includes(`/F${font} ${font} 0 R`),
  );
  if (wanted.length === 0) return drawn;
  const names = wanted.map((font) => `/F${font} ${font} 0 R`).join("\n");
  if (drawn.includes("/Font <<")) return drawn.replace("/Font <<", `/Font <<${names}\n`);
  return drawn.replace("/Resources <<", `/Resources <</Font <<${names}>>\n`);
}
