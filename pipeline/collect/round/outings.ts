import { sectors } from "../../finance/attribution.ts";
import { addMonths, monthOf } from "../../finance/dates.ts";
import { releases } from "../../finance/releases.ts";
import type { Sources } from "../../model/edition.ts";
import type { IsoDate } from "../../model/unit.ts";
import { closeMemberWeightOf, closeWeightOf } from "../resolve/archived-names.ts";
import { DECISIONS } from "../resolve/meeting-dates.ts";
import { cboe } from "../sources/cboe.ts";
import { coinbase } from "../sources/coinbase.ts";
import { feedFormat } from "../sources/feed.ts";
import { fomcCalendar } from "../sources/fomc-calendar.ts";
import { fredApi } from "../sources/fred-api.ts";
import { fredReleases } from "../sources/fred-releases.ts";
import { fredgraph } from "../sources/fredgraph.ts";
import { nyFed } from "../sources/ny-fed.ts";
import { ssgaHoldings } from "../sources/ssga-holdings.ts";
import { stooq } from "../sources/stooq.ts";
import { treasuryCsv } from "../sources/treasury-csv.ts";
import { treasuryXml } from "../sources/treasury-xml.ts";
import { yahooChart } from "../sources/yahoo-chart.ts";
import type { Wanted, WireFormat } from "../wire-format.ts";

/** One source with all that is wanted of it. Its wire formats are tried in order: the next one for what the one before could not bring. */
export interface Outing {
  readonly source: string;
  readonly formats: readonly WireFormat[];
  readonly wanted: readonly Wanted[];
}

/** Wire formats by the name that `live` in content/sources.yaml gives a source. */
const FORMATS: Readonly<Record<string, readonly WireFormat[]>> = {
  fred: [fredApi, fredgraph],
  treasury: [treasuryXml, treasuryCsv],
  "ny-fed": [nyFed],
  yahoo: [yahooChart],
  stooq: [stooq],
  cboe: [cboe],
  coinbase: [coinbase],
  ssga: [ssgaHoldings],
  "fomc-calendar": [fomcCalendar],
};

/** The names that `live` may use. */
export const liveSources: readonly string[] = Object.keys(FORMATS);

/** Contracts from the month of the day on; beyond two years nothing trades. */
const MONTHS_AHEAD = 24;
/** Planned prices of single companies begin with this. */
const EQUITY = "EQ.";
const MONTH_CODES = "FGHJKMNQUVXZ";

/** Every source with what is wanted of it for one day: planned series, sector funds, fed funds futures, meetings, releases, feeds. */
export function outingsOf(plans: Sources, date: IsoDate, secrets: ReadonlySet<string>): readonly Outing[] {
  const wishes = [
    ...plannedWishes(plans),
    ...sectorWishes(),
    ...memberWishes(plans),
    ...futuresWishes(date),
    MEETINGS,
  ];
  const bySource = Map.groupBy(wishes, ({ source }) => source);
  const outings = [...bySource].map(([source, all]): Outing => {
    const wanted = all.map(({ series, symbol }) => ({ series, symbol }));
    return { source, formats: formatsOf(source, secrets), wanted };
  });
  const feeds = Object.entries(plans.feeds).map(([feed, plan]): Outing => {
    return { source: feed, formats: [feedFormat(feed, plan)], wanted: [] };
  });
  return [...outings, ...(secrets.has(FRED_KEY) ? [RELEASES] : []), ...feeds];
}

/** The environment variable with the key to FRED's interface. */
export const FRED_KEY = "FRED_API_KEY";

/** FRED tells of releases through its interface only: without a key nobody is asked. */
const RELEASES: Outing = {
  source: "fred-releases",
  formats: [fredReleases],
  wanted: releases.map(({ id, fred }) => ({ series: id, symbol: fred })),
};

/** Without a key FRED's interface is not asked, only its charts. */
function formatsOf(source: string, secrets: ReadonlySet<string>): readonly WireFormat[] {
  const formats = FORMATS[source] ?? [];
  return source === "fred" && !secrets.has(FRED_KEY) ? [fredgraph] : formats;
}

interface Wish extends Wanted {
  readonly source: string;
}

const MEETINGS: Wish = { source: "fomc-calendar", series: DECISIONS, symbol: "decisions" };

function plannedWishes({ series }: Sources): readonly Wish[] {
  return Object.entries(series).flatMap(([id, { live }]) =>
    Object.entries(live).map(([source, symbol]) => ({ source, series: id, symbol })),
  );
}

/** Weights at the close, and the funds' returns in place of the sectors' own. */
function sectorWishes(): readonly Wish[] {
  return sectors.flatMap(({ key, fund }) => [
    { source: "ssga", series: closeWeightOf(key), symbol: fund.toLowerCase() },
    { source: "yahoo", series: `SPX.SECTOR.${key}.RETURN`, symbol: `${fund}@return` },
  ]);
}

/** Weights at the close of the companies whose prices are planned, out of the same holdings. */
function memberWishes({ series }: Sources): readonly Wish[] {
  const symbols = Object.keys(series).flatMap((id) =>
    id.startsWith(EQUITY) ? [id.slice(EQUITY.length)] : [],
  );
  return symbols.map((symbol) => ({
    source: "ssga",
    series: closeMemberWeightOf(symbol),
    symbol: `spy:${symbol}`,
  }));
}

function futuresWishes(date: IsoDate): readonly Wish[] {
  return Array.from({ length: MONTHS_AHEAD + 1 }, (_, ahead) => {
    const month = addMonths(monthOf(date), ahead);
    const code = MONTH_CODES[Number(month.slice(5)) - 1];
    return { source: "yahoo", series: `ZQ.${month}`, symbol: `ZQ${code}${month.slice(2, 4)}.CBT` };
  });
}
