import { printDate } from "../finance/date-words.ts";
import type { Paper } from "../model/artifacts.ts";
import type { Svgs } from "./drawing.ts";
import { cssString, escapeHtml } from "./escape.ts";
import { fontFaces } from "./fonts.ts";
import { blocksHtml, inlineHtml } from "./html.ts";
import { dressed, finished, stylesheet } from "./layout.ts";
import { pageLogo } from "./logo.ts";
import { pageDialect } from "./page-html.ts";
import type { Parts } from "./parts.ts";
import { pageCss, themeCss } from "./theme-css.ts";

const SIZES: Readonly<Record<Paper, string>> = { a4: "A4", letter: "letter" };

/**
 * The page that the browser prints: what stands in its margins is CSS, so the words of heads and feet are set
 * as strings there.
 */
export function printPage(parts: Parts, svgs: Svgs, paper: Paper): string {
  const { filled, arranged, notices, dress } = parts;
  const dialect = pageDialect(parts, { page: "print", svgs, figure: printedFigure });
  const dateline = `${printDate(filled.date, "full")}   ${filled.edition} edition`;
  const margins = [
    `@page{size:${SIZES[paper]};`,
    `@top-left{content:${cssString(filled.publication)}}`,
    `@top-right{content:${cssString(dateline)}}`,
    `@bottom-left{content:${cssString(notices.join(" · "))}}}`,
    "@page:first{@top-left{content:none}@top-right{content:none}}",
  ].join("");
  const { theme } = dress.assets;
  const own = [themeCss(theme), pageCss(theme)];
  const styles = ["shades.css", "print.css"].map((name) => stylesheet(name, dress));
  return dressed(
    "print.html.hbs",
    {
      title: filled.title,
      publication: filled.publication,
      logo: pageLogo(dress.assets),
      edition: filled.edition,
      dateline: printDate(filled.date, "full"),
      heading: finished(inlineHtml(arranged.title, dialect)),
      standfirst: finished(inlineHtml(arranged.standfirst, dialect)),
      simulated: filled.simulated,
      notices,
      paper,
      style: finished([fontFaces(dress, filled.marked), ...own, ...styles, margins].join("\n")),
      body: finished(blocksHtml(arranged.blocks, dialect)),
    },
    dress,
  );
}

/** A number keeps its unit on its line. */
function printedFigure(_: string, text: string): string {
  return text.includes(" ") ? `<span class="figure">${escapeHtml(text)}</span>` : escapeHtml(text);
}
