import { describe, expect, it } from "vitest";
import { figureChanges } from "../../../pipeline/desk/correcting/figure-changes.ts";
import type { Ledger } from "../../../pipeline/model/ledger.ts";

const entry = (
  id: string,
  printed: readonly string[],
  method = "first - second",
): Ledger["entries"][number] => ({
  id,
  printed: [...printed],
  places: ["text"],
  figure: { kind: "figure", id, value: 1, unit: "bp", asOf: "2025-11-05", inputs: [], method },
});
const ledger = (...entries: Ledger["entries"]): Ledger => ({ date: "2025-11-05", entries });
const titles = { "ig-spread": "Investment-grade spread" };

describe("what a correction changes", () => {
  it("is each figure whose printed words are others, with both", () => {
    const was = ledger(entry("ig-spread.level", ["81 bp", "81"]), entry("ig-spread.gap", ["4 bp"]));
    const is = ledger(entry("ig-spread.level", ["82 bp", "82"]), entry("ig-spread.gap", ["4 bp"]));
    expect(figureChanges(was, is, titles)).toEqual([
      { id: "ig-spread.level", name: "Investment-grade spread: level", was: "81 bp", is: "82 bp" },
    ]);
  });

  it("says which way a figure went that is printed without its sign", () => {
    const valued = (value: number, printed: readonly string[]) => {
      const one = entry("a.change", printed);
      return ledger({ ...one, figure: { ...one.figure, value } });
    };
    const turned = (is: Ledger) =>
      figureChanges(valued(-2, ["2 bp"]), is, {}).map((one) => [one.was, one.is]);
    expect(turned(valued(5, ["5 bp"]))).toEqual([["−2 bp", "+5 bp"]]);
    expect(turned(valued(2, ["2 bp"]))).toEqual([["−2 bp", "+2 bp"]]);
    expect(turned(valued(-5, ["5 bp"]))).toEqual([["2 bp", "5 bp"]]);
    expect(turned(valued(-2, ["2 bp"]))).toEqual([]);
  });

  it("begins with what a source told, since the rest follows from it", () => {
    const was = ledger(entry("a.change", ["1"]), entry("a.level", ["81"], "as observed"));
    const is = ledger(entry("a.change", ["2"]), entry("a.level", ["82"], "as observed"));
    expect(figureChanges(was, is, {}).map(({ id }) => id)).toEqual(["a.level", "a.change"]);
  });

  it("holds figures that only one of the two prints", () => {
    const changes = figureChanges(ledger(entry("a.gone", ["1"])), ledger(entry("a.new", ["2"])), {});
    expect(changes.map(({ id, was, is }) => [id, was, is])).toEqual([
      ["a.new", null, "2"],
      ["a.gone", "1", null],
    ]);
  });

  it("is nothing for the same forms in another order", () => {
    const one = ledger(entry("a.b", ["81 bp", "81"]));
    const other = ledger(entry("a.b", ["81", "81 bp"]));
    expect(figureChanges(one, other, {})).toEqual([]);
  });

  it("names the form that is new where only one of several forms changed", () => {
    const changes = figureChanges(
      ledger(entry("a.b", ["81 bp"])),
      ledger(entry("a.b", ["81 bp", "+81 bp"])),
      {},
    );
    expect(changes).toEqual([{ id: "a.b", name: "a: b", was: "81 bp", is: "+81 bp" }]);
  });
});
