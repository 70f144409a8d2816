import type { IsoDate } from "../../model/unit.ts";

/** A place in a sentence: `text.slice(from, to)`. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** What a numeral counts, as far as it says so itself; null: it says nothing. */
export type StatedUnit = "percent" | "bp" | "pp" | "sd" | "ordinal" | "times" | "money" | "days" | null;

/** A number as it stands in a sentence. */
export interface Numeral extends Span {
  /** With its sign: "fell 3 bp" is 3, "−3 bp" is -3. Words up to twelve are numerals: "nine". */
  readonly value: number;
  readonly decimals: number;
  readonly sign: "+" | "−" | null;
  readonly unit: StatedUnit;
  /** "~", "about", "some", "near", "roughly" stand before it: half of what follows the last place is forgiven twice over. */
  readonly isAbout: boolean;
  /** ">", "over", "more than": 1; "<", "under", "less than": -1. */
  readonly bound: 1 | -1 | null;
  readonly isWord: boolean;
  /** Thousand, million, billion, trillion as written: 1 where nothing is. */
  readonly factor: number;
}

/** "50-55 bp", "58–60 %", "between 3.50% and 3.75%", "from 4.10% to 4.17%": the two ends are numerals of the sentence too. */
export interface NumeralRange extends Span {
  readonly low: Numeral;
  readonly high: Numeral;
  readonly form: "between" | "from-to";
}

/** "5 November", "Nov 5, 2025", "Tuesday", "December 2026", "2022", "Q1 2020". */
export interface DateMention extends Span {
  readonly precision: "day" | "weekday" | "month" | "quarter" | "year";
  /** First and last day meant, the year filled in from the issue's; null where it cannot be known. */
  readonly first: IsoDate | null;
  readonly last: IsoDate | null;
  /** A weekday that is said beside the day, and is another one than the calendar's. */
  readonly wrongWeekday: string | null;
}

/** One sentence, bullet, table cell row or heading of a writer's text, without its Markdown. */
export interface Sentence {
  /** As in WrittenText.id. */
  readonly text: string;
  readonly id: string;
  /** The heading or bold label that it stands under, "" where there is none. */
  readonly under: string;
  /** Left to right; those inside a date are not among them. */
  readonly numerals: readonly Numeral[];
  readonly ranges: readonly NumeralRange[];
  readonly dates: readonly DateMention[];
  /** Stretches that the writer declared with a source: by a quote around them, or by a note behind a number. */
  readonly declared: readonly (Span & { readonly source: string; readonly by: "quote" | "note" })[];
  /** What the writer overruled: null is the whole sentence. */
  readonly overruled: readonly { readonly of: string | null; readonly reason: string }[];
  /** Place of a letter of `text` in the raw text, UTF-16 units. */
  rawIndex(index: number): number;
}
