import { printDate } from "../finance/date-words.ts";
import type { Svgs } from "./drawing.ts";
import { escapeHtml } from "./escape.ts";
import { figureTitle } from "./figure-title.ts";
import { fontFaces } from "./fonts.ts";
import { blocksHtml, inlineHtml } from "./html.ts";
import { dressed, finished, stylesheet } from "./layout.ts";
import { siteSlot } from "./links-out.ts";
import { pageLogo } from "./logo.ts";
import { pageDialect } from "./page-html.ts";
import type { Parts } from "./parts.ts";
import { nightCss, screenCss, themeCss } from "./theme-css.ts";

/** The web page: one file with its style, fonts and charts inside; nothing is fetched and nothing runs. */
export function webPage(parts: Parts, svgs: Svgs): string {
  const { filled, arranged, notices, dress } = parts;
  const dialect = pageDialect(parts, { page: "web", svgs, figure: (id, text) => dataHtml(id, text, parts) });
  const { theme } = dress.assets;
  const styles = ["shades.css", "web.css"].map((name) => stylesheet(name, dress));
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
      heading: finished(inlineHtml(arranged.title, dialect)),
      standfirst: finished(inlineHtml(arranged.standfirst, dialect)),
      simulated: filled.simulated,
      notices,
      contents: arranged.contents,
      site: siteSlot(parts),
      style: finished(
        [fontFaces(dress, filled.marked), themeCss(theme), screenCss(theme), nightCss(theme), ...styles].join(
          "\n",
        ),
      ),
      body: finished(blocksHtml(arranged.blocks, dialect)),
    },
    dress,
  );
}

/** A printed figure with its unrounded value, its id in the ledger, and what it is on pointing at it. */
function dataHtml(id: string, text: string, { entries }: Parts): string {
  const figure = entries.get(id)?.figure;
  if (!figure) throw new Error(`the text prints a figure ${id} that the ledger does not hold`);
  const title = escapeHtml(figureTitle(figure));
  return `<data value="${figure.value}" data-figure="${escapeHtml(id)}" title="${title}">${escapeHtml(text)}</data>`;
}
