import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { Question } from "../../../pipeline/collect/source.ts";
import { archiveSource } from "../../../pipeline/collect/sources/archive.ts";
import { sectors } from "../../../pipeline/finance/attribution.ts";
import { tradingDayBefore } from "../../../pipeline/finance/trading-days.ts";
import type { Headline } from "../../../pipeline/model/headline.ts";
import type { Telling } from "../../../pipeline/model/telling.ts";
import { openArchive } from "../../../pipeline/world/archive/archive.ts";
import { realFiles } from "../../../pipeline/world/files.ts";
import { keptOn } from "../../../pipeline/world/kept.ts";
import type { Archive } from "../../../pipeline/world/world.ts";
import { headlineOf } from "../../support/headlines.ts";
import { plansOf } from "../../support/plans.ts";
import { calendars, meetings } from "../../support/snapshots.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const DAY = "2025-11-05";
const EVENING = "2025-11-05T22:30:00Z";
const MORNING = "2025-11-06T13:00:00Z";

const plans = plansOf({
  "UST.10Y": { live: { treasury: "BC_10YEAR", fred: "DGS10" }, tolerance: 0.005, name: "10-year Treasury" },
  "UST.10Y.REAL": { live: { treasury: "TC_10YEAR" } },
  BREAKEVEN: { live: { fred: "T10YIE" }, parts: ["UST.10Y", "UST.10Y.REAL"] },
  CPI: {
    live: { fred: "CPIAUCSL" },
    unit: "index",
    calendar: "every-day",
    plausible: [10, 1000],
    maxAgeDays: 80,
  },
});

interface Told {
  readonly source?: string;
  readonly note?: string;
  readonly at?: string;
  readonly headlines?: readonly Headline[];
}

type Rows = Readonly<Record<string, number | null>>;

/** Records what one page of one source told. */
async function told(
  archive: Archive,
  series: Readonly<Record<string, Rows>>,
  more: Told = {},
): Promise<void> {
  const { source = "treasury", note, at = EVENING, headlines = [] } = more;
  const tellings = Object.entries(series).map(([id, rows]): Telling => {
    const columns = { dates: Object.keys(rows), values: Object.values(rows) };
    return { series: id, source, ...columns, ...(note === undefined ? {} : { note }) };
  });
  const bytes = new TextEncoder().encode(JSON.stringify([tellings, headlines, at]));
  const place = `https://${source}.example/${Object.keys(series).join("-")}`;
  await archive.record({
    visit: { at, source, place, verdict: "ok", reason: null, series: Object.keys(series), newest: null },
    raw: { bytes, sha256: createHash("sha256").update(bytes).digest("hex") },
    validators: { etag: null, lastModified: null },
    readWith: "",
    tellings,
    headlines: [...headlines],
  });
}

const newArchive = () => openArchive(`${temporaryFolder()}/archive.sqlite`);

function question(series: readonly string[], more: Partial<Question> = {}): Question {
  return {
    date: DAY,
    previousDate: tradingDayBefore(DAY, calendars.nyse),
    needs: series.map((id) => ({ series: id, from: "2025-10-20" })),
    headlines: { after: "2025-11-04T23:30:00Z", upTo: "2025-11-05T23:30:00Z" },
    plans,
    calendars,
    meetings,
    ...more,
  };
}

/** What the archive answers for the evening of the fifth. */
async function answer(archive: Archive, asked: Question, knownAt: string | null = null) {
  const found = await archiveSource(knownAt).answer(asked, { archive, files: realFiles, kept: keptOn(null) });
  return { ...found, byId: new Map(found.series.map((one) => [one.id, one])) };
}

describe("an archive in which nothing was ever seen", () => {
  it("answers with nothing, and with no simulated thing", async () => {
    const { byId: _, ...empty } = await answer(newArchive(), question(["UST.10Y"]));
    expect(empty).toEqual({
      series: [],
      judgements: [],
      releases: {},
      headlines: [],
      visits: [],
      refused: [],
      notices: [],
      simulated: false,
    });
  });
});

describe("the days of a release", () => {
  it("come past and ahead, without the one that was put off, as they were known at the moment asked for", async () => {
    const archive = newArchive();
    const calendar = { "2025-10-15": 1, "2025-11-13": 1, "2025-12-10": 1 };
    await told(archive, { "US.RELEASE.CPI": calendar }, { source: "fred-releases" });
    const later = { "2025-11-13": null, "2025-12-18": 1 };
    await told(archive, { "US.RELEASE.CPI": later }, { source: "fred-releases", at: MORNING });
    const at = async (moment: string) => (await answer(archive, question([]), moment)).releases;
    expect(await at(EVENING)).toEqual({ "US.RELEASE.CPI": ["2025-10-15", "2025-11-13", "2025-12-10"] });
    expect(await at(MORNING)).toEqual({ "US.RELEASE.CPI": ["2025-10-15", "2025-12-10", "2025-12-18"] });
  });
});

describe("a planned series", () => {
  it("comes under the name, unit and calendar of its plan, with the page on which it stands", async () => {
    const archive = newArchive();
    await told(archive, { "UST.10Y": { "2025-11-04": 4.1, [DAY]: 4.17 } });
    const { byId, judgements, visits } = await answer(archive, question(["UST.10Y"]));
    expect(byId.get("UST.10Y")).toMatchObject({
      id: "UST.10Y",
      name: "10-year Treasury",
      unit: "percent",
      calendar: "sifma",
      dates: ["2025-11-04", DAY],
      values: [4.1, 4.17],
      origins: [{ source: "treasury", place: "https://treasury.example/UST.10Y", retrievedAt: EVENING }],
    });
    expect(judgements).toEqual([]);
    expect(visits).toMatchObject([{ source: "treasury", verdict: "ok", series: ["UST.10Y"] }]);
  });

  it("begins where it is needed and ends with the day", async () => {
    const archive = newArchive();
    await told(archive, {
      "UST.10Y": { "2025-10-17": 4, "2025-10-20": 4.01, [DAY]: 4.17, "2025-11-06": 4.2 },
    });
    const { byId } = await answer(archive, question(["UST.10Y"]));
    expect(byId.get("UST.10Y")?.dates).toEqual(["2025-10-20", DAY]);
  });

  it("takes an import first, then its sources in the order of its plan, and none that its plan does not name", async () => {
    const archive = newArchive();
    await told(
      archive,
      { "UST.10Y": { "2025-11-03": 4.12, "2025-11-04": 4.1, [DAY]: 4.17 } },
      { source: "fred" },
    );
    await told(archive, { "UST.10Y": { "2025-11-04": 4.101 } });
    await told(archive, { "UST.10Y": { "2025-11-03": 4.124 } }, { source: "import", note: "imported by A" });
    await told(archive, { "UST.10Y": { "2025-11-03": 9, [DAY]: 9 } }, { source: "stooq" });
    const { byId, judgements } = await answer(archive, question(["UST.10Y"]));
    expect(byId.get("UST.10Y")?.values).toEqual([4.124, 4.101, 4.17]);
    expect(judgements).toMatchObject([{ verdict: "noted", rule: "second source" }]);
  });

  it("that is not published daily keeps how old it may be", async () => {
    const archive = newArchive();
    await told(archive, { CPI: { "2025-10-25": 324 } }, { source: "fred" });
    const { byId } = await answer(archive, question(["CPI"]));
    expect(byId.get("CPI")).toMatchObject({ maxAgeDays: 80, unit: "index" });
  });
});

describe("a series that is made of others", () => {
  const all = { "UST.10Y": { "2025-11-04": 4.1, [DAY]: 4.17 }, "UST.10Y.REAL": { "2025-11-04": 1.8 } };
  const breakeven = { BREAKEVEN: { "2025-11-04": 2.3, [DAY]: 2.31 } };

  it("ends with the oldest of them, which need not be asked for and do not come along", async () => {
    const archive = newArchive();
    await told(archive, all);
    await told(archive, breakeven, { source: "fred" });
    const { series, judgements } = await answer(archive, question(["BREAKEVEN"]));
    expect(series).toMatchObject([{ id: "BREAKEVEN", dates: ["2025-11-04"] }]);
    expect(judgements).toMatchObject([{ series: "BREAKEVEN", rule: "newer than its parts" }]);
  });

  it("ends with them where they are asked for besides, and they come once", async () => {
    const archive = newArchive();
    await told(archive, all);
    await told(archive, breakeven, { source: "fred" });
    const { series } = await answer(archive, question(["BREAKEVEN", "UST.10Y", "UST.10Y.REAL"]));
    expect(series.map(({ id, dates }) => [id, dates.at(-1)])).toEqual([
      ["BREAKEVEN", "2025-11-04"],
      ["UST.10Y", DAY],
      ["UST.10Y.REAL", "2025-11-04"],
    ]);
  });
});

describe("a sector", () => {
  const WEIGHT = "SPX.SECTOR.ENERGY.WEIGHT";
  const RETURN = "SPX.SECTOR.ENERGY.RETURN";

  it("has the weight of the close before, from the funds' holdings", async () => {
    const archive = newArchive();
    const closes = { "2025-10-31": 3, "2025-11-03": 3.1, "2025-11-04": 3.2, [DAY]: 3.3 };
    await told(archive, { [`${WEIGHT}.CLOSE`]: closes }, { source: "ssga", note: "of holdings" });
    const { series } = await answer(archive, question([WEIGHT]));
    expect(series).toMatchObject([
      {
        id: WEIGHT,
        name: "Energy, weight in the S&P 500",
        unit: "percent",
        calendar: "nyse",
        dates: ["2025-11-03", "2025-11-04", DAY],
        values: [3, 3.1, 3.2],
        origins: [{ source: "ssga", note: "of holdings" }],
      },
    ]);
  });

  it("has, as a company has, the weight of the last close before its first day too", async () => {
    const archive = newArchive();
    const [sector, company] = [WEIGHT, "SPX.MEMBER.AAPL.WEIGHT"];
    const closes = { "2025-11-04": 6.2, [DAY]: 6.3 };
    await told(archive, { [`${sector}.CLOSE`]: closes, [`${company}.CLOSE`]: closes }, { source: "ssga" });
    const asked = question([sector, company]);
    const needs = asked.needs.map(({ series }) => ({ series, from: DAY }));
    const { series } = await answer(archive, { ...asked, needs });
    expect(series.map(({ id, name, dates, values }) => [id, name, dates.at(-1), values.at(-1)])).toEqual([
      [sector, "Energy, weight in the S&P 500", DAY, 6.2],
      [company, "AAPL, weight in the S&P 500", DAY, 6.2],
    ]);
  });

  it("has the return of its fund, with a note that is the same for all eleven", async () => {
    const archive = newArchive();
    const returns = sectors.map(({ key }, index) => [`SPX.SECTOR.${key}.RETURN`, { [DAY]: index / 10 }]);
    await told(archive, Object.fromEntries(returns), { source: "yahoo", note: "price return of one fund" });
    const { series } = await answer(archive, question(sectors.map(({ key }) => `SPX.SECTOR.${key}.RETURN`)));
    expect(series).toHaveLength(11);
    expect(series[0]?.name).toBe("Energy, return of its fund");
    const notes = new Set(series.flatMap(({ origins }) => origins.map(({ note }) => note)));
    expect([...notes]).toEqual([
      "returns of the Select Sector funds, which cap their largest holdings, in place of the sectors' own",
    ]);
  });

  it("keeps what the importer says of an imported return", async () => {
    const archive = newArchive();
    await told(archive, { [RETURN]: { [DAY]: 0.4 } }, { source: "import", note: "imported by A" });
    const { byId } = await answer(archive, question([RETURN]));
    expect(byId.get(RETURN)?.origins).toMatchObject([{ source: "import", note: "imported by A" }]);
  });

  it("leaves out what no weight and no day's return can be", async () => {
    const archive = newArchive();
    await told(archive, { [`${WEIGHT}.CLOSE`]: { "2025-11-04": 310 } }, { source: "ssga" });
    await told(archive, { [RETURN]: { [DAY]: -80 } }, { source: "yahoo" });
    const { series, judgements } = await answer(archive, question([WEIGHT, RETURN]));
    expect(series).toEqual([]);
    expect(judgements).toMatchObject([
      { series: WEIGHT, verdict: "refused" },
      { series: RETURN, verdict: "refused" },
    ]);
  });
});

describe("a fed funds future", () => {
  it("is a price by its month, an imported settlement before Yahoo's close", async () => {
    const archive = newArchive();
    await told(archive, { "ZQ.2025-12": { "2025-11-04": 96.26, [DAY]: 96.24 } }, { source: "yahoo" });
    await told(archive, { "ZQ.2025-12": { [DAY]: 96.235 } }, { source: "import" });
    const { series } = await answer(archive, question(["ZQ.2025-12"]));
    expect(series).toMatchObject([
      { name: "30-day fed funds future, 2025-12", unit: "price", calendar: "nyse", values: [96.26, 96.235] },
    ]);
  });
});

describe("headlines", () => {
  it("are those of the issue's window, with the feed's rights as rights and no note", async () => {
    const archive = newArchive();
    const origin = { source: "north", place: "https://north.example/feed", sha256: "1".repeat(64) };
    const line = (title: string, time: string) =>
      headlineOf(title, {
        time,
        origin: { ...origin, retrievedAt: EVENING, note: "headline and link only" },
      });
    const headlines = [
      line("Too early", "2025-11-04T23:30:00Z"),
      line("First", "2025-11-04T23:30:01Z"),
      line("Last", "2025-11-05T22:00:00Z"),
    ];
    await told(archive, {}, { source: "north", headlines });
    const { headlines: found } = await answer(archive, question([]));
    expect(found.map(({ title }) => title)).toEqual(["First", "Last"]);
    expect(found[0]?.origin).toMatchObject({ source: "north", rights: "headline and link only" });
    expect(found[0]?.origin).not.toHaveProperty("note");
  });
});

describe("what was known at a moment", () => {
  it("is all that an issue of that moment sees: values, revisions, lines and the log", async () => {
    const archive = newArchive();
    await told(archive, { "UST.10Y": { "2025-11-04": 4.1, [DAY]: 4.17 } });
    const late = headlineOf("Known next morning", { time: "2025-11-05T20:00:00Z" });
    await told(
      archive,
      { "UST.10Y": { "2025-11-04": 4.11, [DAY]: 4.17 } },
      { at: MORNING, headlines: [late] },
    );
    const then = await answer(archive, question(["UST.10Y"]), "2025-11-05T23:00:00Z");
    expect(then.byId.get("UST.10Y")?.values).toEqual([4.1, 4.17]);
    expect(then.byId.get("UST.10Y")).not.toHaveProperty("revisedFrom");
    expect(then.headlines).toEqual([]);
    expect(then.visits.map(({ at }) => at)).toEqual([EVENING]);
    const now = await answer(archive, question(["UST.10Y"]));
    expect(now.byId.get("UST.10Y")).toMatchObject({
      values: [4.11, 4.17],
      revisedFrom: { "2025-11-04": 4.1 },
    });
    expect(now.headlines.map(({ title }) => title)).toEqual(["Known next morning"]);
    expect(now.visits.map(({ at }) => at)).toEqual([MORNING]);
    expect((await answer(archive, question(["UST.10Y"]), "2025-11-05T22:00:00Z")).series).toEqual([]);
  });
});

describe("the log of the sources", () => {
  it("is of each source's last round: an address that was not asked any more has no news", async () => {
    const archive = newArchive();
    await told(archive, { A: { [DAY]: 1 } }, { at: "2025-11-04T22:30:00Z" });
    await told(archive, { B: { [DAY]: 1 } }, { at: EVENING });
    await told(archive, { C: { [DAY]: 1 } }, { at: "2025-11-05T22:10:00Z" });
    await told(archive, { D: { [DAY]: 1 } }, { at: "2025-11-04T22:30:00Z", source: "fred" });
    const { visits } = await answer(archive, question([]));
    expect(visits.map(({ source, series }) => `${source} ${series}`)).toEqual([
      "fred D",
      "treasury B",
      "treasury C",
    ]);
  });
});
