import type { ChartSpec } from "./chart.ts";
import type { Ledger } from "./ledger.ts";
import type { IsoDate } from "./unit.ts";

/** An issue in words: what fill hands to render. */
export interface Filled {
  readonly publication: string;
  readonly edition: "free" | "paid";
  readonly date: IsoDate;
  readonly simulated: boolean;
  /** Sentences that every page carries. */
  readonly notices: readonly string[];
  /** Plain, without marks. */
  readonly title: string;
  readonly standfirst: string;
  /** For people: clean, with YAML front matter. */
  readonly markdown: string;
  /** For render: the body with figure and block marks, without front matter. */
  readonly marked: string;
  readonly ledger: Ledger;
  readonly charts: readonly ChartSpec[];
}
