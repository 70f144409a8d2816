import { describe, expect, it } from "vitest";
import { memberWeight } from "../../../../pipeline/collect/sources/ssga/member-weight.ts";

const holding = (stocks: Readonly<Record<string, number>>) => {
  return { fund: "spy", asOf: "2030-03-01", stocks: new Map(Object.entries(stocks)) };
};

describe("a company's share of the index", () => {
  it("is that of its stock among all stocks, without the cash that the fund holds beside them", () => {
    // 6 of 96 percent of the fund are stocks: 6.25 % of the index.
    expect(memberWeight(holding({ AAPL: 6, OTHER: 90 }), "AAPL")).toBe(6.25);
  });

  it("is that of both classes together", () => {
    expect(memberWeight(holding({ GOOG: 2, GOOGL: 3, OTHER: 95 }), "GOOGL")).toBe(5);
  });

  it("is not known of a company that the fund does not hold, and not 0", () => {
    expect(memberWeight(holding({ OTHER: 100 }), "AAPL")).toBeNull();
    expect(memberWeight(holding({}), "AAPL")).toBeNull();
  });
});
