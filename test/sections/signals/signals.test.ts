import { describe, expect, it } from "vitest";
import { deskOf } from "../../../pipeline/finance/desk.ts";
import type { Snapshot } from "../../../pipeline/model/snapshot.ts";
import { absent } from "../../../pipeline/sections/absent.ts";
import { stateOf } from "../../../pipeline/sections/signals/answer.ts";
import { signals } from "../../../pipeline/sections/signals/signals.ts";
import { View } from "../../../pipeline/sections/signals/view.ts";
import { snapshotOf } from "../../support/snapshots.ts";
import {
  backward,
  curve,
  DAY,
  economy,
  edition,
  flatter,
  forward,
  goldilocks,
  ladder,
  signalsDay,
  stagflation,
  steeper,
  volatilities,
} from "./signals-market.ts";

const deskFor = (snapshot: Snapshot) => deskOf(snapshot, { missedDays: 2, coverage: 0.8 });
const viewOf = (snapshot: Snapshot): View => View.parse(signals.compute(deskFor(snapshot), edition));
const calm = volatilities([]);
const lasting = volatilities(new Array(12).fill(3));
const nothing = signalsDay(forward, flatter, calm, goldilocks);

describe("a signal", () => {
  it("needs all its conditions, and is never off for what is not known", () => {
    expect(stateOf(["yes", "yes"])).toBe("on");
    expect(stateOf(["yes", "unknown"])).toBe("not-evaluated");
    expect(stateOf(["unknown", "unknown"])).toBe("not-evaluated");
    expect(stateOf(["no", "unknown"])).toBe("off");
  });
});

describe("the count", () => {
  it.each([
    ["on", 0, nothing],
    ["watch", 1, signalsDay(backward, steeper, calm, goldilocks)],
    ["weakening", 2, signalsDay(backward, steeper, lasting, goldilocks)],
    ["over", 3, signalsDay(backward, steeper, lasting, stagflation)],
  ] as const)("says %s at %i", (meltUp, on, snapshot) => {
    const view = viewOf(snapshot);
    expect(view).toMatchObject({ meltUp, evaluated: 3, count: { value: on } });
    for (const { left, right, tolerance } of signals.identities!(view))
      expect(Math.abs(left - right)).toBeLessThanOrEqual(tolerance);
  });

  it("leaves out what cannot be evaluated, and says how many could", () => {
    const view = viewOf(signalsDay(backward, steeper));
    expect(view).toMatchObject({ evaluated: 1, count: { value: 1 } });
    expect([view.volatility.state, view.contraction.state]).toEqual(["not-evaluated", "not-evaluated"]);
  });

  it("is n/a as a whole where nothing is there at all", () => {
    expect(signals.compute(deskFor(snapshotOf(DAY, [])), edition)).toEqual(absent("no-input"));
  });
});

describe("capital and curve", () => {
  it("has its correlation, threshold and distance, and both parts are needed", () => {
    const { capital } = viewOf(signalsDay(backward, flatter));
    expect(capital).toMatchObject({
      state: "off",
      rotates: "yes",
      steepens: "no",
      rho: { value: -1, asOf: DAY },
      rhoFrom: { value: -0.5 },
      rhoDistance: { value: 0.5 },
      curve: { label: "bear flattener", change: { value: -10 } },
      curveDistance: { value: 15 },
    });
    expect(viewOf(signalsDay(forward, steeper)).capital).toMatchObject({
      state: "off",
      direction: "out-the-risk-curve",
    });
  });

  it("names the missing rungs, and is not evaluated with fewer than six", () => {
    const some = viewOf(signalsDay(ladder([null, 8, 7, 6, 5, 4, 3, null, 1]), steeper)).capital;
    expect(some).toMatchObject({ state: "on", rungs: 7, companion: null });
    expect(some.missing).toEqual([{ name: "T-bills" }, { name: "non-profitable tech (by ARKK)" }]);
    const few = viewOf(signalsDay(ladder([9, 8, 7, 6, 5]), steeper)).capital;
    expect(few).toMatchObject({ state: "not-evaluated", rho: null, rungs: 5, best: null });
    expect(few.missing).toHaveLength(4);
  });

  it("takes the curve on the days that both yields have, and within the dead band it has not steepened", () => {
    expect(viewOf(signalsDay(backward, curve({ two: 0, ten: 4, thirty: 4 }))).capital).toMatchObject({
      steepens: "no",
      curve: { label: "unchanged" },
    });
    const [two, ten] = curve({ two: -20, ten: 0, thirty: 0 });
    const late = { ...ten!, values: ten!.values.with(-1, null) };
    expect(viewOf(signalsDay([two!, late])).capital.curve!.change.asOf).toBe("2025-11-04");
    expect(viewOf(signalsDay(backward)).capital).toMatchObject({
      curve: null,
      steepens: "unknown",
      state: "not-evaluated",
    });
  });

  it("has the companion where both of its funds are at hand", () => {
    const { companion } = viewOf(signalsDay(backward, steeper)).capital;
    expect(companion!.change.unit).toBe("percent");
    expect(companion!.change.value).toBeGreaterThan(2);
    expect(companion!.z!.value).toBeGreaterThan(1);
  });
});

describe("volatility that lasts", () => {
  it("is elevated, and persistent from ten of the last fifteen on", () => {
    const nine = viewOf(signalsDay(volatilities(new Array(9).fill(3)))).volatility;
    expect(nine).toMatchObject({ state: "off", elevated: "yes", persistent: "no" });
    expect([nine.elevatedDays!.value, nine.daysDistance!.value]).toEqual([9, 1]);
    const ten = viewOf(signalsDay(volatilities(new Array(10).fill(3)))).volatility;
    expect(ten).toMatchObject({ state: "on", persistent: "yes", elevatedDays: { value: 10 } });
  });

  it("tells a one-off shock as such", () => {
    const { volatility } = viewOf(signalsDay(volatilities([6, 0, 0])));
    expect(volatility).toMatchObject({
      state: "off",
      elevated: "no",
      shock: { kind: "one-off", atOnce: true },
    });
    expect(viewOf(signalsDay(volatilities([3, 6]))).volatility.shock).toMatchObject({
      kind: "open",
      atOnce: false,
      settled: false,
    });
    expect(viewOf(nothing).volatility.shock).toBeNull();
  });

  it("is not evaluated without one of its three markets, and names it", () => {
    const { volatility, chart } = viewOf(signalsDay(forward, flatter, calm.slice(0, 2)));
    expect(volatility).toMatchObject({
      state: "not-evaluated",
      composite: null,
      parts: [],
      missing: [{ name: "FX.USDJPY" }],
    });
    expect(chart).toBeNull();
  });

  it("is not evaluated where a market stood still: it has no z", () => {
    const still = { ...calm[1]!, values: calm[1]!.values.map(() => 90) };
    expect(viewOf(signalsDay([calm[0]!, still, calm[2]!], forward)).volatility).toMatchObject({
      state: "not-evaluated",
      composite: null,
      missing: [],
    });
  });

  it("does not depend on the order of the series, and is drawn over a year with its threshold", () => {
    const view = viewOf(nothing);
    expect(viewOf(signalsDay(goldilocks, [...calm].reverse(), flatter, forward))).toEqual(view);
    expect(view.chart).toMatchObject({ unit: "sd", levels: [{ name: "elevated", figure: { value: 1 } }] });
    expect(view.chart!.dates).toHaveLength(252);
    expect(view.chart!.values.at(-1)).toBe(view.volatility.composite!.value);
  });
});

describe("contraction", () => {
  it("is a quadrant of slowing growth, two months below zero, and a majority of growth indicators that slow", () => {
    const { contraction } = viewOf(signalsDay(stagflation));
    expect(contraction).toMatchObject({
      state: "on",
      quadrant: "stagflation",
      month: "2025-09-01",
      slowing: { value: 3 },
      of: 3,
      majority: 2,
    });
    expect(contraction.growth!.value).toBeCloseTo(-2, 9);
    expect(contraction.growthBefore!.value).toBeCloseTo(-1.5, 9);
    expect(contraction.growthDistance!.value).toBeCloseTo(1.5, 9);
  });

  it("is off where one month alone lies below zero, and where growth gains", () => {
    const once = economy(
      (back) => -0.2 + 0.5 * back,
      (back) => 5 - 0.2 * back,
    );
    expect(viewOf(signalsDay(once)).contraction).toMatchObject({
      state: "off",
      slows: "yes",
      contracts: "no",
    });
    expect(viewOf(signalsDay(goldilocks)).contraction).toMatchObject({ state: "off", slows: "no" });
  });

  it("takes no agreement with an expansion for evidence of it", () => {
    expect(viewOf(signalsDay(goldilocks)).contraction).toMatchObject({
      agrees: "no",
      slowing: { value: 0 },
      slowingDistance: { value: 2 },
    });
    // Two indicators that slow are a majority even where the one that decides still gains.
    const two = [goldilocks[0]!, ...stagflation.slice(1, 3), ...goldilocks.slice(3)];
    expect(viewOf(signalsDay(two)).contraction).toMatchObject({
      state: "off",
      slows: "no",
      agrees: "yes",
      slowing: { value: 2 },
      of: 3,
    });
  });

  it("leaves indicators without a newest month out of the count, and is not evaluated without any", () => {
    const [first, , , price] = stagflation;
    expect(viewOf(signalsDay([first!, price!])).contraction).toMatchObject({
      state: "on",
      slowing: { value: 1 },
      of: 1,
      majority: 1,
    });
    const old = stagflation.map((series) => ({ ...series, maxAgeDays: 10 }));
    expect(viewOf(signalsDay(old, forward)).contraction).toMatchObject({
      state: "not-evaluated",
      quadrant: null,
      slowing: null,
      agrees: "unknown",
    });
  });
});
