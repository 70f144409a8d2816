import type { ChartSpec } from "../model/chart.ts";
import type { DeliverySettings } from "../model/delivery-settings.ts";
import type { Filled } from "../model/filled.ts";
import type { LedgerEntry } from "../model/ledger.ts";
import { type Arranged, arrange } from "./arrange.ts";
import type { Dress } from "./dress.ts";
import { readMarkdown } from "./markdown.ts";

/** What "simulated" says on every page. */
export const SAMPLE_NOTICE = "Sample data - simulated, not market data";

/** All that a page is made of: the pages are pure functions of this. */
export interface Parts {
  readonly filled: Filled;
  readonly arranged: Arranged;
  /** Sentences that every page carries, the sample notice first. */
  readonly notices: readonly string[];
  readonly entries: ReadonlyMap<string, LedgerEntry>;
  readonly charts: ReadonlyMap<string, ChartSpec>;
  /** Writers' pictures by file name. */
  readonly images: Readonly<Record<string, Uint8Array>>;
  readonly dress: Dress;
  /** Where readers reach the site, and who sends the mail; null: the project sends nothing. */
  readonly delivery: DeliverySettings | null;
}

type PartsOf = Pick<Parts, "filled" | "images" | "dress"> & Partial<Pick<Parts, "delivery">>;

/** A filled issue, read and arranged once for all pages. */
export function partsOf({ filled, images, dress, delivery = null }: PartsOf): Parts {
  const notices = [...new Set([...(filled.simulated ? [SAMPLE_NOTICE] : []), ...filled.notices])];
  return {
    filled,
    arranged: arrange(readMarkdown(filled.marked), { notices, charts: filled.charts }),
    notices,
    entries: new Map(filled.ledger.entries.map((entry) => [entry.id, entry])),
    charts: new Map(filled.charts.map((spec) => [spec.id, spec])),
    images,
    dress,
    delivery,
  };
}
