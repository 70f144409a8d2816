import type { IsoDate } from "../../model/unit.ts";

/** One row of a price table, oldest first; an empty cell is null. */
export interface PriceRow {
  readonly date: IsoDate;
  readonly close: number | null;
  /** Of dividends (and splits), backwards: the newest row has its close. */
  readonly adjusted?: number | null;
  /** Per share, on its ex-date; 0 or null on all other days. */
  readonly dividend?: number | null;
  /** New shares for one old one, on its ex-date: 5, or 0.1 for one for ten; 0, 1 or null on all other days. */
  readonly split?: number | null;
}
