import { describe, expect, it } from "vitest";
import {
  printCount,
  printFigure,
  printNumber,
  printOrdinal,
  printsAsZero,
} from "../../pipeline/fill/print-number.ts";
import type { Figure } from "../../pipeline/model/figure.ts";
import type { Unit } from "../../pipeline/model/unit.ts";
import { origin } from "../support/snapshots.ts";

const figure = (value: number, unit: Unit, method = "first - second"): Figure => ({
  kind: "figure",
  id: "test.figure",
  value,
  unit,
  asOf: "2025-11-05",
  inputs: [{ series: "X", date: "2025-11-05", value, unit, origin }],
  method,
});

describe("a printed figure", () => {
  it("carries its unit, without a space before the percent sign", () => {
    expect(printFigure(figure(4.17, "percent"))).toBe("4.17%");
    expect(printFigure(figure(81, "bp"))).toBe("81 bp");
    expect(printFigure(figure(6796.29, "index"))).toBe("6,796.29");
    expect(printFigure(figure(0.163, "pp"), { sign: "always" })).toBe("+0.16 pp");
    expect(printFigure(figure(62, "probability"))).toBe("62.0%");
  });

  it("has the true minus, and zero has no sign", () => {
    expect(printFigure(figure(-0.36, "percent"), { sign: "always" })).toBe("−0.36%");
    expect(printFigure(figure(-0.004, "percent"), { sign: "always" })).toBe("0.00%");
    expect(printFigure(figure(-3, "bp"), { sign: "never" })).toBe("3 bp");
  });

  it("prints a spread with the places it is quoted in", () => {
    expect(printFigure(figure(52.751, "bp", "as observed"))).toBe("52.75 bp");
    expect(printFigure(figure(109.2938, "bp"))).toBe("109.3 bp");
    expect(printFigure(figure(7.000000000000028, "bp"), { sign: "always" })).toBe("+7 bp");
    expect(printFigure(figure(-14, "bp"), { decimals: 1 })).toBe("−14.0 bp");
  });

  it("rounds half away from zero on the decimal form", () => {
    expect(printNumber(1.005, 2)).toBe("1.01");
    expect(printNumber(-2.5, 0)).toBe("−3");
    expect(printNumber(1234567.5, 0)).toBe("1,234,568");
  });

  it("is flat to a reader when it prints as zero", () => {
    expect(printsAsZero(figure(0.0049, "percent"))).toBe(true);
    expect(printsAsZero(figure(0.005, "percent"))).toBe(false);
  });

  it("counts in words up to twelve and ranks in ordinals", () => {
    expect([9, 11, 12, 13].map(printCount)).toEqual(["nine", "eleven", "twelve", "13"]);
    expect([1, 2, 3, 4, 11, 12, 13, 21, 55, 100].map(printOrdinal)).toEqual(
      "1st 2nd 3rd 4th 11th 12th 13th 21st 55th 100th".split(" "),
    );
  });
});
