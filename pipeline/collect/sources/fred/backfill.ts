import type { IsoDate } from "../../../model/unit.ts";
import { empty, isRefusal, type Refusal, refusalIn, shapeChanged, Unreadable } from "../../read/refusal.ts";
import type { Page, Rows, Wanted } from "../../wire-format.ts";
import { type Observations, readObservations } from "./observations.ts";
import { incomplete, type Slice } from "./reply.ts";
import { fredRequest, type PageRequest } from "./request.ts";
import {
  readVintageDates,
  type VintageWindow,
  vintageDays,
  vintageTellings,
  vintageWindows,
} from "./vintages.ts";

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

/** What is asked of FRED. */
interface Question {
  readonly symbol: string;
  /** The first observation that is wanted; its versions come whatever their age. */
  readonly from: IsoDate;
  readonly get: Get;
}

/** Asks for a series with all its versions: first for the days on which it changed, then window by window. */
export async function backfillVintages(
  { series, symbol }: Wanted,
  how: Omit<Question, "symbol">,
): Promise<VintageBackfill | Refusal> {
  return wholeHistory(series, { ...how, symbol }).catch(refusalIn);
}

/** @throws Unreadable with the refusal of the first page that did not come or cannot be read */
async function wholeHistory(series: string, question: Question): Promise<VintageBackfill> {
  const { symbol, from, get } = question;
  const listed = await everyPage((offset) => vintageDatesRequest(symbol, offset), readVintageDates, get);
  const pages: Page[] = [];
  const lists: Observations[] = [];
  for (const window of vintageWindows(vintageDays(listed.read))) {
    const one = await everyVersion(window, question);
    pages.push(...one.pages);
    lists.push(...one.read);
  }
  const rows = vintageTellings(series, lists);
  if (rows.length === 0) throw empty(`FRED has no observation of ${symbol} from ${from} on, in any version.`);
  return { verdict: "ok", rows, pages };
}

function vintageDatesRequest(symbol: string, offset: number): PageRequest {
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

function offsetOf(offset: number): Readonly<Record<string, string>> {
  return offset > 0 ? { offset: String(offset) } : {};
}

interface Everything<T> {
  readonly pages: readonly Page[];
  readonly read: readonly T[];
}

async function everyVersion(
  window: VintageWindow,
  { symbol, from, get }: Question,
): Promise<Everything<Observations>> {
  const requestAt = (offset: number) => vintageRequest(symbol, { ...window, from, offset });
  const all = await everyPage(requestAt, readObservations, get);
  const other = all.read.find(({ window: { start, end } }) => start !== window.start || end !== window.end);
  if (!other) return all;
  const [asked, came] = [window, other.window].map(({ start, end }) => `${start} to ${end}`);
  throw shapeChanged(`FRED was asked for its versions of ${asked} and sent those of ${came}.`);
}

/** Asks until the list is whole. */
async function everyPage<T extends Slice>(
  requestAt: (offset: number) => PageRequest,
  readOne: (page: Page) => T,
  get: Get,
): Promise<Everything<T>> {
  const pages: Page[] = [];
  const read: T[] = [];
  let taken = 0;
  while (pages.length < MOST_PAGES) {
    const page = await get(requestAt(taken));
    if (isRefusal(page)) throw new Unreadable(page);
    const one = readOne(page);
    pages.push(page);
    read.push(one);
    taken += one.length;
    if (taken >= one.count) return { pages, read };
    if (one.length === 0) throw incomplete("entries", taken, one.count);
  }
  throw shapeChanged(`FRED's list is not at its end after ${MOST_PAGES} replies.`);
}
