import { printDate } from "../finance/date-words.ts";
import type { Paper } from "../model/artifacts.ts";
import type { Svgs } from "./drawing.ts";
import { endnotesHtml } from "./endnotes.ts";
import { cssString, escapeHtml } from "./escape.ts";
import { fontFaces } from "./fonts.ts";
import { foreignCss } from "./foreign-letters.ts";
import { frontOf, insideOf } from "./front.ts";
import { frontPageHtml } from "./front-page.ts";
import type { Dialect } from "./html.ts";
import { inlineHtml } from "./html.ts";
import { dressed, type Finished, finished, stylesheet } from "./layout.ts";
import { pageLogo } from "./logo.ts";
import { pageDialect } from "./page-html.ts";
import type { Parts } from "./parts.ts";
import { pageCss, themeCss } from "./theme-css.ts";

const SIZES: Readonly<Record<Paper, string>> = { a4: "A4", letter: "letter" };
/** The last entry of the contents, as endnotes.ts names and marks it. */
const NOTES = { id: "notes-on-method", name: "Notes on method" };

/** The page that the browser prints. */
export function printPage(parts: Parts, svgs: Svgs, paper: Paper): string {
  const { filled, arranged, notices, dress } = parts;
  const dialect = pageDialect(parts, { page: "print", svgs, figure: printedFigure });
  return dressed(
    "print.html.hbs",
    {
      title: filled.title,
      publication: filled.publication,
      logo: pageLogo(dress.assets),
      edition: filled.edition,
      dateline: printDate(filled.date, "full"),
      heading: finished(titleHtml(filled.title, inlineHtml(arranged.title, dialect))),
      standfirst: finished(inlineHtml(arranged.standfirst, dialect)),
      simulated: filled.simulated,
      notices,
      paper,
      style: styleOf(parts, paper),
      body: finished(bodyHtml(parts, dialect)),
    },
    dress,
  );
}

function bodyHtml({ arranged, entries }: Parts, dialect: Dialect): string {
  const { printed, contents, endnotes } = arranged;
  const inside = [...insideOf(contents), ...(endnotes.length > 0 ? [NOTES] : [])];
  return `${frontPageHtml(frontOf(printed), inside, { dialect, entries })}\n${endnotesHtml(endnotes, dialect)}`;
}

/** What stands in the margins is CSS too: the words of heads and feet are set as strings there. */
function styleOf({ filled, notices, dress }: Parts, paper: Paper): Finished {
  const { theme } = dress.assets;
  const own = [themeCss(theme), pageCss(theme), foreignCss(dress.foreign ?? [], theme)];
  const styles = ["shades.css", "print.css", "front.css"].map((name) => stylesheet(name, dress));
  const dateline = `${printDate(filled.date, "full")} · ${filled.edition} edition`;
  const margins = [
    `@page{size:${SIZES[paper]};`,
    `@top-left{content:${cssString(filled.publication)}}`,
    // Empty for the browser, which draws its rule: the name of the section is written when the pages are known.
    '@top-right{content:""}',
    `@bottom-left{content:${cssString([dateline, ...footNotices(notices)].join(" · "))}}}`,
    "@page:first{@top-left{content:none}@top-right{content:none}}",
  ].join("");
  return finished([fontFaces(dress, filled.marked), ...own, ...styles, margins].join("\n"));
}

/** Letters of notices that a foot of two lines holds. */
const FOOT_LETTERS = 170;

/** All notices stand on the first page; in the feet as many as there is room for, the first whatever it is. */
function footNotices(notices: readonly string[]): readonly string[] {
  let letters = 0;
  const fitting = notices.filter((notice, index) => {
    letters += notice.length + 3;
    return index === 0 || letters <= FOOT_LETTERS;
  });
  return fitting.length < notices.length ? [...fitting, "more notices on page 1"] : fitting;
}

/** Letters of a title in two lines, and in three smaller ones. */
const [TWO_LINES, THREE_LINES] = [105, 190];

/** A longer title is set smaller, so that the front page stays one. */
function titleHtml({ length }: string, inner: string): string {
  if (length <= TWO_LINES) return inner;
  return `<span class="${length <= THREE_LINES ? "long" : "longest"}">${inner}</span>`;
}

/** A number keeps its unit on its line. */
function printedFigure(_: string, text: string): string {
  return text.includes(" ") ? `<span class="figure">${escapeHtml(text)}</span>` : escapeHtml(text);
}
