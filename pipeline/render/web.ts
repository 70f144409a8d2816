import { printDate } from "../finance/date-words.ts";
import type { Svgs } from "./drawing.ts";
import { escapeHtml } from "./escape.ts";
import { type FigureNotes, figureNotes, noteAttributes } from "./figure-notes.ts";
import { fontFaces } from "./fonts.ts";
import { withAnchors, withoutStopsInLinks } from "./heading-anchors.ts";
import { blocksHtml, type Dialect, inlineHtml } from "./html.ts";
import { dressed, finished, stylesheet } from "./layout.ts";
import { siteSlot } from "./links-out.ts";
import { pageLogo } from "./logo.ts";
import { pageDialect } from "./page-html.ts";
import type { Parts } from "./parts.ts";
import { curled } from "./quotes.ts";
import { shortSvg } from "./short-svg.ts";
import { slimCss } from "./slim-css.ts";
import { standIns } from "./stand-ins.ts";
import { nightCss, screenCss, themeCss } from "./theme-css.ts";

/** The web page: one file with its style, fonts and charts inside; nothing is fetched and nothing runs. */
export function webPage(parts: Parts, svgs: Svgs): string {
  const { filled, arranged, notices, dress } = parts;
  const notes = figureNotes();
  const dialect = webDialect(parts, svgs, notes);
  // What is shown first stays where it was when our fonts come: words held together could take another line in those that stand in.
  const first = { ...dialect, text: (words: string) => escapeHtml(curled(words)) };
  const [heading, standfirst, body] = [
    inlineHtml(arranged.title, first),
    inlineHtml(arranged.standfirst, first),
    blocksHtml(arranged.blocks, dialect),
  ].map(withoutStopsInLinks) as [string, string, string];
  return dressed(
    "web.html.hbs",
    {
      title: filled.title,
      description: filled.standfirst,
      publication: filled.publication,
      logo: pageLogo(dress.assets),
      edition: filled.edition,
      date: filled.date,
      dateline: printDate(filled.date, "full"),
      heading: finished(heading),
      standfirst: finished(standfirst),
      simulated: filled.simulated,
      notices,
      contents: arranged.contents,
      site: siteSlot(parts),
      style: finished(styleOf(parts, notes, hasItalics(heading + standfirst + body))),
      body: finished(`${body}\n<div hidden>${notes.html()}</div>`),
    },
    dress,
  );
}

function styleOf({ filled, dress }: Parts, notes: FigureNotes, italics: boolean): string {
  const { theme } = dress.assets;
  const own = [standIns(dress), ...["shades.css", "web.css"].map((name) => stylesheet(name, dress))];
  const words = filled.marked;
  return [
    fontFaces(dress, words, { italics }),
    themeCss(theme),
    screenCss(theme),
    nightCss(theme),
    ...own.map(slimCss),
    notes.css(),
  ].join("\n");
}

/** Headlines name their sources in the upright face; whatever else is emphasised is set in italics. */
function hasItalics(html: string): boolean {
  return html.replace(/<div class="groups">.*?<\/div>/gs, "").includes("<em>");
}

/** More digits than any figure is printed with, and without the dust of binary fractions; the ledger has all of them. */
function machineValue(value: number): number {
  return Number(value.toPrecision(8));
}

/** As paper has it, with figures that answer, short lines in charts, and sections that can be linked to. */
function webDialect(parts: Parts, svgs: Svgs, notes: FigureNotes): Dialect {
  const short = Object.fromEntries(Object.entries(svgs).map(([key, svg]) => [key, shortSvg(svg)]));
  // The tab key comes to the first figure of a kind in each stretch of text and in each table: the others are told alike.
  let told = new Set<string>();
  const figure = (id: string, text: string) => {
    const found = parts.entries.get(id)?.figure;
    if (!found) throw new Error(`the text prints a figure ${id} that the ledger does not hold`);
    const ids = notes.idsOf(found);
    const isStop = !told.has(ids.join());
    told.add(ids.join());
    const own = noteAttributes(ids, isStop);
    return `<data value="${machineValue(found.value)}" data-figure="${escapeHtml(id)}"${own}>${escapeHtml(text)}</data>`;
  };
  const shared = pageDialect(parts, { page: "web", svgs: short, figure });
  return {
    ...shared,
    exhibit: (exhibit) => {
      const around = told;
      told = new Set();
      const html = shared.exhibit(exhibit);
      told = around;
      return html;
    },
    zone: (zone, inner) => {
      told = new Set();
      const html = shared.zone(zone, inner);
      return zone.name === "section" ? withAnchors(withoutHeads(html, zone.id), zone.id) : html;
    },
  };
}

/** Only cards show a column's name beside each cell. */
function withoutHeads(html: string, section: string): string {
  return section === "key-figures" ? html : html.replace(/ data-head="[^"]*"/g, "");
}
