import { printDate } from "../finance/date-words.ts";
import type { Cell, Exhibit, Image } from "./blocks.ts";
import { tablesTooMany } from "./email-budget.ts";
import { escapeHtml } from "./escape.ts";
import { heatOf } from "./heat.ts";
import { blocksHtml, type Dialect, inlineHtml } from "./html.ts";
import { inlineStyles } from "./inline-styles.ts";
import { dressed, finished, stylesheet } from "./layout.ts";
import { deliverySlot } from "./links-out.ts";
import { mailLogo } from "./logo.ts";
import type { Parts } from "./parts.ts";
import { pixelWidth } from "./pictures.ts";
import { tableHtml } from "./table-html.ts";
import { withoutVariables } from "./theme-css.ts";

/** Pixels: the sheet's 640 without its margins. */
const WIDTH = 600;

/**
 * The mail's HTML: what old mail programs can show. Tables hold the layout, styles stand on the elements,
 * images are named by file for delivery to embed.
 */
export async function emailPage(parts: Parts): Promise<string> {
  const whole = await mailWithout(new Set(), parts);
  const left = tablesTooMany(whole);
  return left.size === 0 ? whole : mailWithout(left, parts);
}

/** The mail without these of its tables of figures, counted from the first. */
async function mailWithout(left: ReadonlySet<number>, parts: Parts): Promise<string> {
  const { filled, arranged, notices, dress } = parts;
  const { theme } = dress.assets;
  const dialect = emailDialect(parts, left);
  const html = dressed(
    "email.html.hbs",
    {
      title: filled.title,
      preheader: filled.standfirst,
      publication: filled.publication,
      logo: mailLogo(dress.assets),
      edition: filled.edition,
      dateline: printDate(filled.date, "full"),
      heading: finished(inlineHtml(arranged.title, dialect)),
      standfirst: finished(inlineHtml(arranged.standfirst, dialect)),
      simulated: filled.simulated,
      notices,
      shortened: left.size > 0,
      delivery: deliverySlot(parts),
      style: finished(withoutVariables(stylesheet("email.css", dress), theme, "assets/email.css")),
      body: finished(blocksHtml(arranged.blocks, dialect)),
    },
    dress,
  );
  return compact(inlineStyles(html) ?? (await juiced(html)));
}

/** Mail programs cut a mail at about 100 kB, and a table of figures has a style on every cell: no byte of it is for the eye. */
function compact(html: string): string {
  return html.replace(/ style="([^"]*)"/g, (_, style: string) => {
    const shorter = style.replace(/;\s+/g, ";").replace(/:\s+/g, ":").replace(/;$/, "");
    return ` style="${shorter}"`;
  });
}

/** Any stylesheet and any layout; half a browser is loaded for it, so only where it must be. */
async function juiced(html: string): Promise<string> {
  const { default: juice } = await import("juice");
  return juice(html, { preserveMediaQueries: true, preserveFontFaces: false, removeStyleTags: true });
}

function emailDialect(parts: Parts, left: ReadonlySet<number>): Dialect {
  const heat = (cell: Cell) => heatOf(cell, parts.entries);
  let tables = 0;
  const exhibit = ({ shown, captions, notes }: Exhibit) => {
    if (shown.kind === "table" && left.has(tables++)) return blocksHtml(notes, dialect);
    const made = shown.kind === "image" ? imageHtml(shown.image, parts) : tableHtml(shown, { dialect, heat });
    return [blocksHtml(captions, dialect), made, blocksHtml(notes, dialect)].filter(Boolean).join("\n");
  };
  const dialect: Dialect = {
    figure: (_, text) =>
      text.includes(" ") ? `<span class="figure">${escapeHtml(text)}</span>` : escapeHtml(text),
    image: (image) => imageHtml(image, parts),
    hasAnchors: false,
    zone: ({ name }, inner) => `<div class="${name}">\n${inner}\n</div>`,
    exhibit,
    pair: (pair) => pair.map(exhibit).join("\n"),
    groups: (inner) => `<div class="groups">\n${inner}\n</div>`,
    panel: (inner) =>
      `<table role="presentation" class="panel" width="100%"><tr><td bgcolor="${parts.dress.assets.theme.colours.light.panel}">${inner}</td></tr></table>`,
  };
  return dialect;
}

/** Outlook takes the width from the attribute and from nowhere else. */
function imageHtml(image: Image, parts: Parts): string {
  const { source, width, kind } =
    image.kind === "chart" ? chartFile(image.id, parts) : pictureFile(image.name, parts);
  const shown = Math.min(WIDTH, width);
  const style = kind === "spark" ? "" : ` style="max-width:${shown}px"`;
  return `<img class="${kind}" src="${source}" width="${shown}"${style} alt="${escapeHtml(image.alt)}">`;
}

function chartFile(id: string, { charts }: Parts) {
  const { kind, width } = charts.get(id)!;
  return { source: `charts/${id}.png`, width, kind: kind === "spark" ? "spark" : "chart" };
}

function pictureFile(name: string, { images }: Parts) {
  return { source: encodeURIComponent(name), width: pixelWidth(images[name]!) ?? WIDTH, kind: "chart" };
}
