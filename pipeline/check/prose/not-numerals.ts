import type { Span } from "./sentence.ts";

/** Digits and number words that count nothing: names, tenors, decades, times of day, marks of a list. */
const NAMES = [
  "s\\s?&\\s?p[\\s-]?(?:500|400|600|100)(?!\\d)",
  "(?:russell|rty|nasdaq|ndx|nikkei|topix|ftse|cac|dax|asx|ibex|smi|csi|kospi|stoxx|fortune|dow|msci)[\\s-]?(?:\\d{2,4})(?![\\d.,]\\d|\\d|\\s?(?:%|bps?\\b|points?\\b|percent))",
  "(?:magnificent|mag|big|group of|g)[\\s-]?(?:seven|ten|four|five|three|six|[3-9]\\b|10\\b|20\\b)",
  "(?:section|title|article|phase|chapter|page|figure|chart|table|note|step|stage|tier|basel|boeing|rule|point)\\s\\d{1,4}(?![\\d%]|[.,]\\d|\\s?bps?\\b)",
  // Tenors and spans as an adjective: 10-year, 5–10-year, five-year, 10 year yields, 8-month high, 24-hour.
  "(?:\\d+(?:\\.\\d+)?|zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)(?:\\s?[-–/]\\s?\\d+)?[-\\s](?:year|yr|month|mo|week|wk|day|hour|minute|quarter|session)(?!\\p{L})",
  "\\d+\\s?[-–]?(?:y|yr|mo|wk)(?![\\p{L}\\d])",
  "\\d+(?:\\.\\d+)?x(?![\\p{L}\\d])",
  // 80s, 10s30s, 2s/10s.
  "'?\\d+s(?:[/-]?\\d+s)*(?![\\p{L}\\d])",
  // 60/40, 24/7, 9:30, 1.2.3, 29.05.2025.
  "\\d+/\\d+(?:/\\d+)?(?![\\d%])",
  "\\d{1,2}:\\d{2}(?::\\d{2})?(?!\\d)",
  "\\d+(?:\\.\\d+){2,}",
  "\\(\\d{1,2}\\)(?=\\s\\p{L})",
  "(?:no|any|every|some|each|the|this|that|which|another)[\\s-]one(?!\\p{L})",
  "one(?:-|\\sanother|\\smore|\\sday|\\sof\\s(?:the\\s)?(?:most|largest|biggest|best|worst|few|those|these|its|our|many))",
];
const NAME = new RegExp(`(?<![\\p{L}\\d.,]|\\p{L}-)(?:${NAMES.join("|")})`, "giu");
/** "1) Capital needs", "(2) Rates", at the head. */
const LIST_MARK = /^\s*(?:\(?\d{1,2}[.)](?=\s)|[①-⑳])/;
const YEAR_COUNT = /^one[-\s](?:year|month|week|day|hour|quarter|session)$|^1\s/i;

/** What is not to be read as a numeral, left to right. */
export function notNumerals(text: string): readonly Span[] {
  const mark = LIST_MARK.exec(text)?.[0].length ?? 0;
  const spans: Span[] = mark > 0 ? [{ from: 0, to: mark }] : [];
  for (const { 0: found, index } of text.matchAll(NAME)) {
    // "1 year", "one session" are counts: only several of a singular are an adjective.
    const isCount = YEAR_COUNT.test(found) && !found.includes("-");
    if (!isCount) spans.push({ from: index, to: index + found.length });
  }
  return spans;
}
