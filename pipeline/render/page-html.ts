import type { Cell, Exhibit, Image, Zone } from "./blocks.ts";
import { plainWords } from "./blocks.ts";
import { escapeHtml } from "./escape.ts";
import { blocksHtml, type Dialect, inlineHtml } from "./html.ts";
import type { Parts } from "./parts.ts";
import { dataUri } from "./pictures.ts";
import { inlineSvg } from "./svg.ts";
import { tableHtml } from "./table-html.ts";

/** What web and print share: sections, figures with inline SVG, panels, and bars beside shares and percentiles. */
export function pageDialect(parts: Parts, figure: Dialect["figure"]): Dialect {
  const dialect: Dialect = {
    figure,
    image: (image) => imageHtml(image, parts),
    hasAnchors: true,
    zone: zoneHtml,
    exhibit: (exhibit) => exhibitHtml(exhibit, parts, dialect),
    row: (exhibits) =>
      `<div class="row">\n${exhibits.map((one) => exhibitHtml(one, parts, dialect)).join("\n")}\n</div>`,
    groups: (inner) => `<div class="groups">\n${inner}\n</div>`,
    panel: (inner) => `<aside class="panel">${inner}</aside>`,
  };
  return dialect;
}

function zoneHtml({ name, id, blocks }: Zone, inner: string): string {
  if (name !== "section") return `<div class="${name}">\n${inner}\n</div>`;
  const heading = blocks.find((block) => block.kind === "heading");
  const label = heading?.kind === "heading" ? plainWords(heading.words) : id;
  return `<section id="${escapeHtml(id)}" aria-label="${escapeHtml(label)}">\n${inner}\n</section>`;
}

function exhibitHtml(exhibit: Exhibit, parts: Parts, dialect: Dialect): string {
  const { shown, captions, notes } = exhibit;
  const beside = (cell: Cell) => placeBar(cell, parts);
  const body =
    shown.kind === "image"
      ? imageHtml(shown.image, parts)
      : `<div class="frame">${tableHtml(shown, { dialect, beside, named: true })}</div>`;
  const caption = captions.map(({ words }) => `<p class="caption">${inlineHtml(words, dialect)}</p>`).join("");
  const head = caption && `<figcaption>${caption}</figcaption>\n`;
  const foot = notes.length > 0 ? `\n${blocksHtml(notes, dialect)}` : "";
  return `<figure class="${exhibitClass(exhibit)}"${widthOf(exhibit, parts)}>\n${head}${body}${foot}\n</figure>`;
}

function exhibitClass({ shown }: Exhibit): string {
  return shown.kind === "table" ? "table" : shown.image.kind;
}

/** The width that a chart was drawn for decides how much of a row it takes. */
function widthOf({ shown }: Exhibit, { charts }: Parts): string {
  const spec = shown.kind === "image" && shown.image.kind === "chart" ? charts.get(shown.image.id) : undefined;
  return spec ? ` style="--width:${spec.width}"` : "";
}

function imageHtml(image: Image, { svgs, images }: Parts): string {
  if (image.kind === "chart") return inlineSvg(svgs[image.id]!, image);
  return `<img src="${dataUri(images[image.name]!)}" alt="${escapeHtml(image.alt)}">`;
}

/** A thin bar from 0 to 100 beside a cell that holds one percentile or probability. */
function placeBar(cell: Cell, { entries }: Parts): string {
  const [only] = cell;
  const figure = cell.length === 1 && only?.kind === "figure" ? entries.get(only.id)?.figure : undefined;
  if (figure?.unit !== "percentile" && figure?.unit !== "probability") return "";
  const at = Math.min(100, Math.max(0, figure.value)).toFixed(1);
  return `<span class="${figure.unit}" style="--at:${at}"></span>`;
}
