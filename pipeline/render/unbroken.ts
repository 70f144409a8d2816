import { escapeHtml } from "./escape.ts";
import { curled } from "./quotes.ts";

const MONTHS =
  "Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sep(?:tember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?";
const DAY = new RegExp(`(?<=\\b\\d{1,2}) (?=(?:${MONTHS})\\b)`, "g");
/** `Sep 2025`; behind a month's full name a line may end. */
const SHORT_MONTH = /(?<=\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)) (?=\d{4}\b)/g;
/** `t −2.3`: the figure may stand in the words behind these. */
const STATISTIC = /(?<=\bt) (?=$|[−\d])/g;
/** `10-year`: a line that ends with "10-" reads as a range. */
const NUMBERED = /\b\d+-[a-z]+/g;

/** Words as HTML for paper, where nothing reflows: a day stays with its month and a number with what it counts. */
export function unbroken(words: string): string {
  const spaced = curled(words)
    .replace(DAY, "\u00A0")
    .replace(SHORT_MONTH, "\u00A0")
    .replace(STATISTIC, "\u00A0");
  return escapeHtml(spaced).replace(NUMBERED, '<span class="figure">$&</span>');
}
