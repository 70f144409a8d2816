import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { agreement } from "../../pipeline/check/agreement.ts";
import { type NumberForm, printFigure } from "../../pipeline/fill/print-number.ts";
import type { Figure } from "../../pipeline/model/figure.ts";
import { UnitSchema } from "../../pipeline/model/unit.ts";
import { checkedOf, derivedFigure, entryOf, observedFigure } from "../support/checked.ts";

const verdictOn = (figure: Figure, ...printed: string[]) => {
  const [finding] = agreement(checkedOf({ entries: [entryOf(figure, printed)] }));
  return `${finding?.verdict}: ${finding?.message}`;
};

const change = derivedFigure(-3.149, "bp");
const move = derivedFigure(0.3649, "percent");
const level = observedFigure(4.17, "percent");
const index = observedFigure(6_796.285, "index");

describe("a printed figure", () => {
  it("passes in each form that is its value, rounded once", () => {
    const right: readonly (readonly [Figure, readonly string[]])[] = [
      [level, ["4.17%", "4.17", "4.2%", "+4.17%"]],
      [index, ["6,796.29", "6,796"]],
      [change, ["−3.1 bp", "−3", "3.1 bp", "3 bp"]],
      [move, ["+0.36%", "0.36", "0.4%"]],
      [derivedFigure(-0.004, "percent"), ["0.00%", "0.00"]],
      [observedFigure(171, "bp"), ["171 high, 12 Oct 2022", "171 bp", "171 five-year mean"]],
      [derivedFigure(9, "count"), ["nine", "Nine", "9"]],
      [derivedFigure(0, "count"), ["Zero", "0"]],
      [derivedFigure(54.6, "percentile"), ["55th", "55"]],
      [derivedFigure(11, "percentile"), ["11th"]],
      [derivedFigure(1.25, "sd"), ["1.3 sd"]],
      [observedFigure(-0.1, "percent"), ["−0.10%"]],
      [observedFigure(-0.92, "percent", "SPX.SECTOR.ENERGY.RETURN"), ["−0.92%", "0.92%"]],
    ];
    for (const [figure, printed] of right)
      expect(verdictOn(figure, ...printed), printed[0]).toMatch(/^passed/);
  });

  it("is refused where a reader would read another number, and told why", () => {
    const wrong: readonly (readonly [Figure, string, string])[] = [
      [level, "46.2%", "rounded once it is 4.2"],
      [level, "4.18%", "rounded once it is 4.17"],
      [level, "4.170 bp", "its unit is another one"],
      [derivedFigure(0.36, "pp"), "+0.36%", "its unit is another one"],
      [level, "−4.17%", "its sign is the other one"],
      [change, "+3.1 bp", "its sign is the other one"],
      [observedFigure(-0.1, "percent"), "0.10%", "its minus is missing"],
      [derivedFigure(-0.004, "percent"), "−0.00%", "zero has no sign"],
      [derivedFigure(0.004, "percent"), "+0.00%", "zero has no sign"],
      [index, "6796.29", "no number can be read in it"],
      [index, "67,96.29", "no number can be read in it"],
      [change, "-3.1 bp", "no number can be read in it"],
      [level, "n/a", "no number can be read in it"],
      [derivedFigure(9, "count"), "eight", "it is another count"],
      [derivedFigure(9, "percent"), "nine", "only a count is printed in words"],
      [derivedFigure(55, "percentile"), "54th", "rounded once it is 55"],
      [derivedFigure(52, "percentile"), "52th", "its ordinal has another ending"],
      [derivedFigure(12, "percentile"), "12nd", "its ordinal has another ending"],
      [observedFigure(5, "bp"), "5th", "only a place in a row has an ordinal"],
      [observedFigure(171, "bp"), "171 17 Oct 2022", "another number follows"],
      [observedFigure(17, "bp"), "171 high, 12 Oct 2022", "rounded once it is 17"],
    ];
    for (const [figure, printed, why] of wrong) {
      expect(verdictOn(figure, printed), printed).toMatch(/^refused/);
      expect(verdictOn(figure, printed)).toContain(
        `"${printed}" is printed for ${figure.value} ${figure.unit}: ${why}.`,
      );
    }
  });

  it("is refused for one wrong form among right ones, by its id", () => {
    const [finding, ...more] = agreement(checkedOf({ entries: [entryOf(level, ["4.17%", "4.71", "4.2%"])] }));
    expect(more).toEqual([]);
    expect(finding).toMatchObject({ verdict: "refused", place: "made-up.level", gate: "agreement" });
  });

  it("was not compared with anything where none was printed", () => {
    expect(agreement(checkedOf())).toMatchObject([{ verdict: "not evaluated" }]);
  });

  it("passes in whatever form our own helpers print it, except a level as a size", () => {
    const forms = fc.record<NumberForm>({
      decimals: fc.option(fc.integer({ min: 0, max: 3 }), { nil: undefined }),
      sign: fc.constantFrom("always", "never"),
      withUnit: fc.boolean(),
    });
    const values = fc.double({ min: -1e5, max: 1e5, noNaN: true });
    fc.assert(
      fc.property(values, fc.constantFrom(...UnitSchema.options), forms, (value, unit, form) => {
        const figure = derivedFigure(value, unit);
        expect(verdictOn(figure, printFigure(figure, form))).toMatch(/^passed/);
      }),
    );
  });
});
