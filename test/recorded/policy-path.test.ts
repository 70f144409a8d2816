import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { deskOf } from "../../pipeline/finance/desk.ts";
import { futuresPath } from "../../pipeline/finance/policy/futures-path.ts";
import { rangesBy } from "../../pipeline/finance/policy/odds.ts";
import { roundHalfAway } from "../../pipeline/finance/rounding.ts";
import { policyPath } from "../../pipeline/sections/policy-path/policy-path.ts";
import { View } from "../../pipeline/sections/policy-path/view.ts";
import { sectionWords, shippedEdition } from "../support/section-words.ts";
import { calendars, meetings } from "../support/snapshots.ts";
import { recordedSnapshot } from "./recorded-snapshot.ts";

const recorded = new URL("../../../shared/recorded/", import.meta.url);
const open = (place: string) => readFileSync(new URL(place, recorded));
const everyDay = deskOf(snapshotOf("2025-11-25"));
const contracts = Object.values(everyDay.snapshot.series).filter(({ id }) => id.startsWith("ZQ."));
const edition = { ...shippedEdition, policy: { input: "futures" as const, second: null } };

function snapshotOf(date: string) {
  const ids = ["US.EFFR", "US.FED.TARGET.LOWER", "US.FED.TARGET.UPPER"];
  return recordedSnapshot(date, ids, { pricesFrom: "2024-08-21" });
}

function viewOf(date: string): View {
  const made = policyPath.compute(deskOf(snapshotOf(date)), edition);
  if ("unavailable" in made) throw new Error(made.unavailable.kind);
  return View.parse(made);
}

/** FedWatch's probabilities, 0 to 1, by day, then by meeting and source, then by lower limit in bp. */
function fedWatch(): ReadonlyMap<string, ReadonlyMap<string, ReadonlyMap<number, number>>> {
  const days = new Map<string, Map<string, Map<number, number>>>();
  const rows = open("fedwatch/fedwatch_probabilities.csv").toString("utf8").trim().split("\n").slice(1);
  for (const row of rows) {
    const [asOf = "", meeting, low, , probability, source] = row.trim().split(",");
    const day = days.get(asOf) ?? new Map<string, Map<number, number>>();
    const table = day.get(`${meeting} ${source}`) ?? new Map<number, number>();
    table.set(Number(low), Number(probability));
    days.set(asOf, day.set(`${meeting} ${source}`, table));
  }
  return days;
}

/** The largest difference between two distributions. */
function furthest(ours: ReadonlyMap<number, number>, theirs: ReadonlyMap<number, number>): number {
  const levels = [...new Set([...ours.keys(), ...theirs.keys()])];
  return Math.max(...levels.map((low) => Math.abs((ours.get(low) ?? 0) - (theirs.get(low) ?? 0))));
}

/** Our distributions of one day against FedWatch's: the difference of each table. CME counts the calendar day after as new. */
function differences(date: string, theirs: ReadonlyMap<string, ReadonlyMap<number, number>>): number[] {
  const effr = everyDay.latest("US.EFFR", date)!;
  const prices = new Map(
    contracts.flatMap(({ id }) => {
      const quote = everyDay.on(id, date);
      return quote ? [[id.slice(3), quote.value] as const] : [];
    }),
  );
  const overnight = { newest: effr, on: () => null };
  const market = { asOf: date, prices, calendar: meetings, fed: calendars.fed, overnight };
  const lowerBp = everyDay.latest("US.FED.TARGET.LOWER", date)!.value * 100;
  const { meetings: path } = futuresPath(market, "next-day");
  return path.flatMap(({ decision }, index) => {
    const odds = rangesBy(
      path.slice(0, index + 1).map(({ stepBp }) => stepBp),
      lowerBp,
    );
    const ours = new Map(odds.map((one) => [one.lowerBp, one.probability]));
    return [...theirs]
      .filter(([name]) => name.startsWith(decision))
      .map(([, table]) => furthest(ours, table));
  });
}

describe("the policy path of recorded days", () => {
  it("prices nine meetings on 22 July 2025", () => {
    const { rows, total, effr, start } = viewOf("2025-07-22");
    expect(
      rows.map(({ rate, step }) => [roundHalfAway(rate.value, 2), roundHalfAway(step.value, 1)]),
    ).toEqual([
      [4.32, -1],
      [4.17, -14.7],
      [4.04, -12.8],
      [3.87, -17.4],
      [3.75, -11.6],
      [3.6, -15.7],
      [3.5, -9.3],
      [3.36, -14.4],
      [3.26, -9.6],
    ]);
    expect(roundHalfAway(total.value, 1)).toBe(-106.5);
    // July's own contract tells the start backward (rule 2); all fixings of July so far are 4.33.
    expect(effr.value).toBe(4.33);
    expect(Math.abs(start.value - effr.value) * 100).toBeLessThan(0.01);
  });

  it("prices one meeting on 5 November 2025, from the effective rate", () => {
    const { rows, last, effr, end } = viewOf("2025-11-05");
    expect(rows).toHaveLength(1);
    expect(effr.value).toBe(3.87);
    expect(roundHalfAway(last.rate.value, 3)).toBe(3.715);
    expect(roundHalfAway(last.chance.value, 1)).toBe(62);
    expect(end).toEqual({ why: "prices", decision: "2026-01-28" });
  });

  it("has the range's probabilities of FedWatch, which the prices were derived from", () => {
    const theirs = fedWatch();
    // Their table has six decimals, the prices four: a hundredth of a bp.
    expect(Math.max(...differences("2025-07-22", theirs.get("2025-07-22")!))).toBeLessThan(1e-6);
    expect(Math.max(...differences("2025-11-05", theirs.get("2025-11-05")!))).toBeLessThan(1e-6);
    // A day of a decision has its probabilities from before it, its prices from after it.
    const decided = new Set(meetings.meetings.map(({ decision }) => decision));
    const all = [...theirs].flatMap(([date, tables]) => (decided.has(date) ? [] : differences(date, tables)));
    expect(all.length).toBeGreaterThan(900);
    expect(Math.max(...all)).toBeLessThan(0.001);
  });

  it("counts the days of a decision's month as the prices do: 19 June 2025, a holiday, is at the new rate", () => {
    const { rows, startGap } = viewOf("2025-04-09");
    const theirs = fedWatch().get("2025-04-09")!.get("2025-05-07 kdaier")!.get(400)!;
    expect(theirs).toBeCloseTo(0.204, 3);
    // Their table has six decimals, the prices four: a tenth of a point on a step that three contracts tell.
    expect(Math.abs(rows[0]!.chance.value - theirs * 100)).toBeLessThan(0.1);
    expect(Math.abs(startGap.value)).toBeLessThan(0.05);
    expect(sectionWords(policyPath, snapshotOf("2025-04-09"), edition)).not.toContain(
      "The path itself begins",
    );
  });

  it("remembers what was priced by one meeting, and says by which", () => {
    const { history } = viewOf("2025-07-22");
    // July 2026 came into the list with the decision of 18 June: most of the sixty days end in June 2026.
    expect(history).toMatchObject({ decision: "2026-06-17", isLast: false, decided: true, extreme: null });
    expect(history!.chart.values.at(-1)).toBeCloseTo(-96.9, 1);
    expect([history!.low!.asOf, roundHalfAway(history!.low!.value, 1)]).toEqual(["2025-06-30", -114.7]);
    expect(history!.chart.values.filter((value) => value === null).length).toBeLessThan(12);
    const [mover] = policyPath.movers!(viewOf("2025-07-22"), deskOf(snapshotOf("2025-07-22")), edition);
    expect(roundHalfAway(mover!.change.value, 1)).toBe(-2);
    expect(Math.abs(mover!.size.value)).toBeLessThan(1);
    // Fifteen of the sixty days before 9 April tell that meeting: too few to rank a change among.
    expect(policyPath.movers!(viewOf("2025-04-09"), deskOf(snapshotOf("2025-04-09")), edition)).toEqual([]);
  });

  it("compares each meeting with the day before", () => {
    const { rows } = viewOf("2025-04-09");
    expect(rows.map(({ rateChange }) => roundHalfAway(rateChange!.value, 1))).toEqual([
      6, 16.6, 21.3, 23.2, 24.3, 24.6, 25.8, 26.2, 27.8,
    ]);
    const { last } = viewOf("2025-11-05");
    expect(roundHalfAway(last.before!.chance.value, 1)).toBe(68.6);
    expect(sectionWords(policyPath, snapshotOf("2025-11-05"), edition)).toContain(
      "the chance of a cut is 62%, from 69% the day before.",
    );
  });

  it("tells the decision of 29 October 2025, which no fixing carries yet", () => {
    const view = viewOf("2025-10-29");
    expect(view.pending?.effective).toBe("2025-10-30");
    expect(view.startGap.value).toBeLessThan(-20);
    expect(sectionWords(policyPath, snapshotOf("2025-10-29"), edition)).toContain("29 October");
    const after = viewOf("2025-10-30");
    expect(after.pending).toBeNull();
    expect(Math.abs(after.startGap.value)).toBeLessThan(2);
  });
});
