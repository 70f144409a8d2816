import { COMMON, cut, cutAtLine, hoursAgo, renamed, shaped, soft, WARNING } from "./fault-modes.ts";
import { KEY } from "./fault-rounds.ts";
import { AS_EVER, type FaultedSource } from "./faulted-source.ts";

const REORDERED = shaped("columns in another order", { reorder: true }, "ok");
const OTHER_DATES = shaped("the column of dates has another name", { dateHeader: "Day" });
const MARKUP_ABOVE = { prefix: "<br />\nNotice: fopen(): disk full\n" };
const CSV = [shaped("markup above the header", MARKUP_ABOVE, "soft_error"), REORDERED, OTHER_DATES];
const GONE = {
  result: null,
  error: { code: "Not Found", description: "No data found, symbol may be delisted" },
};
const badKey = {
  error_code: 400,
  error_message: `Bad Request.  The value for variable api_key ${KEY} is not registered.`,
};
const NO_ENTRIES = '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>x</title></feed>';

const FRED_OUT =
  "spread n/a; us-breakeven-10y of 11-04 by fred; us-ice-hy-oas n/a; us-fed-target-lower of 11-04 by fred; us-fed-target-upper of 11-04 by fred; wti of 10-27 by fred";
/** What the New York Fed tells too stands in. */
const FRED_OUT_LONGER =
  "spread n/a; us-breakeven-10y n/a; us-ice-hy-oas n/a; us-fed-target-lower of 11-04 by ny-fed; us-fed-target-upper of 11-04 by ny-fed; wti of 10-27 by fred; ig-spread n/a";
const TREASURY_OUT =
  "long-yield of 11-04 by treasury; slope of 11-04 by treasury; ust-30y of 11-04 by treasury; ust-10y-real of 11-04 by treasury; us-breakeven-10y of 11-04 by fred";

const TREASURY_OUT_LONGER =
  "long-yield of 11-04 by fred; slope of 11-04 by fred; ust-30y of 11-04 by fred; ust-10y-real of 11-04 by fred; us-breakeven-10y of 11-04 by fred";

/** Where several formats bring the same, the next one is asked for what a fault took away; not after an answer that is old or empty. */
export const MARKETS: readonly FaultedSource[] = [
  // Eight charts of forty: two sectors in place of eleven, and the contracts that have prices of these days.
  {
    name: "yahoo",
    source: "yahoo",
    match: "query1.finance.yahoo.com",
    own: /^query1\.finance\.yahoo\.com\/v8\/finance\/chart\/(?:%5E(?:GSPC|VIX|MOVE)|GLD|XLK|XLV|ZQ[XZ]25)\b/,
    out: "index of 11-05 by stooq; policy n/a; move of 11-04 by yahoo; gold-gld of 11-04 by yahoo; sector-attribution n/a; policy-path n/a",
    outLonger:
      "index of 11-05 by stooq; policy n/a; move n/a; gold-gld n/a; sector-attribution n/a; policy-path n/a",
    faults: [
      ...COMMON,
      hoursAgo(4, "stale"),
      renamed({ close: "closing" }),
      renamed({ timestamp: "times" }),
      WARNING,
      cut(3001),
      soft("error object, not found", { chart: GONE }, "empty"),
      soft("error object, not found, status 404", { chart: GONE }, "empty", 404),
      soft(
        "error object, internal",
        { finance: { result: null, error: { code: "Internal", description: "try again" } } },
        "soft_error",
      ),
      soft("too many requests as text", "Edge: Too Many Requests", "rate_limited"),
    ],
  },
  {
    name: "stooq",
    source: "stooq",
    match: "stooq.com",
    own: /^stooq\.com\//,
    out: AS_EVER,
    faults: [
      ...COMMON,
      hoursAgo(4, "stale"),
      renamed({ Close: "Last" }),
      shaped("markup above the header", MARKUP_ABOVE, "ok"),
      REORDERED,
      OTHER_DATES,
      shaped("'.' in an empty last cell", { missing: "." }, "ok"),
      cut(3001),
      cutAtLine(3001, "stale"),
      soft("No data", "No data", "empty"),
      soft("daily limit", "Exceeded the daily hits limit", "rate_limited"),
    ],
  },
  {
    name: "fred-api",
    source: "fred",
    match: "api.stlouisfed.org/fred/series",
    own: /^(?:api\.stlouisfed\.org\/fred\/series|fred\.stlouisfed\.org)\//,
    out: AS_EVER,
    outLonger: FRED_OUT_LONGER,
    verdicts: { "stale, 7 days": "ok, stale" },
    prints: { empty200: FRED_OUT, "stale, 7 days": FRED_OUT, "error 400 of the series": FRED_OUT },
    faults: [
      ...COMMON,
      renamed({ value: "level" }),
      renamed({ observations: "rows" }),
      WARNING,
      cut(3001),
      soft("error 400 of the key", badKey, "auth", 400),
      soft("error 400 of the key, status 200", badKey, "auth"),
      soft(
        "error 400 of the series",
        { error_code: 400, error_message: "Bad Request.  The series does not exist." },
        "empty",
        400,
      ),
      soft(
        "error 429 in the body",
        { error_code: 429, error_message: "Too Many Requests.  Exceeded Rate Limit" },
        "rate_limited",
      ),
    ],
  },
  // The days of releases ahead, which only the watch section reads.
  {
    name: "fred-releases",
    source: "fred-releases",
    match: "api.stlouisfed.org/fred/release/dates",
    own: /^api\.stlouisfed\.org\/fred\/release\//,
    out: AS_EVER,
    // The calendar of a week ago was no other one.
    verdicts: { "stale, 7 days": "unchanged" },
    faults: [
      ...COMMON,
      renamed({ release_dates: "days" }),
      renamed({ release_id: "id" }),
      WARNING,
      cut(2001),
      soft("error 400 of the key", badKey, "auth", 400),
      soft("no dates", { count: 0, offset: 0, limit: 10000, release_dates: [] }, "empty"),
    ],
  },
  {
    name: "fredgraph",
    source: "fred",
    match: "fred.stlouisfed.org",
    own: /^(?:api|fred)\.stlouisfed\.org\//,
    hasKey: false,
    out: FRED_OUT,
    // A page holds twelve series; this one is not on that of the breakevens, which comes as ever.
    verdicts: { "BAMLC0A0CM is BAMLC0A0CX": "ok, shape_changed" },
    prints: { "BAMLC0A0CM is BAMLC0A0CX": FRED_OUT.replace(/us-breakeven[^;]*; /, "") },
    faults: [
      ...COMMON,
      renamed({ BAMLC0A0CM: "BAMLC0A0CX" }),
      ...CSV,
      shaped("the column of dates has its old name", { dateHeader: "DATE" }, "ok"),
      shaped("'.' in an empty last cell", { missing: "." }, "ok"),
      cut(3001),
      cutAtLine(3001, "stale"),
      soft("404 page", "<!DOCTYPE html><html><body>404</body></html>", "http_error", 404),
    ],
  },
  {
    name: "treasury-xml",
    source: "treasury",
    match: "home.treasury.gov.*/pages/xml",
    own: /^home\.treasury\.gov\//,
    out: AS_EVER,
    outLonger: TREASURY_OUT_LONGER,
    prints: { empty200: TREASURY_OUT, "stale, 7 days": TREASURY_OUT, "a feed without entries": TREASURY_OUT },
    faults: [
      ...COMMON,
      renamed({ BC_10YEAR: "BC_10Y", TC_10YEAR: "TC_10Y" }),
      renamed({ NEW_DATE: "DATE" }),
      WARNING,
      cut(3001),
      soft("a feed without entries", NO_ENTRIES, "empty"),
    ],
  },
  {
    name: "treasury-csv",
    source: "treasury",
    match: "home.treasury.gov.*/daily-treasury-rates.csv",
    own: /^home\.treasury\.gov\//,
    alsoDown: "home.treasury.gov.*/pages/xml",
    out: TREASURY_OUT,
    // Last year's page is as good.
    verdicts: { "stale, 7 days": "ok, stale" },
    faults: [
      ...COMMON,
      renamed({ "10 Yr": "10 Years", "10 YR": "10 Years" }),
      ...CSV,
      cut(3001),
      // Newest first: what is gone is known since January.
      cutAtLine(3001, "ok"),
    ],
  },
  {
    name: "ny-fed",
    source: "ny-fed",
    match: "markets.newyorkfed.org",
    own: /^markets\.newyorkfed\.org\//,
    out: "policy of 11-05 by fred and yahoo; us-effr of 11-04 by fred; us-sofr of 11-04 by fred",
    outLonger: "policy of 11-05 by fred and yahoo; us-effr of 11-04 by fred; us-sofr of 11-04 by fred",
    faults: [
      ...COMMON,
      renamed({ percentRate: "rate" }),
      renamed({ refRates: "rates" }),
      WARNING,
      cut(3001),
      soft("no rates", { refRates: [] }, "empty"),
    ],
  },
  {
    name: "cboe",
    source: "cboe",
    match: "cdn.cboe.com",
    own: /^cdn\.cboe\.com\//,
    out: "volatility of 11-05 by yahoo",
    outLonger: "volatility of 11-05 by yahoo",
    faults: [
      ...COMMON,
      renamed({ CLOSE: "LAST" }),
      ...CSV,
      cut(3001),
      cutAtLine(3001, "stale"),
      soft(
        "access denied as XML",
        '<?xml version="1.0"?><Error><Code>AccessDenied</Code></Error>',
        "soft_error",
      ),
    ],
  },
  {
    name: "coinbase",
    source: "coinbase",
    match: "api.exchange.coinbase.com",
    own: /^api\.exchange\.coinbase\.com\//,
    out: "btc n/a",
    outLonger: "btc n/a",
    faults: [
      ...COMMON,
      hoursAgo(23, "stale"),
      shaped("candles as objects", { replace: [["\\[(\\d+),", '[{"time":$1},']] }),
      WARNING,
      cut(3001),
      soft("a message", { message: "NotFound" }, "soft_error"),
      soft("no candles", [], "empty"),
    ],
  },
  {
    name: "ssga",
    source: "ssga",
    match: "www.ssga.com",
    own: /^www\.ssga\.com\//,
    out: "sector-attribution n/a",
    outLonger: "sector-attribution n/a",
    hasOnlyNewest: true,
    verdicts: { "truncate, honest length": "shape_changed" },
    faults: [
      ...COMMON,
      soft("not found page", "<!DOCTYPE html><html><body>404</body></html>", "http_error", 404),
    ],
  },
  {
    name: "fomc-calendar",
    source: "fomc-calendar",
    match: "www.federalreserve.gov/monetarypolicy",
    own: /^www\.federalreserve\.gov\/monetarypolicy\//,
    out: AS_EVER,
    // A calendar of last week is as good; and of a page of HTML another one can only be told by what it lacks.
    verdicts: { "stale, 7 days": "ok", html200: "shape_changed", "a warning above the body": "ok" },
    faults: [
      ...COMMON,
      shaped("other names of the classes", { replace: [["fomc-meeting__date", "fomc-date"]] }),
      WARNING,
      cut(3001),
    ],
  },
];
