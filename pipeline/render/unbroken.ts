import { escapeHtml } from "./escape.ts";
import { curled } from "./quotes.ts";

const MONTHS =
  "Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sep(?:tember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?";
const KEPT: readonly RegExp[] = [
  new RegExp(`(?<=\\b\\d{1,2}) (?=(?:${MONTHS})\\b)`, "g"),
  // `Sep 2025`; behind a month's full name a line may end.
  /(?<=\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)) (?=\d{4}\b)/g,
  // `t −2.3`: the figure may stand in the words behind these.
  /(?<=\bt) (?=$|[−\d])/g,
  // An index with its number: `S&P 500`.
  /(?<=\b(?:S&P|Nasdaq|Russell|FTSE)) (?=\d)/g,
  // Between a headline and its source: the point stands with the source.
  /(?<= ·) $/g,
  // Between two figures and nothing else, as in `(+5, +7)`.
  /(?<=^,) $/g,
];
/** `10-year`: a line that ends with "10-" reads as a range. */
const NUMBERED = /\b\d+-[a-z]+/g;

/** Words in which a day stays with its month, a figure with its pair, and the marks are those of printers. */
export function joined(words: string): string {
  return KEPT.reduce((kept, blank) => kept.replace(blank, "\u00A0"), curled(words));
}

/** Words as HTML for pages: what belongs together is not parted, and a number stays with what it counts. */
export function unbroken(words: string): string {
  return escapeHtml(joined(words)).replace(NUMBERED, '<span class="figure">$&</span>');
}
