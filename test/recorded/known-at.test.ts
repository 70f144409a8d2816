import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Built } from "../../pipeline/build.ts";
import { addDays, addMonths } from "../../pipeline/finance/dates.ts";
import { tradingDayAfter } from "../../pipeline/finance/trading-days.ts";
import type { Series } from "../../pipeline/model/series.ts";
import { quickFolder } from "../support/quick-folder.ts";
import { type Collecting, collecting } from "./collecting.ts";
import { alsoPrinting, type Evening, evenings, FURTHER, PATIENT, textOf } from "./evenings.ts";
import { differing, seriesBehind } from "./leaves.ts";
import { publishedAt, type Told } from "./publication.ts";
import { startUpstream, type Upstream } from "./upstream.ts";

/** With Columbus Day, on which shares were traded and bonds were not, a rate decision, and the price index that a shutdown delayed. */
const DAYS = [
  ...["2025-10-09", "2025-10-10", "2025-10-13", "2025-10-14", "2025-10-15", "2025-10-16", "2025-10-17"],
  ...["2025-10-20", "2025-10-21", "2025-10-22", "2025-10-23", "2025-10-24", "2025-10-27", "2025-10-28"],
  ...["2025-10-29", "2025-10-30", "2025-10-31", "2025-11-03", "2025-11-04", "2025-11-05"],
];
const PRODUCTS = ["ledger.json", "issue.md", "snapshot.json", "report.json", "findings.json", "issue.html"];
const folder = quickFolder("known-at");
let upstream: Upstream;
let desk: Collecting;
let all: readonly Evening[];

beforeAll(async () => {
  upstream = await startUpstream(`${DAYS[0]}T22:30:00Z`);
  desk = collecting({ upstream, archiveFile: join(folder, "archive.sqlite"), settings: PATIENT });
  all = await evenings(DAYS, { desk, upstream });
}, 600_000);
afterAll(async () => {
  desk.close();
  await upstream.close();
  rmSync(folder, { recursive: true });
});

const madeAgain = (day: string, knownAt: string | null) => desk.build(day, knownAt, alsoPrinting(FURTHER));

/** The rows of a series that have a value, with who told each. */
function rowsOf({ id, dates, values, origins, originOf }: Series) {
  return dates.flatMap((date, row) => {
    const origin = origins[originOf?.[row] ?? 0]!;
    return values[row] === null ? [] : [{ series: id, date, source: origin.source, origin }];
  });
}

const seriesIn = ({ snapshot }: Built) => Object.values(snapshot.series);
const newestIn = (series: Series) => rowsOf(series).at(-1)?.date ?? null;

describe("an issue made on its evening", () => {
  it("holds nothing that was published later, in any of twenty", () => {
    let rows = 0;
    for (const { day, present, made } of all)
      for (const series of seriesIn(made))
        for (const { origin, ...told } of rowsOf(series)) {
          rows += 1;
          const { calendars } = made.snapshot;
          // The calendar of closings begins in 2015, and only the newest rows can be too new.
          if (told.date >= "2025-01-01" && publishedAt(told, calendars) > present)
            expect.unreachable(`${day} has ${told.series} of ${told.date}`);
          if (told.date > day || origin.retrievedAt! > present)
            expect.unreachable(`${day} has ${told.series} of ${told.date}, seen at ${origin.retrievedAt}`);
        }
    expect(rows).toBeGreaterThan(400_000);
  });

  it("holds no headline and no visit of later", () => {
    let lines = 0;
    for (const { present, made } of all) {
      const { headlines, visits } = made.snapshot;
      lines += headlines.length;
      expect(visits.length).toBeGreaterThan(50);
      const moments = headlines.flatMap(({ time, origin }) => [time, origin.retrievedAt]);
      expect([...moments, ...visits.map(({ at }) => at)].filter((moment) => moment! > present)).toEqual([]);
    }
    expect(lines).toBeGreaterThan(100);
  });

  it("holds the newest that was published by then", () => {
    // Fund holdings and futures were not recorded on every day.
    const isWhole = ({ id }: Series) => !/^ZQ\.|\.WEIGHT$/.test(id);
    for (const { day, present, made } of all)
      for (const series of seriesIn(made).filter(isWhole)) {
        const { source, date } = rowsOf(series).at(-1)!;
        const next = dayAfter(series, date, made);
        const told = { series: series.id, source, date: next };
        if (!neverTold(told) && next <= day && publishedAt(told, made.snapshot.calendars) <= present)
          expect.unreachable(`${day} ends with ${series.id} of ${date}, and ${next} was out`);
      }
  });

  it("has the target range on the evening of the decision as it was, and the new one on the day after", () => {
    const upper = (day: string) => {
      const { snapshot } = all.find((evening) => evening.day === day)!.made;
      return snapshot.series["US.FED.TARGET.UPPER"]!.values.at(-1);
    };
    expect(["2025-10-28", "2025-10-29", "2025-10-30"].map(upper)).toEqual([4.25, 4.25, 4]);
  });

  it("has the yields of Friday on Columbus Day, and the shares of the day", () => {
    const { snapshot } = all.find(({ day }) => day === "2025-10-13")!.made;
    expect(["UST.10Y", "US.SOFR", "SPX", "VIX"].map((id) => newestIn(snapshot.series[id]!))).toEqual([
      ...["2025-10-10", "2025-10-09", "2025-10-13", "2025-10-13"],
    ]);
  });
});

/** No oil was traded at Cushing on Columbus Day, and of 31 October the companies' closes were not recorded. */
const neverTold = ({ series, date }: Told) =>
  (series === "WTI" && date === "2025-10-13") || (series.startsWith("EQ.") && date === "2025-10-31");

/** Months from one value to the next, for what is not told by the day or week. */
const MONTHS: Readonly<Record<string, number>> = {
  ...Object.fromEntries(
    ["CPI", "CPI.CORE", "PCE.CORE", "PAYROLLS", "UNEMPLOYMENT", "INDPRO", "RETAIL", "M2"].map((id) => [
      `US.${id}`,
      1,
    ]),
  ),
  ...{ "US.GDP": 3, "US.GDP.REAL": 3, "US.DEBT.GDP": 3, "US.FEDERAL.BALANCE": 12 },
};
const WEEKLY = ["US.CLAIMS", "US.NFCI", "US.FED.ASSETS", "US.RESERVES"];

/** The next day of which a series should have a value. */
function dayAfter({ id, calendar }: Series, date: string, { snapshot }: Built): string {
  if (MONTHS[id]) return `${addMonths(date.slice(0, 7), MONTHS[id])}${date.slice(7)}`;
  if (WEEKLY.includes(id)) return addDays(date, 7);
  return calendar === "every-day" ? addDays(date, 1) : tradingDayAfter(date, snapshot.calendars[calendar]);
}

describe("an issue made again as of its evening", () => {
  it("comes out byte by byte as it did, whatever came in afterwards: all twenty", async () => {
    for (const { day, present, made } of all) {
      const again = await madeAgain(day, present);
      for (const name of PRODUCTS)
        if (textOf(again, name) !== textOf(made, name))
          expect.unreachable(`${name} of ${day} is another one`);
    }
  });

  it("is not yet there as of the evening before", async () => {
    const { snapshot } = await madeAgain(DAYS[1]!, all[0]!.present);
    expect(newestIn(snapshot.series.SPX!)).toBe(DAYS[0]);
  });
});

describe("the first issue made again of all that is known now", () => {
  it("differs where later publications came, in each figure that is made of them and in no other", async () => {
    const [{ made }] = all as [Evening];
    const now = await madeAgain(DAYS[0]!, null);
    const later = seriesIn(made).flatMap((series) => {
      const after = now.snapshot.series[series.id]!;
      // A page of several series has rows without a value too, on days that only others have.
      const same = JSON.stringify(rowsOf(series)) === JSON.stringify(rowsOf(after));
      return same ? [] : [[series.id, `${newestIn(series)} > ${newestIn(after)}`]];
    });
    expect(Object.fromEntries(later)).toEqual({
      // Of the day itself: the day ends at midnight UTC, or its rate and spread are published next morning.
      BTC: "2025-10-08 > 2025-10-09",
      "US.EFFR": "2025-10-08 > 2025-10-09",
      "US.SOFR": "2025-10-08 > 2025-10-09",
      "US.ICE.IG.OAS": "2025-10-08 > 2025-10-09",
      "US.ICE.HY.OAS": "2025-10-08 > 2025-10-09",
      // Once a week: on the Tuesday after Columbus Day, and on Wednesday the 15th.
      "USD.BROAD": "2025-10-03 > 2025-10-09",
      WTI: "2025-10-06 > 2025-10-09",
      // September's was delayed to 24 October; that of employment, to 20 November, is not out yet.
      "US.CPI": "2025-08-01 > 2025-09-01",
      "US.CPI.CORE": "2025-08-01 > 2025-09-01",
      // On 27 October, and on the 17th for the fiscal year.
      "US.M2": "2025-08-01 > 2025-09-01",
      "US.FEDERAL.BALANCE": "2024-09-30 > 2025-09-30",
    });
    const names = new Set(later.map(([id]) => id!));
    const touched = [made, now]
      .flatMap(({ filled }) => filled.ledger.entries)
      .filter((entry) => [...seriesBehind(entry)].some((id) => names.has(id)))
      .map(({ id }) => id);
    const unmoved = [
      // The balance of fiscal year 2025 is out, and GDP of its last quarter is not: the year told is still that of 2024.
      ...["anchors.fiscal-year.deficit", "anchors.fiscal-year.remainder"],
      // Highs of years that are over: no row of them was read later.
      ...["ig-spread.high-2020", "ig-spread.high-2022"],
    ];
    expect(new Set(differing(made.filled.ledger, now.filled.ledger))).toEqual(
      new Set(touched.filter((id) => !unmoved.includes(id))),
    );
    tellDifferences(made, now);
  });

  it("is the same as of its evening where nothing came later: the last issue, known now", async () => {
    const { day, made } = all.at(-1)!;
    const now = await madeAgain(day, null);
    expect(PRODUCTS.filter((name) => textOf(now, name) !== textOf(made, name))).toEqual([]);
  });
});

/** For the person who reads along: what was printed then, and now. */
function tellDifferences({ filled: then }: Built, { filled: now }: Built): void {
  const printed = ({ entries }: typeof then.ledger) =>
    new Map(entries.map(({ id, printed: [text], figure }) => [id, `${text} (${figure.asOf})`]));
  const [before, after] = [printed(then.ledger), printed(now.ledger)];
  const ids = differing(then.ledger, now.ledger).filter((id) => before.get(id) !== after.get(id));
  console.table(Object.fromEntries(ids.map((id) => [id, { evening: before.get(id), known: after.get(id) }])));
}
