import type { Cell, Exhibit, Image, Table, Zone } from "./blocks.ts";
import { plainWords } from "./blocks.ts";
import { isInHalves } from "./columns.ts";
import { cutsAt, inlineSvg, type Place, type Svgs, svgKey } from "./drawing.ts";
import { escapeHtml } from "./escape.ts";
import { heatOf } from "./heat.ts";
import { blocksHtml, type Dialect, inlineHtml } from "./html.ts";
import type { Parts } from "./parts.ts";
import { dataUri, pixelSize } from "./pictures.ts";
import { tableHtml } from "./table-html.ts";
import { joined, unbroken } from "./unbroken.ts";

/** What web and print do each in its way. */
interface PageKind {
  readonly page: "web" | "print";
  readonly svgs: Svgs;
  readonly figure: Dialect["figure"];
}

/**
 * What web and print share: sections, figures with inline SVG, panels, and bars beside shares and
 * percentiles.
 */
export function pageDialect(parts: Parts, kind: PageKind): Dialect {
  const imageAt = (image: Image, place: Place) => imageHtml(image, place, { ...kind, images: parts.images });
  const exhibitAt = (exhibit: Exhibit, place: Place): string => {
    const { shown, captions, notes } = exhibit;
    const beside = (cell: Cell) => placeBar(cell, parts);
    const heat = (cell: Cell) => heatOf(cell, parts.entries);
    const body =
      shown.kind === "image"
        ? imageAt(shown.image, place)
        : `<div class="frame" role="group" aria-label="Table" tabindex="0">${tableHtml(shown, { dialect, beside, heat, named: true, paper: kind.page === "print" })}</div>`;
    const caption = captions
      .map(({ words }) => `<p class="caption">${inlineHtml(words, dialect)}</p>`)
      .join("");
    const head = caption && `<figcaption>${caption}</figcaption>\n`;
    const foot = notes.length > 0 ? `\n${blocksHtml(notes, dialect)}` : "";
    const shape = shown.kind === "table" ? tableShape(shown, place, kind) : shown.image.kind;
    return `<figure class="${shape}">\n${head}${body}${foot}\n</figure>`;
  };
  const dialect: Dialect = {
    figure: kind.figure,
    // The web page is weighed: there only headings, whose lines are few and balanced, hold numbers and words together.
    text: kind.page === "print" ? unbroken : (words) => escapeHtml(joined(words)),
    heading: unbroken,
    image: (image) => imageAt(image, "line"),
    hasAnchors: true,
    zone: zoneHtml,
    exhibit: (exhibit) => exhibitAt(exhibit, "alone"),
    pair: (pair) => {
      const exhibits = pair.map((one) => exhibitAt(one, "paired")).join("\n");
      return pair.length === 1 ? exhibits : `<div class="pair">\n${exhibits}\n</div>`;
    },
    groups: (inner) => `<div class="groups">\n${inner}\n</div>`,
    panel: (inner) => `<aside class="panel">${inner}</aside>`,
  };
  return dialect;
}

function tableShape(table: Table, place: Place, { page }: PageKind): string {
  return page === "print" && place === "alone" && isInHalves(table) ? "table halves" : "table";
}

function zoneHtml({ name, id, blocks }: Zone, inner: string): string {
  if (name !== "section") return `<div class="${name}">\n${inner}\n</div>`;
  const heading = blocks.find((block) => block.kind === "heading");
  const label = heading?.kind === "heading" ? plainWords(heading.words) : id;
  return `<section id="${escapeHtml(id)}" aria-label="${escapeHtml(label)}">\n${inner}\n</section>`;
}

/** A chart in every drawing that the page shows at that place: the style sheet chooses by the class. */
function imageHtml(
  image: Image,
  place: Place,
  { page, svgs, images }: PageKind & Pick<Parts, "images">,
): string {
  if (image.kind === "picture") {
    const bytes = images[image.name]!;
    const size = pixelSize(bytes);
    const room = size ? ` width="${size.width}" height="${size.height}"` : "";
    return `<img src="${dataUri(bytes)}" alt="${escapeHtml(image.alt)}"${room}>`;
  }
  const { id, alt } = image;
  const cuts = cutsAt(place, page);
  const drawn = cuts.map((to) => {
    const own = cuts.length > 1 ? { id: `${id}-${to}`, alt, className: to } : { id, alt };
    const svg = svgs[svgKey(id, to)];
    if (svg === undefined)
      throw new Error(`the ${page} page shows ${svgKey(id, to)}, which was not drawn for it`);
    return inlineSvg(svg, own);
  });
  return drawn.join("\n");
}

/** A thin bar from 0 to 100 beside a cell that holds one percentile or probability. */
function placeBar(cell: Cell, { entries }: Parts): string {
  const [only] = cell;
  const figure = cell.length === 1 && only?.kind === "figure" ? entries.get(only.id)?.figure : undefined;
  if (figure?.unit !== "percentile" && figure?.unit !== "probability") return "";
  const at = Math.min(100, Math.max(0, figure.value)).toFixed(1);
  return `<span class="${figure.unit}" style="--at:${at}"></span>`;
}
