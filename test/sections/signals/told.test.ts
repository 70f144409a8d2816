import { describe, expect, it } from "vitest";
import { deskOf } from "../../../pipeline/finance/desk.ts";
import type { Snapshot } from "../../../pipeline/model/snapshot.ts";
import { signals } from "../../../pipeline/sections/signals/signals.ts";
import { View } from "../../../pipeline/sections/signals/view.ts";
import { meetings, seriesOf } from "../../support/snapshots.ts";
import { DAY, edition, flatter, forward, goldilocks, signalsDay, volatilities } from "./signals-market.ts";

const deskFor = (snapshot: Snapshot) => deskOf(snapshot, { missedDays: 2, coverage: 0.8 });
const viewOf = (snapshot: Snapshot): View => View.parse(signals.compute(deskFor(snapshot), edition));

describe("what the section tells of", () => {
  it("is the composite as a mover, and two triggers with their distances", () => {
    const snapshot = signalsDay(forward, flatter, volatilities([6]), goldilocks);
    const [view, desk] = [viewOf(snapshot), deskFor(snapshot)];
    const movers = signals.movers!(view, desk, edition);
    expect(movers).toMatchObject([{ key: "signals.volatility", name: null, level: { asOf: DAY } }]);
    expect(movers[0]!.size.value).toBeGreaterThan(3);
    const levels = signals.levels!(view, desk, edition);
    expect(levels).toMatchObject([
      { key: "signals.volatility", kind: "trigger", level: { value: 1 } },
      { key: "signals.rotation", kind: "trigger", level: { value: -0.5 }, daysMove: null },
    ]);
    expect(levels[0]!.distance.value).toBeCloseTo(1 - view.volatility.composite!.value, 9);
    const without = signalsDay([seriesOf("UST.2Y", { [DAY]: 4 })], goldilocks);
    expect(signals.levels!(viewOf(without), deskFor(without), edition)).toEqual([]);
    expect(signals.movers!(viewOf(without), deskFor(without), edition)).toEqual([]);
  });

  it("needs what it reads: ladder, curves, three volatilities and the regime's months", () => {
    const needs = signals.needs(edition, DAY, meetings);
    expect(needs).toContainEqual({ series: "MOVE", from: "2022-11-05" });
    expect(needs).toContainEqual({ series: "US.INDPRO", from: "2013-11-05" });
    expect(needs).toContainEqual({ series: "BTC", from: "2024-11-05" });
  });
});
