import { describe, expect, it } from "vitest";
import { restatedFigures } from "../../../pipeline/desk/correcting/restated.ts";
import type { Figure } from "../../../pipeline/model/figure.ts";
import type { Ledger } from "../../../pipeline/model/ledger.ts";

const figure = (id: string, value: number, unit: Figure["unit"] = "bp"): Figure => ({
  kind: "figure",
  id,
  value,
  unit,
  asOf: "2025-11-05",
  inputs: [],
  method: "as observed",
});
const ledgerOf = (...rows: readonly (readonly [Figure, ...string[]])[]): Ledger => ({
  date: "2025-11-05",
  entries: rows.map(([one, ...printed]) => ({ id: one.id, printed, places: ["text"], figure: one })),
});
const look = (ledger: Ledger, now: readonly Figure[], above = 1) =>
  restatedFigures(ledger, new Map(now.map((one) => [one.id, one])), { above, nameOf: (id) => id });

describe("a past issue beside revised data", () => {
  it("tells a figure that would be printed in other words, by places of what was printed", () => {
    const ledger = ledgerOf(
      [figure("a.level", 81.2), "81 bp", "81"],
      [figure("a.yield", 4.171, "percent"), "4.17%"],
    );
    expect(look(ledger, [figure("a.level", 83.4), figure("a.yield", 4.182, "percent")])).toEqual([
      { id: "a.level", name: "a.level", was: "81 bp", is: "83 bp", places: 2.2 },
      { id: "a.yield", name: "a.yield", was: "4.17%", is: "4.18%", places: 1.1 },
    ]);
  });

  it("says nothing of what stays below the threshold, or prints in the same words", () => {
    const ledger = ledgerOf([figure("a.level", 81.2), "81 bp"]);
    expect(look(ledger, [figure("a.level", 81.4)])).toEqual([]);
    expect(look(ledger, [figure("a.level", 82.3)], 2)).toEqual([]);
    expect(look(ledger, [figure("a.level", 83.3)], 2)).toHaveLength(1);
  });

  it("keeps the sign that was printed", () => {
    const ledger = ledgerOf([figure("a.change", 3), "+3 bp"]);
    expect(look(ledger, [figure("a.change", -2)]).map(({ is }) => is)).toEqual(["−2 bp"]);
    expect(look(ledger, [figure("a.change", 9)]).map(({ is }) => is)).toEqual(["+9 bp"]);
  });

  it("says which way a figure turned that was printed without its sign, and prints no sign where none was", () => {
    const ledger = ledgerOf([figure("a.change", -2), "2 bp"]);
    const words = (value: number) =>
      look(ledger, [figure("a.change", value)]).map(({ was, is }) => [was, is]);
    expect(words(5)).toEqual([["−2 bp", "+5 bp"]]);
    expect(words(2)).toEqual([["−2 bp", "+2 bp"]]);
    expect(words(-5)).toEqual([["2 bp", "5 bp"]]);
    expect(words(-2.2)).toEqual([]);
    expect(words(0)).toEqual([["2 bp", "0 bp"]]);
  });

  it("compares nothing that is no longer computed, or in another unit, or was a word", () => {
    const ledger = ledgerOf(
      [figure("a.gone", 3), "3 bp"],
      [figure("a.unit", 3), "3 bp"],
      [figure("a.word", 0), "flat"],
    );
    expect(look(ledger, [figure("a.unit", 9, "percent"), figure("a.word", 9)])).toEqual([]);
  });

  it("puts the furthest first", () => {
    const ledger = ledgerOf([figure("a.near", 3), "3 bp"], [figure("a.far", 3), "3 bp"]);
    expect(look(ledger, [figure("a.near", 5), figure("a.far", 30)]).map(({ id }) => id)).toEqual([
      "a.far",
      "a.near",
    ]);
  });
});
