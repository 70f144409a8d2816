import { describe, expect, it } from "vitest";
import { runRound } from "../../../pipeline/collect/round/round.ts";
import type { Sources } from "../../../pipeline/model/edition.ts";
import { openArchive } from "../../../pipeline/world/archive/archive.ts";
import { type Answer, madeUpWeb } from "../../support/made-up-web.ts";
import { plansOf } from "../../support/plans.ts";
import { calendars } from "../../support/snapshots.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { charts, observations, treasuryCsvPage, treasuryXmlPage, vixHistory } from "./bodies.ts";

const DAY = "2025-11-05";
const plans = plansOf(
  {
    "UST.10Y": { live: { treasury: "BC_10YEAR", fred: "DGS10" } },
    "US.ICE.IG.OAS": { live: { fred: "BAMLC0A0CM" }, unit: "bp", factor: 100 },
    VIX: { live: { cboe: "VIX" }, unit: "index", calendar: "nyse" },
  },
  { north: { url: "https://north.example/feed" } },
);
const API = "api.stlouisfed.org/fred/series/observations";
const CHARTS = "fred.stlouisfed.org/graph/fredgraph.csv";
const TREASURY = "home.treasury.gov/resource-center/data-chart-center/interest-rates";
const KEYS = ["FRED_API_KEY"];

interface Desk {
  readonly keys?: readonly string[];
  readonly wishes?: Sources;
  readonly from?: string;
}

/** A round of all sources into an archive of its own; what no name of the table begins is not found. */
async function round(
  table: Readonly<Record<string, Answer>>,
  { keys = [], wishes = plans, from }: Desk = {},
) {
  const archive = openArchive(`${temporaryFolder()}/archive.sqlite`);
  const web = madeUpWeb(table, keys);
  const asked = { date: DAY, plans: wishes, calendars, version: "1", backfillFrom: from ?? null };
  const outcomes = await runRound(asked, { web, archive, tell: () => undefined });
  const verdicts = (source: string) =>
    outcomes.filter(({ visit }) => visit.source === source).map(({ visit }) => visit.verdict);
  const held = (await archive.holdings()).map(({ series, source, to }) => `${series} ${source} ${to}`);
  const [values] = await archive.lanes([{ series: "US.ICE.IG.OAS", from: "2020-01-01" }], null);
  archive.close();
  const urls = web.requests.map(({ url }) => url.slice("https://".length));
  return {
    outcomes,
    verdicts,
    held,
    oas: values?.values,
    urls,
    asks: (name: string) => urls.filter((url) => url.startsWith(name)),
  };
}

describe("a round", () => {
  it("keeps what each source tells under the source's name, in our unit", async () => {
    const { held, verdicts, oas } = await round({
      [CHARTS]: { body: charts({ DGS10: [4.1, 4.17], BAMLC0A0CM: [0.82, 0.81] }) },
      [`${TREASURY}/pages/xml`]: treasuryXmlPage,
      "cdn.cboe.com": { body: vixHistory },
    });
    expect(held.sort()).toEqual([
      `US.ICE.IG.OAS fred ${DAY}`,
      `UST.10Y fred ${DAY}`,
      `UST.10Y treasury ${DAY}`,
      `VIX cboe ${DAY}`,
    ]);
    expect(verdicts("fred")).toEqual(["ok"]);
    expect(oas).toEqual([82, 81]);
  });

  it("asks on where a source fails, is damaged or sends another's page: none touches another", async () => {
    const { held, outcomes } = await round({
      [CHARTS]: { status: null },
      [TREASURY]: { body: "<html>Sorry</html>" },
      "cdn.cboe.com": { body: vixHistory },
      "query1.finance.yahoo.com": { status: 429, verdict: "rate_limited" },
      "north.example": { body: "DATE,OPEN,HIGH,LOW,CLOSE\n" },
      "www.federalreserve.gov": { body: new Uint8Array([0xff, 0xfe, 0x00]) },
    });
    expect(held).toEqual([`VIX cboe ${DAY}`]);
    const said = Object.fromEntries(outcomes.map(({ visit }) => [visit.source, visit.verdict]));
    expect(said).toMatchObject({
      fred: "http_error",
      treasury: "soft_error",
      cboe: "ok",
      yahoo: "rate_limited",
    });
    expect(outcomes.every(({ visit: { verdict, reason } }) => verdict === "ok" || reason !== null)).toBe(
      true,
    );
  });

  it("asks for history from the first of January six years before, or from the day that is named", async () => {
    expect((await round({})).asks(CHARTS)[0]).toContain("cosd=2019-01-01");
    expect((await round({}, { from: "2015-06-30" })).asks(CHARTS)[0]).toContain("cosd=2015-06-30");
  });

  it("counts a page of last year as whole though it ends there", async () => {
    const { outcomes } = await round({ [`${TREASURY}/pages/xml`]: treasuryXmlPage });
    const years = outcomes.filter(({ visit }) => visit.source === "treasury").map(({ visit }) => visit);
    expect(years).toMatchObject([
      { verdict: "ok", newest: null },
      { verdict: "ok", newest: DAY },
    ]);
  });
});

describe("a source with two formats", () => {
  it("is asked in the second one for what the first could not bring, and only for that", async () => {
    const { asks, held, verdicts } = await round(
      {
        [`${API}?series_id=DGS10`]: { body: observations([4.1, 4.17]) },
        [`${API}?series_id=BAMLC0A0CM`]: { status: 500 },
        [CHARTS]: { body: charts({ BAMLC0A0CM: [0.82, 0.81] }) },
      },
      { keys: KEYS },
    );
    expect(asks(CHARTS)).toEqual([`${CHARTS}?id=BAMLC0A0CM&cosd=2019-01-01`]);
    expect(verdicts("fred")).toEqual(["ok", "http_error", "ok"]);
    expect(held).toContain(`US.ICE.IG.OAS fred ${DAY}`);
  });

  it("is asked in the second one for a body that nobody can read too", async () => {
    const { asks, held } = await round({
      [`${TREASURY}/pages/xml`]: { body: "<feed>" },
      [`${TREASURY}/daily-treasury-rates.csv`]: treasuryCsvPage,
    });
    expect(asks(`${TREASURY}/daily-treasury-rates.csv`)).toHaveLength(2);
    expect(held).toEqual([`UST.10Y treasury ${DAY}`]);
  });

  it("is not asked again for an answer that is old, or says that there is nothing", async () => {
    const { asks, verdicts } = await round(
      {
        [`${API}?series_id=DGS10`]: { body: observations([4.1, 4.17], "2025-10-02") },
        [`${API}?series_id=BAMLC0A0CM`]: {
          status: 400,
          excerpt: '{"error_code":400,"error_message":"Bad Request.  The series does not exist."}',
        },
        [CHARTS]: { body: charts({ DGS10: [1, 1], BAMLC0A0CM: [1, 1] }) },
      },
      { keys: KEYS },
    );
    expect(verdicts("fred")).toEqual(["stale", "empty"]);
    expect(asks(CHARTS)).toEqual([]);
  });

  it("is asked for FRED's charts alone where there is no key", async () => {
    const { asks } = await round({ [CHARTS]: { body: charts({ DGS10: [4, 4], BAMLC0A0CM: [1, 1] }) } });
    expect(asks(CHARTS)).toEqual([`${CHARTS}?id=BAMLC0A0CM,DGS10&cosd=2019-01-01`]);
    expect(asks(API)).toEqual([]);
  });

  it("says of both formats what went wrong where neither brings it", async () => {
    const { outcomes } = await round({ [API]: { status: 500 } }, { keys: KEYS });
    const fred = outcomes.filter(({ visit }) => visit.source === "fred").map(({ visit }) => visit);
    expect(fred.map(({ series }) => series)).toEqual([
      ["UST.10Y"],
      ["US.ICE.IG.OAS"],
      ["UST.10Y", "US.ICE.IG.OAS"],
    ]);
    expect(fred.every(({ verdict }) => verdict === "http_error")).toBe(true);
  });
});

describe("the holdings of twelve funds", () => {
  it("bring no weight at all where one of them does not come, and say which", async () => {
    const { outcomes, asks } = await round({
      "www.ssga.com": ({ url }) => (url.endsWith("-xlu.xlsx") ? { status: 503 } : { body: "a workbook" }),
    });
    const [one, ...more] = outcomes.filter(({ visit }) => visit.source === "ssga");
    expect(more).toEqual([]);
    expect(asks("www.ssga.com")).toHaveLength(12);
    expect(one).toMatchObject({ requests: 12, recorded: [], visit: { verdict: "http_error" } });
    expect(one!.visit.place).toMatch(/-xlu\.xlsx$/);
    expect(one!.visit.series).toHaveLength(11);
  });
});
