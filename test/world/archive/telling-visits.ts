import { createHash } from "node:crypto";
import { addDays } from "../../../pipeline/finance/dates.ts";
import type { Headline } from "../../../pipeline/model/headline.ts";
import type { Telling, VisitRecord } from "../../../pipeline/model/telling.ts";
import type { Visit } from "../../../pipeline/model/visit.ts";

/** What a test says of a visit; the rest is plausible. */
export interface Said {
  readonly at: string;
  readonly place?: string;
  readonly source?: string;
  readonly tellings?: readonly Telling[];
  readonly headlines?: readonly Headline[];
  readonly visit?: Partial<Visit>;
  /** The body's text; null where nothing was sent. Without it, each visit has a body of its own. */
  readonly body?: string | null;
  readonly etag?: string | null;
  readonly unreadable?: true;
  readonly readWith?: string;
}

export const PLACE = "https://rates.example/daily.csv";

export function visitOf(said: Said): VisitRecord {
  const { at, place = PLACE, source = "rates", tellings = [], headlines = [] } = said;
  const body = said.body === undefined ? JSON.stringify([at, place, tellings, headlines]) : said.body;
  const bytes = body === null ? null : Buffer.from(body);
  const series = tellings.map((one) => one.series);
  return {
    visit: { at, source, place, verdict: "ok", reason: null, series, newest: null, ...said.visit },
    raw: bytes && { bytes, sha256: sha256Of(bytes) },
    validators: said.unreadable ? null : { etag: said.etag ?? null, lastModified: null },
    readWith: said.readWith ?? "reader 1",
    tellings,
    headlines,
  };
}

export function sha256Of(bytes: Uint8Array | string): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** A telling of consecutive days from `from` on. */
export function toldFrom(
  from: string,
  values: readonly (number | null)[],
  more: Partial<Telling> = {},
): Telling {
  const dates = values.map((_, index) => addDays(from, index));
  return { series: "UST.10Y", source: "rates", dates, values, ...more };
}

export function headlineOf(said: Partial<Headline> & { readonly id: string }): Headline {
  return {
    time: "2025-11-05T12:00:00Z",
    feed: "wire",
    title: `Title of ${said.id}`,
    link: "https://news.example/1",
    origin: { source: "wire", place: PLACE, sha256: sha256Of("feed"), retrievedAt: "2025-11-05T13:00:00Z" },
    ...said,
  };
}

/** All of the series that these tests tell of. */
export const ALL = [
  { series: "UST.10Y", from: "0000-01-01" },
  { series: "UST.2Y", from: "0000-01-01" },
];
