import type { IsoDate } from "../../model/unit.ts";
import type { Page, Rows, Wanted } from "../wire-format.ts";
import { incomplete, type Observations, readObservations, type Slice } from "./fred-observations.ts";
import { fredRequest, isRefusal, type PageRequest, type Refusal, refusal } from "./fred-reply.ts";
import {
  readVintageDates,
  type VintageWindow,
  vintageDays,
  vintageTellings,
  vintageWindows,
} from "./fred-vintages.ts";

/** More replies to one question than any series needs. */
const MOST_PAGES = 50;

/** Fetches a page, or says why there is none. */
export type Get = (request: PageRequest) => Promise<Page | Refusal>;

/** All that FRED ever said of a series, and the pages of observations in which it stood. */
export interface VintageBackfill {
  readonly verdict: "ok";
  /** One for each day on which anything became public, oldest first. */
  readonly rows: readonly Rows[];
  readonly pages: readonly Page[];
}

/**
 * Asks for a series with all its versions: first for the days on which it changed, then window by window.
 *
 * @param how `from`: the first observation that is wanted; its versions come whatever their age
 */
export async function backfillVintages(
  { series, symbol }: Wanted,
  { from, get }: { readonly from: IsoDate; readonly get: Get },
): Promise<VintageBackfill | Refusal> {
  const listed = await everyPage((offset) => vintageDatesRequest(symbol, offset), readVintageDates, get);
  if (isRefusal(listed)) return listed;
  const days = vintageDays(listed.read);
  if (isRefusal(days)) return days;
  const pages: Page[] = [];
  const lists: Observations[] = [];
  for (const window of vintageWindows(days)) {
    const one = await everyVersion(symbol, { window, from, get });
    if (isRefusal(one)) return one;
    pages.push(...one.pages);
    lists.push(...one.read);
  }
  const rows = vintageTellings(series, lists);
  if (isRefusal(rows)) return rows;
  if (rows.length > 0) return { verdict: "ok", rows, pages };
  return refusal("empty", `FRED has no observation of ${symbol} from ${from} on, in any version.`);
}

export function vintageDatesRequest(symbol: string, offset = 0): PageRequest {
  return fredRequest("series/vintagedates", { series_id: symbol, limit: "10000", ...offsetOf(offset) });
}

/** Versions that were current within a window of real time, of observations from `from` on. */
export function vintageRequest(
  symbol: string,
  { start, end, from, offset = 0 }: VintageWindow & { readonly from: IsoDate; readonly offset?: number },
): PageRequest {
  return fredRequest("series/observations", {
    series_id: symbol,
    realtime_start: start,
    realtime_end: end,
    output_type: "1",
    observation_start: from,
    limit: "100000",
    ...offsetOf(offset),
  });
}

interface Everything<T> {
  readonly pages: readonly Page[];
  readonly read: readonly T[];
}

async function everyVersion(
  symbol: string,
  { window, from, get }: { readonly window: VintageWindow; readonly from: IsoDate; readonly get: Get },
): Promise<Everything<Observations> | Refusal> {
  const requestAt = (offset: number) => vintageRequest(symbol, { ...window, from, offset });
  const all = await everyPage(requestAt, readObservations, get);
  if (isRefusal(all)) return all;
  const other = all.read.find(({ window: { start, end } }) => start !== window.start || end !== window.end);
  if (!other) return all;
  const [asked, came] = [window, other.window].map(({ start, end }) => `${start} to ${end}`);
  return refusal("shape_changed", `FRED was asked for its versions of ${asked} and sent those of ${came}.`);
}

/** Asks until the list is whole. */
async function everyPage<T extends Slice>(
  requestAt: (offset: number) => PageRequest,
  readOne: (page: Page) => T | Refusal,
  get: Get,
): Promise<Everything<T> | Refusal> {
  const pages: Page[] = [];
  const read: T[] = [];
  let taken = 0;
  while (pages.length < MOST_PAGES) {
    const page = await get(requestAt(taken));
    if (isRefusal(page)) return page;
    const one = readOne(page);
    if (isRefusal(one)) return one;
    pages.push(page);
    read.push(one);
    taken += one.length;
    if (taken >= one.count) return { pages, read };
    if (one.length === 0) return incomplete("entries", taken, one.count);
  }
  return refusal("shape_changed", `FRED's list is not at its end after ${MOST_PAGES} replies.`);
}

function offsetOf(offset: number): Readonly<Record<string, string>> {
  return offset > 0 ? { offset: String(offset) } : {};
}
