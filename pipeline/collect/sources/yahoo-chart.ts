import { columnsOf } from "../read/dated-rows.ts";
import { onlyPage } from "../read/page-text.ts";
import { empty, readingOf } from "../read/refusal.ts";
import type { Errand, Page, Rows, Wanted, WireFormat } from "../wire-format.ts";
import { type Bar, type Chart, chartIn } from "./yahoo/chart-reply.ts";
import { priceReturns } from "./yahoo/price-returns.ts";
import { settledBars } from "./yahoo/settled-bars.ts";

/**
 * Daily bars of Yahoo's chart API, version 8: unofficial, without a contract.
 *
 * Symbols: `^GSPC` is the close in the instrument's own unit; `XLK@return` the price return of each day in percent, dividends added
 * back; `ZQZ25.CBT` the close of a fed funds future, on days on which it traded.
 *
 * @see shared/sources.md, sections 4 and 5
 */
export const yahooChart: WireFormat = {
  id: "yahoo",
  lagDays: 0,
  errands: errandsFor,
  read: (pages, { wanted }) => readingOf(() => readChart(onlyPage(pages), wanted)),
  failed({ status, excerpt }) {
    if (!/no data found|"code"\s*:\s*"not found"/i.test(excerpt)) return null;
    return { verdict: "empty", reason: `Yahoo has no such chart (status ${status}): no data found.` };
  },
};

const HEADERS = { "user-agent": "Mozilla/5.0 (compatible; tracker)" };
const LIMIT_BYTES = 4_000_000;
/** Shortest first. */
const RANGES = ["6mo", "1y", "10y"] as const;

/** What is wanted of a ticker. */
interface Measure {
  readonly ticker: string;
  readonly kind: "close" | "return" | "traded-close";
}

function measureOf({ symbol }: Wanted): Measure {
  if (symbol.endsWith("@return")) return { ticker: symbol.slice(0, -"@return".length), kind: "return" };
  return { ticker: symbol, kind: /\.CBT$/i.test(symbol) ? "traded-close" : "close" };
}

const RANGE_OF: Readonly<Record<Measure["kind"], number>> = { "traded-close": 0, return: 1, close: 2 };

function errandsFor(wanted: readonly Wanted[]): Errand[] {
  const byTicker = Map.groupBy(wanted, (one) => measureOf(one).ticker);
  return [...byTicker.values()].map((own) => ({ pages: [pageFor(own)], wanted: own }));
}

function pageFor(own: readonly Wanted[]): Errand["pages"][number] {
  const { ticker } = measureOf(own[0]!);
  const range = RANGES[Math.max(...own.map((one) => RANGE_OF[measureOf(one).kind]))]!;
  const url = `https://query1.finance.yahoo.com/v8/finance/chart/${encodeURIComponent(ticker)}?range=${range}&interval=1d&events=div%2Csplits`;
  return { url, headers: HEADERS, limitBytes: LIMIT_BYTES, gapMs: 120 };
}

function readChart(page: Page, wanted: readonly Wanted[]) {
  const { ticker } = measureOf(wanted[0]!);
  const chart = chartIn(page, ticker);
  const { bars, running } = settledBars(chart, page.at);
  const leftOut = `The bar of ${running} is left out: at ${page.at} its session was running or just over.`;
  const left = running === null ? [] : [leftOut];
  if (bars.length === 0) throw empty([`The chart of ${ticker} holds no settled bar.`, ...left].join(" "));
  const parts = wanted.map((one) => rowsFor(one, bars, chart));
  const remarks = [...left, ...parts.flatMap((part) => part.remarks)];
  return {
    rows: parts.flatMap(({ rows }) => (rows.dates.length > 0 ? [rows] : [])),
    remarks: remarks.map((remark) => `${ticker}: ${remark}`),
  };
}

interface Part {
  readonly rows: Rows;
  readonly remarks: readonly string[];
}

function rowsFor(one: Wanted, bars: readonly Bar[], chart: Chart): Part {
  const { ticker, kind } = measureOf(one);
  if (kind !== "return") return closesOf(one.series, bars, kind);
  const { dates, values, remarks } = priceReturns(bars, chart);
  const note = `price return of the fund ${ticker}, dividends added back`;
  return { rows: { series: one.series, dates, values, note }, remarks };
}

/** Far contracts do not trade every day; their bars then repeat an old price with a volume of 0. */
function closesOf(series: string, bars: readonly Bar[], kind: "close" | "traded-close"): Part {
  const isOld = ({ volume }: Bar) => kind === "traded-close" && volume !== null && volume <= 0;
  const closes = bars.map((bar) => ({ date: bar.date, value: isOld(bar) ? null : bar.close }));
  const old = bars.filter(isOld).length;
  const remarks = old === 0 ? [] : [`${old} bars without volume are no prices.`];
  return { rows: { series, ...columnsOf(closes) }, remarks };
}
