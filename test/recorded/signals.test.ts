import { describe, expect, it } from "vitest";
import { deskOf } from "../../pipeline/finance/desk.ts";
import { joinOf } from "../../pipeline/finance/joins.ts";
import { kOfN } from "../../pipeline/finance/persistence.ts";
import { volatilityComposite } from "../../pipeline/finance/volatility-composite.ts";
import { signals } from "../../pipeline/sections/signals/signals.ts";
import { View } from "../../pipeline/sections/signals/view.ts";
import { sectionWords, shippedEdition } from "../support/section-words.ts";
import { neededBy, recordedSnapshot } from "./recorded-snapshot.ts";

const dayOf = (date: string) => recordedSnapshot(date, neededBy(signals, date));
const viewOf = (date: string): View => {
  const desk = deskOf(dayOf(date), { missedDays: 2, coverage: 0.8 });
  return View.parse(signals.compute(desk, shippedEdition));
};

/**
 * The composite of VIX, MOVE and realised USDJPY volatility in April 2025, computed apart with numpy 2.4.6 (per window std(ddof=1) and
 * mean, over joined days): elevated from the 3rd to the 24th without a break, then again on the 29th and 30th.
 */
const APRIL: Readonly<Record<string, number>> = {
  "2025-04-01": 0.428521,
  "2025-04-02": 0.428167,
  "2025-04-03": 1.476824,
  "2025-04-04": 2.964183,
  "2025-04-07": 3.185322,
  "2025-04-08": 3.424302,
  "2025-04-09": 1.919677,
  "2025-04-10": 2.232214,
  "2025-04-11": 2.446912,
  "2025-04-14": 1.86613,
  "2025-04-15": 1.541132,
  "2025-04-16": 1.569796,
  "2025-04-17": 1.283508,
  "2025-04-21": 1.950203,
  "2025-04-22": 1.470156,
  "2025-04-23": 1.360817,
  "2025-04-24": 1.008865,
  "2025-04-25": 0.873188,
  "2025-04-28": 0.997658,
  "2025-04-29": 1.013845,
  "2025-04-30": 1.042905,
};

describe("the volatility composite in April 2025", () => {
  const desk = deskOf(dayOf("2025-05-15"));
  const [vix, move, yen] = ["VIX", "MOVE", "FX.USDJPY"].map(
    (id) => desk.history(id, { after: "2022-05-15" })!,
  );
  const { dates, values } = joinOf([vix!, move!, yen!]);
  const { composite } = volatilityComposite({ equity: values[0]!, rates: values[1]!, currency: values[2]! });
  const persistent = kOfN(
    composite.map((value) => (value === null ? null : value >= 1)),
    10,
    15,
  );
  const april = dates.flatMap((date, row) => (date.startsWith("2025-04") ? [row] : []));

  it("is what numpy computes apart from it, day by day", () => {
    expect(april.map((row) => dates[row])).toEqual(Object.keys(APRIL));
    // numpy's figures are written with six places.
    for (const row of april) expect(composite[row]).toBeCloseTo(APRIL[dates[row]!]!, 6);
  });

  it("is elevated from 3 April on, and reaches ten of fifteen on the 16th", () => {
    const elevated = april.filter((row) => composite[row]! >= 1).map((row) => dates[row]);
    expect([elevated[0], elevated.length]).toEqual(["2025-04-03", 17]);
    expect(april.filter((row) => persistent[row]).map((row) => dates[row])[0]).toBe("2025-04-16");
    expect(persistent[dates.indexOf("2025-04-15")]).toBe(false);
  });

  it("stays persistent to 5 May", () => {
    const after = dates.filter((date, row) => date > "2025-04-16" && persistent[row] === false);
    expect(after[0]).toBe("2025-05-06");
  });

  it("is a signal that is off on 9 April, five of fifteen, and on on the 16th", () => {
    expect(viewOf("2025-04-09").volatility).toMatchObject({
      state: "off",
      elevated: "yes",
      elevatedDays: { value: 5 },
      shock: { kind: "one-off", from: "2025-04-03", peak: { asOf: "2025-04-08" } },
    });
    expect(sectionWords(signals, dayOf("2025-04-09"))).not.toMatch(/one-off|excess/);
    expect(viewOf("2025-04-16").volatility).toMatchObject({ state: "on", elevatedDays: { value: 10 } });
  });
});

describe("the three signals on recorded days", () => {
  it("are one on 9 April 2025: capital moves back across the risk curve while 2s10s steepens", () => {
    const { capital, meltUp, evaluated, contraction } = viewOf("2025-04-09");
    expect([meltUp, evaluated]).toEqual(["watch", 3]);
    expect(capital).toMatchObject({ state: "on", rungs: 7, curve: { change: { value: 12 } } });
    // Ranks of IEF, LQD, HYG, QQQ, SPX, IWM and Bitcoin by return per risk, by numpy 2.4.6 on the joined closes: 7 6 2 4 3 1 5.
    expect(capital.rho!.value).toBeCloseTo(-15 / 28, 9);
    expect(capital.missing.map(({ name }) => name)).toEqual(["T-bills", "non-profitable tech (by ARKK)"]);
    expect(contraction).toMatchObject({ state: "off", quadrant: "goldilocks" });
  });

  it.each(["2025-07-22", "2025-11-05"])("are none on %s, with all three evaluated", (date) => {
    expect(viewOf(date)).toMatchObject({ meltUp: "on", evaluated: 3, count: { value: 0 } });
  });

  it("count on 22 July 2025 what slows, and not what agrees with goldilocks; on 5 November with payrolls of August", () => {
    const july = sectionWords(signals, dayOf("2025-07-22"));
    expect(july).toContain(
      "| Growth indicators slowing now, of 3 | Jun 2025 | 3 | 2 or more | 1 beyond | met |",
    );
    expect(july).toContain("| Industrial production, y/y, two months | Jun 2025 |");
    expect(july).toContain("though all three growth indicators slow in their newest month.");
    expect(sectionWords(signals, dayOf("2025-11-05"))).toContain(
      "| Growth indicators slowing now, of 3 | Aug 2025 | 1 | 2 or more | 1 to go | not met |",
    );
  });

  it("are contraction in May 2020, on figures up to March, out of what was published by then", () => {
    const { contraction } = viewOf("2020-05-15");
    expect(contraction).toMatchObject({ state: "on", quadrant: "stagflation", month: "2020-03-01" });
  });

  it("name the newest composite's day on a bond holiday", () => {
    const words = sectionWords(signals, dayOf("2025-11-11"));
    expect(words).toContain("the three markets (as of 10 November) stand at");
    expect(words).toContain("| Composite of three z-scores | 10 Nov 2025 |");
  });
});
