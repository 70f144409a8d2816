import { printDate } from "../finance/date-words.ts";
import type { Cell, Exhibit, Image, Table } from "./blocks.ts";
import { cut } from "./drawing.ts";
import { tablesTooMany } from "./email-budget.ts";
import { escapeHtml } from "./escape.ts";
import { heatOf } from "./heat.ts";
import { blocksHtml, type Dialect, inlineHtml } from "./html.ts";
import { inlineStyles, JUICE } from "./inline-styles.ts";
import { dressed, finished } from "./layout.ts";
import { deliverySlot } from "./links-out.ts";
import { mailLogo } from "./logo.ts";
import { classesIn, mailHead } from "./mail-head.ts";
import { mailStyles } from "./mail-styles.ts";
import { shortTags } from "./mail-tags.ts";
import type { Parts } from "./parts.ts";
import { pixelSize } from "./pictures.ts";
import { type TableForm, tableHtml } from "./table-html.ts";
import { joined } from "./unbroken.ts";

/** Pixels: the sheet's 640 without its margins. */
const WIDTH = 600;
const NO_BREAK = "\u00A0";
/** A sign that joins and takes no room, a stop between letters, a blank: what no mail program takes for words. */
const NOTHING = "\u034F\u200C\u00A0";
/** Letters that a list of messages shows of a mail at most. */
const LISTED = 200;

/**
 * The mail's HTML: what old mail programs can show. Tables hold the layout, what matters of the styles stands on the elements, images
 * are named by file for delivery to embed.
 */
export async function emailPage(parts: Parts): Promise<string> {
  const whole = await mailWithout(new Set(), parts);
  const left = tablesTooMany(whole);
  return left.size === 0 ? whole : mailWithout(left, parts);
}

/** The mail without these of its tables of figures, counted from the first. */
async function mailWithout(left: ReadonlySet<number>, parts: Parts): Promise<string> {
  const { filled, arranged, notices, dress } = parts;
  const dialect = emailDialect(parts, left);
  const html = dressed(
    "email.html.hbs",
    {
      title: filled.title,
      preheader: preheader(filled.standfirst),
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
      style: finished(mailStyles("email.css", dress)),
      body: finished(blocksHtml(arranged.blocks, dialect)),
    },
    dress,
  );
  const styled = inlineStyles(html) ?? (await juiced(html));
  const head = mailHead(dress);
  return shortTags(styled, classesIn(head)).replace("</head>", () => `${head}\n</head>`);
}

/** What a list of messages shows beside the subject, and nothing where it ends: else the masthead would follow. */
function preheader(standfirst: string): string {
  return standfirst + NOTHING.repeat(Math.max(1, LISTED - standfirst.length));
}

/** Any stylesheet and any layout; half a browser is loaded for it, so only where it must be. */
async function juiced(html: string): Promise<string> {
  const { default: juice } = await import("juice");
  return juice(html, JUICE);
}

function emailDialect(parts: Parts, left: ReadonlySet<number>): Dialect {
  const heat = (cell: Cell) => heatOf(cell, parts.entries);
  let tables = 0;
  const exhibit = ({ shown, captions, notes }: Exhibit) => {
    if (shown.kind === "table" && left.has(tables++)) return blocksHtml(notes, dialect);
    const made =
      shown.kind === "image"
        ? box(shown.image.kind === "chart" ? "plate" : "picture", imageHtml(shown.image, parts))
        : figures(shown, { dialect, heat });
    return [blocksHtml(captions, dialect), made, blocksHtml(notes, dialect)].filter(Boolean).join("\n");
  };
  const dialect: Dialect = {
    // Outlook knows no `white-space: nowrap`.
    figure: (_, text) => escapeHtml(text.replaceAll(" ", NO_BREAK)),
    text: (words) => escapeHtml(joined(words)),
    image: (image) => imageHtml(image, parts),
    hasAnchors: false,
    zone: ({ name }, inner) => box(name, inner),
    exhibit,
    pair: (pair) => pair.map(exhibit).join("\n"),
    groups: (inner) => `<div class="groups">\n${inner}\n</div>`,
    panel: (inner) => box("around", box("panel", inner)),
  };
  return dialect;
}

/** Columns that fit on a phone side by side. */
const NARROW = 4;

/** A table with room around its words where a program reads no stylesheet. */
function figures(table: Table, form: TableForm): string {
  const tag = '<table class="figures" width="100%" cellpadding="4" cellspacing="0" border="0">';
  const html = tableHtml(table, form).replace("<table>", tag);
  return table.head.length > NARROW ? `<div class="wide" tabindex="0">\n${html}\n</div>` : html;
}

/** One cell, since Outlook gives no other element room around its words. */
function box(name: string, inner: string): string {
  return `<table role="presentation" class="layout" width="100%" cellpadding="0" cellspacing="0" border="0"><tr><td class="${name}">\n${inner}\n</td></tr></table>`;
}

/** Outlook takes the size from the attributes and from nowhere else. */
function imageHtml(image: Image, parts: Parts): string {
  const { source, size, kind } =
    image.kind === "chart" ? chartFile(image.id, parts) : pictureFile(image.name, parts);
  const width = Math.min(kind === "spark" ? SPARK : WIDTH, size.width);
  const height = Math.max(1, Math.round((size.height / size.width) * width));
  const style = kind === "spark" ? "" : ` style="max-width:${width}px"`;
  return `<img class="${kind}" src="${source}" width="${width}" height="${height}"${style} alt="${escapeHtml(image.alt)}">`;
}

/** Pixels across. */
const SPARK = 96;

function chartFile(id: string, { charts }: Parts) {
  const { kind, width, height } = cut(charts.get(id)!, "mail");
  const scale = Math.max(1, WIDTH / width);
  return {
    source: `charts/${id}.png`,
    size: { width: width * scale, height: height * scale },
    kind: kind === "spark" ? "spark" : "chart",
  };
}

function pictureFile(name: string, { images }: Parts) {
  const size = pixelSize(images[name]!) ?? { width: WIDTH, height: WIDTH };
  return { source: encodeURIComponent(name), size, kind: "chart" };
}
