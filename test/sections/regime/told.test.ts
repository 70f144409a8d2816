import { describe, expect, it } from "vitest";
import { patienceOf } from "../../../pipeline/compute/compute.ts";
import { deskOf } from "../../../pipeline/finance/desk.ts";
import type { Snapshot } from "../../../pipeline/model/snapshot.ts";
import { absent } from "../../../pipeline/sections/absent.ts";
import { regime } from "../../../pipeline/sections/regime/regime.ts";
import { View } from "../../../pipeline/sections/regime/view.ts";
import { shippedEdition } from "../../support/section-words.ts";
import { meetings } from "../../support/snapshots.ts";
import { DAY, daily, regimeDay } from "./regime-day.ts";

const deskOn = (snapshot: Snapshot) => deskOf(snapshot, patienceOf("regime", shippedEdition));
const viewOn = (snapshot: Snapshot): View => View.parse(regime.compute(deskOn(snapshot), shippedEdition));
const view = (...given: Parameters<typeof regimeDay>) => viewOn(regimeDay(...given));
const pair = (told: View, name: string) => told.pairs.find((one) => one.name === name)!;
const before = "2025-11-04";

describe("what the section tells of itself", () => {
  it("is n/a as a whole only without yields and without a quadrant", () => {
    const rates = ["UST.2Y", "UST.5Y", "UST.10Y", "UST.30Y"];
    expect(
      "unavailable" in (regime.compute(deskOn(regimeDay([], { without: rates })), shippedEdition) as object),
    ).toBe(false);
    const nothing = regimeDay([], { without: [...rates, "US.INDPRO"] });
    expect(regime.compute(deskOn(nothing), shippedEdition)).toEqual(absent("nothing-recent"));
  });

  it("holds its identities, and a broken figure breaks one", () => {
    const told = view();
    const identities = regime.identities!(told);
    expect(identities.length).toBeGreaterThan(14);
    for (const { name, left, right, tolerance } of identities)
      expect(Math.abs(left - right), name).toBeLessThanOrEqual(tolerance);
    const off = structuredClone(told) as { realRate: { quoted: { value: number } } } & View;
    off.realRate.quoted.value += 0.02;
    const broken = regime.identities!(off).filter(
      ({ left, right, tolerance }) => Math.abs(left - right) > tolerance,
    );
    expect(broken.map(({ name }) => name)).toEqual([
      "5-year real rate: it is the yield of inflation-linked bonds of that tenor",
    ]);
  });

  it("moves by the first slope and the real rate, each move once, in standard deviations of the days before", () => {
    const day = [
      daily("UST.10Y", 4.1, { rows: { [before]: 4.1, [DAY]: 4.2 } }),
      daily("UST.5Y", 3.7, { rows: { "2025-10-30": 3.8, [DAY]: 3.8 } }),
    ];
    const snapshot = regimeDay(day);
    const movers = regime.movers!(viewOn(snapshot), deskOn(snapshot), shippedEdition);
    expect(movers.map(({ key, name }) => [key, name])).toEqual([
      ["regime.2s10s", null],
      ["regime.real-rate", "5-year real rate"],
    ]);
    const [first] = movers;
    const usual = pair(viewOn(snapshot), "2s10s").usual!;
    expect(first).toMatchObject({ key: "regime.2s10s", level: { unit: "bp" } });
    expect(first!.size.value).toBeCloseTo(first!.change.value / usual.value, 12);
    expect(usual.method).toContain("of the 252 daily changes");
  });

  it("names the zero line of a curve within 25 bp of it, and no rule of its own as a level of a market", () => {
    const flat = [daily("UST.2Y", 4.0), daily("UST.10Y", 4.1, { rows: { [DAY]: 4.2 } })];
    const snapshot = regimeDay(flat);
    const told = regime.levels!(viewOn(snapshot), deskOn(snapshot), shippedEdition);
    expect(told.map(({ key, kind, label }) => [key, kind, label])).toEqual([
      ["regime.2s10s.zero", "trigger", "2s10s"],
    ]);
    expect(told[0]!.distance.value).toBe(-told[0]!.current.value);
  });

  it("has no two figures of one id with different values", () => {
    const snapshot = regimeDay();
    const told = viewOn(snapshot);
    const seen = new Map<string, number>();
    const walk = (node: unknown): void => {
      if (typeof node !== "object" || node === null) return;
      const { kind, id, value } = node as { kind?: string; id?: string; value?: number };
      if (kind === "figure") {
        expect(seen.get(id!) ?? value, id).toBe(value);
        seen.set(id!, value!);
      }
      for (const part of Object.values(node)) walk(part);
    };
    walk([
      told,
      regime.movers!(told, deskOn(snapshot), shippedEdition),
      regime.levels!(told, deskOn(snapshot), shippedEdition),
    ]);
    expect(seen.size).toBeGreaterThan(40);
  });

  it("asks for every series of its settings, far enough back", () => {
    const needs = regime.needs(shippedEdition, DAY, meetings);
    const from = (series: string) => needs.filter((need) => need.series === series).map((need) => need.from);
    expect(from("US.INDPRO")).toEqual(["2013-11-05"]);
    expect(from("UST.5Y.REAL")).toEqual(["2023-11-05"]);
    expect(from("US.BREAKEVEN.5Y")).toContain("2020-11-05");
  });
});
