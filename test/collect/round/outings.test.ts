import { describe, expect, it } from "vitest";
import { liveSources, outingsOf } from "../../../pipeline/collect/round/outings.ts";
import { plansOf } from "../../support/plans.ts";

const plans = plansOf(
  {
    "UST.10Y": { live: { treasury: "BC_10YEAR", fred: "DGS10" } },
    VIX: { live: { cboe: "VIX", fred: "VIXCLS" } },
    "CDX.NA.IG.5Y": {},
  },
  { north: { url: "https://north.example/feed" } },
);
const outings = (date = "2025-11-05", keys: string[] = []) => outingsOf(plans, date, new Set(keys));
const outing = (source: string, ...given: Parameters<typeof outings>) =>
  outings(...given).find((one) => one.source === source);
const formats = (source: string, keys: string[] = []) =>
  outing(source, "2025-11-05", keys)?.formats.map(({ id }) => id);
const symbolsOf = (source: string) =>
  outing(source)?.wanted.map(({ series, symbol }) => `${series} ${symbol}`);

describe("the sources of a day", () => {
  it("are asked once each for all that the plans want of them", () => {
    expect(symbolsOf("fred")).toEqual(["UST.10Y DGS10", "VIX VIXCLS"]);
    expect(symbolsOf("treasury")).toEqual(["UST.10Y BC_10YEAR"]);
    const names = outings().map(({ source }) => source);
    expect(names).toEqual([...new Set(names)]);
    expect(names.sort()).toEqual(["cboe", "fomc-calendar", "fred", "north", "ssga", "treasury", "yahoo"]);
  });

  it("have the eleven sectors: weights of the funds' holdings, returns of the funds", () => {
    expect(symbolsOf("ssga")).toHaveLength(11);
    expect(symbolsOf("ssga")).toContain("SPX.SECTOR.REAL_ESTATE.WEIGHT.CLOSE xlre");
    expect(symbolsOf("yahoo")).toContain("SPX.SECTOR.REAL_ESTATE.RETURN XLRE@return");
  });

  it("have the weights of companies whose prices are planned, out of the same holdings", () => {
    const own = plansOf({ "EQ.GOOGL": { live: { yahoo: "GOOGL" } } });
    const asked = outingsOf(own, "2025-11-05", new Set()).find(({ source }) => source === "ssga")!.wanted;
    expect(asked).toHaveLength(12);
    expect(asked.at(-1)).toEqual({ series: "SPX.MEMBER.GOOGL.WEIGHT.CLOSE", symbol: "spy:GOOGL" });
  });

  it("have the fed funds contracts from the month of the day on, two years ahead, over the turns of the years", () => {
    const contracts = symbolsOf("yahoo")!.filter((name) => name.startsWith("ZQ."));
    expect(contracts).toHaveLength(25);
    expect(contracts.slice(0, 3)).toEqual([
      "ZQ.2025-11 ZQX25.CBT",
      "ZQ.2025-12 ZQZ25.CBT",
      "ZQ.2026-01 ZQF26.CBT",
    ]);
    expect(contracts.at(-1)).toBe("ZQ.2027-11 ZQX27.CBT");
  });

  it("have the meetings, and each feed under its own name", () => {
    expect(symbolsOf("fomc-calendar")).toEqual(["US.FOMC.DECISIONS decisions"]);
    expect(formats("north")).toEqual(["north"]);
    expect(outing("north")?.wanted).toEqual([]);
  });
});

describe("FRED", () => {
  it("is asked through its interface where there is a key, and then its charts for the rest", () => {
    expect(formats("fred", ["FRED_API_KEY"])).toEqual(["fred-api", "fredgraph"]);
  });

  it("is asked for its charts only where there is none, whatever other keys are set", () => {
    expect(formats("fred")).toEqual(["fredgraph"]);
    expect(formats("fred", ["ANOTHER_KEY"])).toEqual(["fredgraph"]);
  });
});

describe("the days of releases", () => {
  it("are asked of FRED where there is a key, each of the seven under its number", () => {
    const found = outing("fred-releases", "2025-11-05", ["FRED_API_KEY"]);
    expect(found?.formats.map(({ id }) => id)).toEqual(["fred-releases"]);
    expect(found?.wanted).toHaveLength(7);
    expect(found?.wanted).toContainEqual({ series: "US.RELEASE.CPI", symbol: "10" });
    // The FOMC is "released" on every day of FRED's calendar.
    expect(found?.wanted.map(({ symbol }) => symbol)).not.toContain("101");
  });

  it("are asked of nobody without one", () => {
    expect(outing("fred-releases")).toBeUndefined();
  });
});

it("the Treasury is asked for XML first and for CSV where that fails", () => {
  expect(formats("treasury")).toEqual(["treasury-xml", "treasury-csv"]);
});

it("every name that `live` may use has a format, and those of content/sources.yaml are among them", () => {
  for (const source of liveSources) {
    const one = plansOf({ X: { live: { [source]: "X" } } });
    const found = outingsOf(one, "2025-11-05", new Set()).find((each) => each.source === source);
    expect(found?.formats.length, source).toBeGreaterThan(0);
  }
});
