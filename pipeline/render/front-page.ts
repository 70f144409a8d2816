import { imagesOf, type Zone } from "./blocks.ts";
import { escapeHtml } from "./escape.ts";
import { type Strip, stripHtml } from "./figure-strip.ts";
import type { Front } from "./front.ts";
import { blocksHtml, type Dialect } from "./html.ts";

/** A section as the contents name it. */
export interface Entry {
  readonly id: string;
  readonly name: string;
}

/** The body of the print: key figures, what changed beside the contents, and everything else. What there is not takes no room. */
export function frontPageHtml(front: Front, inside: readonly Entry[], strip: Strip): string {
  const { dialect } = strip;
  const { opening, figures, dated, changed, rest } = front;
  const parts = [
    wrapped("opening", blocksHtml(opening, dialect)),
    figures === null ? "" : stripHtml(figures, strip),
    wrapped("dated", blocksHtml(dated, dialect)),
    frontHtml(changed, inside, dialect),
    blocksHtml(rest, dialect),
  ];
  return parts.filter((part) => part !== "").join("\n");
}

/** Rows of a table that fill a column beside the contents. */
const ENOUGH_ROWS = 4;

/** Side by side where both are there and of a like height. */
function frontHtml(changed: Zone | null, inside: readonly Entry[], dialect: Dialect): string {
  if (changed === null && inside.length === 0) return "";
  const beside =
    changed !== null && inside.length > 0 && (hasChart(changed) || rowsOf(changed) >= ENOUGH_ROWS);
  const parts = [changed === null ? "" : blocksHtml([changed], dialect), insideHtml(inside)];
  return `<div class="front${beside ? "" : " stacked"}">\n${parts.filter((part) => part !== "").join("\n")}\n</div>`;
}

function hasChart({ blocks }: Zone): boolean {
  return imagesOf(blocks).some(({ kind }) => kind === "chart");
}

function rowsOf({ blocks }: Zone): number {
  const exhibits = blocks.flatMap((block) => (block.kind === "pair" ? block.exhibits : [block]));
  return exhibits.reduce(
    (sum, block) =>
      sum + (block.kind === "exhibit" && block.shown.kind === "table" ? block.shown.rows.length : 0),
    0,
  );
}

/** Contents; the number of each section's page is written at the end of its line when the pages are known. */
function insideHtml(inside: readonly Entry[]): string {
  if (inside.length === 0) return "";
  const lines = inside.map(
    ({ id, name }) => `<li><a class="to-page" href="#${escapeHtml(id)}">${escapeHtml(name)}</a></li>`,
  );
  const list = `<ul>\n${lines.join("\n")}\n</ul>`;
  return `<nav class="inside" aria-labelledby="inside">\n<p class="kicker" id="inside">Inside</p>\n${list}\n</nav>`;
}

function wrapped(name: string, inner: string): string {
  return inner === "" ? "" : `<div class="${name}">\n${inner}\n</div>`;
}
