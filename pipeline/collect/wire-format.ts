import type { Headline } from "../model/headline.ts";
import type { Telling } from "../model/telling.ts";
import type { IsoDate, IsoInstant } from "../model/unit.ts";
import type { Verdict } from "../model/visit.ts";
import type { WebReply, WebRequest } from "../world/world.ts";

/** One series that a source is asked for, by the name that it has there. */
export interface Wanted {
  readonly series: string;
  /** As content/sources.yaml names it: DGS10, BC_10YEAR, ^GSPC. */
  readonly symbol: string;
}

/** For what an errand is planned. */
export interface Asked {
  /** The day. */
  readonly date: IsoDate;
  /** History is wanted from here on: the first of January of a year, so that addresses stay the same from day to day. */
  readonly from: IsoDate;
}

/** The pages that must be fetched and read together, and what they will tell of. Most errands are one page. */
export interface Errand {
  readonly pages: readonly Omit<WebRequest, "known">[];
  readonly wanted: readonly Wanted[];
}

/** A fetched page. */
export interface Page {
  readonly url: string;
  readonly bytes: Uint8Array;
  readonly type: string;
  readonly charset: string | null;
  readonly at: IsoInstant;
}

/** Rows in the source's own unit, as they stand there; oldest first, each date once. */
export type Rows = Omit<Telling, "source">;

/** What a reader made of its pages, or why they cannot be read. */
export type Reading =
  | {
      readonly verdict: "ok";
      /** Nothing for a wanted series that the pages do not hold. */
      readonly rows: readonly Rows[];
      readonly headlines: readonly Headline[];
      /** Full sentences for the log: a row passed over, a running session left out. */
      readonly remarks: readonly string[];
    }
  | { readonly verdict: Exclude<Verdict, "ok">; readonly reason: string };

/** One wire format: how it is asked and how it is read. Pure; the fetching is done elsewhere. */
export interface WireFormat {
  /** Names the source in content/sources.yaml (`live`) and in every origin. */
  readonly id: string;
  /** Business days by which it is behind the day, when all is well: 0 for closes of the same evening, 1 for what comes next morning. */
  readonly lagDays: number;
  /** For a feed: days after its newest item from which it counts as stuck, though it answers that nothing changed. */
  readonly stuckAfterDays?: number;
  /** Series that one page can bring come in one errand. */
  errands(wanted: readonly Wanted[], asked: Asked): readonly Errand[];
  /** Never throws for anything that a source may send. Pages come in the order of the errand. */
  read(pages: readonly Page[], errand: Errand): Reading;
  /** What a failed request means here where it means something else than its status: "No data found" is empty. */
  failed?(reply: WebReply & { readonly outcome: "failed" }): Reading | null;
}
