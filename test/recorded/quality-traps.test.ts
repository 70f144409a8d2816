import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import type { Suspicion } from "../../pipeline/finance/plausibility/column.ts";
import { disagreements } from "../../pipeline/finance/plausibility/disagreements.ts";
import type { PriceRow } from "../../pipeline/finance/plausibility/price-row.ts";
import { suspicionsOfTable } from "../../pipeline/finance/plausibility/price-table.ts";
import { repeatedSnapshot } from "../../pipeline/finance/plausibility/repeated-snapshot.ts";
import { suspicionsOf } from "../../pipeline/finance/plausibility/suspicions.ts";
import { unsettledClose } from "../../pipeline/finance/plausibility/unsettled-close.ts";

const recorded = fileURLToPath(new URL("../../../shared/recorded", import.meta.url));
const since = "2018-01-01";
/** Of a price nothing is known beforehand but that it is above zero. */
const ANY_PRICE = [1e-9, 1e12] as const;
const ANY_NUMBER = [-1e12, 1e12] as const;

type Cells = Readonly<Record<string, string>>;

/** Rows by column name, oldest first: some of the bad files stand newest first. */
function tableOf(file: string): readonly Cells[] {
  const [head = "", ...lines] = readFileSync(`${recorded}/${file}`, "utf8").trim().split(/\r?\n/);
  const names = head.split(",");
  const rows = lines.map((line) => {
    const cells = line.split(",");
    return Object.fromEntries(names.map((name, index) => [name, cells[index] ?? ""]));
  });
  return rows.sort((a, b) => (dateOf(a) < dateOf(b) ? -1 : 1));
}

/** `2023-04-14`, or `2024-10-24 16:00` in a table of hours. */
const dateOf = (row: Cells) => row.Datetime?.slice(0, 16) ?? (row.Date ?? row.date ?? "").slice(0, 10);
const numberOf = (cell: string | undefined) => (cell === undefined || cell === "" ? null : Number(cell));

function lane(file: string, column = "value") {
  const rows = tableOf(file).filter((row) => dateOf(row) >= since);
  return { dates: rows.map(dateOf), values: rows.map((row) => numberOf(row[column])) };
}

const isIn = (found: readonly Suspicion[], date: string) =>
  found.some(({ from, to }) => from <= date && date <= to);

interface Caught {
  readonly rules: string;
  /** Of the bad rows, those that are flagged; and how many good ones are flagged beside them. */
  readonly flagged: string;
  readonly goodFlagged: number;
}

function caught(found: readonly Suspicion[], dates: readonly string[], bad: readonly string[]): Caught {
  const good = dates.filter((date) => !bad.includes(date));
  return {
    rules: [...new Set(found.map(({ rule }) => rule))].sort().join(", "),
    flagged: `${bad.filter((date) => isIn(found, date)).length}/${bad.length}`,
    goodFlagged: good.filter((date) => isIn(found, date)).length,
  };
}

const yahoo = "quality_traps/yahoo_bad_prices";
const traps = readdirSync(`${recorded}/${yahoo}`)
  .filter((name) => /(?<!-fixed)\.csv$/.test(name))
  .map((name) => name.replace(".csv", ""));

function pricesOf(name: string): readonly PriceRow[] {
  return tableOf(`${yahoo}/${name}.csv`).map((row) => ({
    date: dateOf(row),
    close: numberOf(row.Close),
    adjusted: numberOf(row["Adj Close"]),
    dividend: numberOf(row.Dividends),
    split: numberOf(row["Stock Splits"]),
  }));
}

const judged = (rows: readonly PriceRow[]) =>
  suspicionsOfTable(rows, { plausible: ANY_PRICE, unit: "price" });

const differ = (one?: number | null, other?: number | null) => Math.abs((one ?? 0) / (other ?? 1) - 1) > 1e-3;

function yahooTrap(name: string): Caught {
  const [rows, fixed] = [pricesOf(name), pricesOf(`${name}-fixed`)];
  const bad = rows.filter(
    ({ close, adjusted }, index) =>
      differ(close, fixed[index]!.close) || differ(adjusted, fixed[index]!.adjusted),
  );
  return caught(
    judged(rows),
    rows.map(({ date }) => date),
    bad.map(({ date }) => date),
  );
}

describe("the real bad price files", () => {
  it("are caught, every one, and their repaired pairs pass", () => {
    const table = Object.fromEntries(traps.map((name) => [name, yahooTrap(name)]));
    console.table(table);
    expect(table).toEqual({
      "4063-T-1d-bad-stock-split": { rules: "bad-split", flagged: "9/9", goodFlagged: 0 },
      "8TRA-DE-1d-missing-div-adjust": { rules: "dividend-unadjusted", flagged: "2/2", goodFlagged: 0 },
      // Fourteen rows in one unit and nine in the other: nobody can tell from the file which are right.
      "AET-L-1d-100x-error": { rules: "factor", flagged: "14/14", goodFlagged: 9 },
      "ALPHA-PA-1d-bad-stock-split": { rules: "bad-split, jump", flagged: "1/1", goodFlagged: 0 },
      "ASAI-L-1h-bad-unit": { rules: "factor", flagged: "1/1", goodFlagged: 0 },
      "AV-L-1wk-bad-stock-split": { rules: "spike", flagged: "1/1", goodFlagged: 0 },
      "CNE-L-1d-bad-stock-split": { rules: "bad-split, spike", flagged: "1/1", goodFlagged: 0 },
      "DEX-AX-1d-bad-stock-split": { rules: "bad-split", flagged: "15/15", goodFlagged: 0 },
      "LA-V-1d-bad-stock-split": { rules: "bad-split, factor", flagged: "1/1", goodFlagged: 0 },
      "MOB-ST-1d-bad-stock-split": { rules: "bad-split, factor", flagged: "1/1", goodFlagged: 0 },
      "SPM-MI-1d-bad-stock-split": { rules: "bad-split", flagged: "13/13", goodFlagged: 0 },
      // Twenty-two and seven: the same.
      "SSW-JO-1d-100x-error": { rules: "factor", flagged: "22/22", goodFlagged: 7 },
    });
    expect(traps.flatMap((name) => judged(pricesOf(`${name}-fixed`)).map(({ message }) => message))).toEqual(
      [],
    );
  });
});

describe("a series that is not what it says", () => {
  it("is caught where a high-yield spread was filled in between the ends of quarters", () => {
    const { dates, values } = lane("quality_traps/hy_oas_interpolated_2021-2023.csv");
    const found = suspicionsOf({ dates, values, plausible: [1, 30], unit: "percent" });
    const truth = lane("fred/BAMLH0A0HYM2.csv");
    const trueOn = new Map(truth.dates.map((date, row) => [date, truth.values[row]]));
    // 585 rows differ; nine more of the stretch happen to be right, and six are of days that the true series does not have.
    const bad = dates.filter((date, row) => (trueOn.get(date) ?? values[row]) !== values[row]);
    // The rows left are where one line ends and the next has not yet shown that it is one; the good ones lie on the lines.
    expect(caught(found, dates, bad)).toEqual({
      rules: "straight-line",
      flagged: "575/585",
      goodFlagged: 14,
    });
  });

  it("is caught where a stock called MOVE follows the MOVE index, where it stands alone, and beside the true one", () => {
    const bad = lane("quality_traps/MOVE_wrong_symbol_movano.csv", "Close");
    const truth = lane("market/MOVE.csv");
    const cut = truth.dates.indexOf(bad.dates[0]!);
    const joined = {
      dates: [...truth.dates.slice(0, cut), ...bad.dates],
      values: [...truth.values.slice(0, cut), ...bad.values],
    };
    const plan = { plausible: [20, 400] as const, unit: "index" as const };
    // The first ten rows by their jump, the last 85 by the bounds; between them only another source can tell.
    expect(caught(suspicionsOf({ ...joined, ...plan }), joined.dates, bad.dates)).toEqual({
      rules: "bounds, jump",
      flagged: "95/184",
      goodFlagged: 0,
    });
    expect(caught(suspicionsOf({ ...bad, ...plan }), bad.dates, bad.dates).flagged).toBe("85/184");
    expect(caught(disagreements(truth, bad, 1), bad.dates, bad.dates).flagged).toBe("184/184");
  });

  it("is caught on each of its first ten days, seen as its newest row", () => {
    const bad = lane("quality_traps/MOVE_wrong_symbol_movano.csv", "Close");
    const truth = lane("market/MOVE.csv");
    const cut = truth.dates.indexOf(bad.dates[0]!);
    for (let days = 1; days <= 10; days += 1) {
      const dates = [...truth.dates.slice(0, cut), ...bad.dates.slice(0, days)];
      const values = [...truth.values.slice(0, cut), ...bad.values.slice(0, days)];
      const found = suspicionsOf({ dates, values, plausible: [20, 400], unit: "index" });
      expect(isIn(found, dates.at(-1)!), dates.at(-1)!).toBe(true);
    }
  });
});

const mag7 = () => [
  ...Map.groupBy(tableOf("equity/mag7_daily_unadjusted.csv"), ({ symbol }) => symbol).values(),
];

describe("a snapshot taken at the wrong time", () => {
  it("is caught where seven shares' closes were taken before the close, on two of 1,231 days and no other", () => {
    const tables = mag7().map((own) =>
      own.map((row) => ({
        date: dateOf(row),
        close: numberOf(row.close_unadjusted),
        change: numberOf(row.net_change),
      })),
    );
    expect(unsettledClose(tables).map(({ from }) => from)).toEqual(["2024-01-03", "2025-03-12"]);
  });

  it("is caught where all shares have the closes of the day before, and not where one has", () => {
    const columns = mag7().map((own) => ({
      dates: own.map(dateOf),
      values: own.map((row) => numberOf(row.close_unadjusted)),
    }));
    const again = (count: number) =>
      columns.map(({ dates, values }, index) => ({
        dates,
        values: index < count ? [...values.slice(0, -1), values.at(-2)!] : values,
      }));
    expect(repeatedSnapshot(columns)).toEqual([]);
    expect(repeatedSnapshot(again(7)).map(({ from }) => from)).toEqual(["2025-12-31"]);
    expect(repeatedSnapshot(again(6)).map(({ from }) => from)).toEqual(["2025-12-31"]);
    expect(repeatedSnapshot(again(1))).toEqual([]);
  });
});

/** Series in percent; of the others these may be negative, and oil was. */
const PERCENT =
  /^(DGS|DFII|SOFR|UNRATE|U6RATE|FEDFUNDS|DFF|EFFR|DFEDTAR|IORB|T\d+Y|JGB|MORTGAGE|CIVPART|MICH|US10Y_TERM|BAA10Y|BAML|new-high|sp500-above|GFDEGDQ)/;
const MAY_BE_NEGATIVE = /^(NFCI|ANFCI|CFNAI|STLFSI|FYFSD|DCOILWTICO|USREC)/;

/** With bounds that refuse nothing, so that only history speaks; spreads in bp, as content/sources.yaml has them. */
function cleanColumn(folder: string, name: string) {
  const { dates, values } = lane(`${folder}/${name}`, folder === "ohlcv" ? "close" : "value");
  const spread = name.startsWith("BAML");
  const rate = PERCENT.test(name) && !spread;
  const plausible = rate || MAY_BE_NEGATIVE.test(name) ? ANY_NUMBER : ANY_PRICE;
  const unit = rate ? ("percent" as const) : spread ? ("bp" as const) : ("index" as const);
  return { dates, values: spread ? values.map((value) => value && 100 * value) : values, plausible, unit };
}

const cleanFiles = (folder: string) =>
  readdirSync(`${recorded}/${folder}`).filter((name) => /(?<!dividends_derived)\.csv$/.test(name));

describe("the clean series since 2018", () => {
  it("are left alone but for seven values that were true and extraordinary", () => {
    const tally = { series: 0, rows: 0, flagged: 0 };
    const alarms: string[] = [];
    const byRule: Record<string, number> = {};
    for (const folder of ["fred", "market", "ohlcv"])
      for (const name of cleanFiles(folder)) {
        const column = cleanColumn(folder, name);
        tally.series += 1;
        tally.rows += column.values.filter((value) => value !== null).length;
        for (const found of suspicionsOf(column)) {
          byRule[found.rule] = (byRule[found.rule] ?? 0) + 1;
          alarms.push(`${name.replace(".csv", "")} ${found.rule} ${found.from}`);
          tally.flagged += column.dates.filter((date) => isIn([found], date)).length;
        }
      }
    console.table({
      ...tally,
      alarms: alarms.length,
      per100k: (1e5 * alarms.length) / tally.rows,
      ...byRule,
    });
    expect(tally).toEqual({ series: 126, rows: 160732, flagged: 8 });
    expect(alarms).toEqual([
      // The national activity index went from -4.4 to -18.2 when everything closed; its worst month before was half of that.
      "CFNAI jump 2020-04-01",
      // Brent halved in a day, the day after WTI; two days later it was back at 13.77.
      "DCOILBRENTEU jump 2020-04-21",
      // The negative price of oil. The bounds of a plan may allow it; its history could not.
      "DCOILWTICO jump 2020-04-20",
      // Initial claims went from 273,000 to 2.9 million in a week. Two weeks are flagged.
      "ICSA jump 2020-03-21",
      // The repo market seized up: SOFR 2.43, 5.25, 2.55.
      "SOFR jump 2019-09-17",
      // Unemployment from 4.4 to 14.8 percent, and its wider measure from 8.8 to 22.9.
      "U6RATE jump 2020-04-01",
      "UNRATE jump 2020-04-01",
    ]);
  });

  it("hold no snapshot that was sent twice, source by source", () => {
    const groups = {
      fred: cleanFiles("fred").filter((name) => /^(DGS|DFII|T\d+Y|DCOIL|DTWEX|VIXCLS|SP500|BAML)/.test(name)),
      market: cleanFiles("market"),
      ohlcv: cleanFiles("ohlcv"),
    };
    const found = Object.entries(groups).flatMap(([folder, names]) =>
      repeatedSnapshot(names.map((name) => cleanColumn(folder, name))),
    );
    expect(found.map(({ message }) => message)).toEqual([]);
  });

  it("agree with a second source where there is one", () => {
    const apart = (one: string, other: string, tolerance: number, column = "value") =>
      disagreements(lane(one), lane(other, column), tolerance).map(({ from, to }) => `${from}..${to}`);
    expect(apart("fred/VIXCLS.csv", "ohlcv/VIX.csv", 0.01, "close")).toEqual([]);
    expect(apart("fred/SP500.csv", "market/GSPC.csv", 0.01)).toEqual([]);
    expect(apart("fred/EFFR.csv", "fred/DFF.csv", 0)).toEqual([]);
  });
});
