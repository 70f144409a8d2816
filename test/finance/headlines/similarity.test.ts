import { describe, expect, it } from "vitest";
import { tellingOf, tells } from "../../../pipeline/finance/headlines/similarity.ts";

/** Whether a reader who has read the first title has read the second one too. */
const covers = (longer: string, shorter: string) => tells(tellingOf(longer), tellingOf(shorter));
const same = (a: string, b: string) => covers(a, b) && covers(b, a);

describe("a repeat", () => {
  it("is the same title in other letters, with other signs, or sent again", () => {
    const title = "Copper Rises 2% as mines close";
    for (const again of [
      "COPPER RISES 2% AS MINES CLOSE",
      "UPDATE 1: Copper Rises 2% as mines close",
      "UPDATE: UPDATE 2: Copper Rises 2% as mines close",
      "Copper Rises 2% as mines close — Update",
      "Copper rises 2%, as mines close.",
      "Stock market today: Copper Rises 2% as mines close",
      "*COPPER RISES 2% AS MINES CLOSE",
      "COPPER RISES 2% AS MINES CLOSE, REPEATS",
      "Copper Rises 2% as mines close - sources",
    ]) {
      expect(same(title, again), again).toBe(true);
    }
  });

  it("is the same thing said as another house says it", () => {
    expect(same("U.S. sets 25 bps duty on ships", "US sets 25 basis points duty on ships")).toBe(true);
    expect(same("US 10yr yield up 4bps at noon", "U.S. 10-Year yield rises 4 bps at noon")).toBe(true);
    expect(same("WTI crude falls $1.20 to $58", "Oil down $1.20 to $58")).toBe(true);
    expect(same("S&P 500 ends at 6,100", "S&P ends at 6100")).toBe(true);
    expect(same("Major US indices end mixed after vote", "Stock indexes end mixed after vote")).toBe(true);
  });

  it("is a title that has lost its tail or its head", () => {
    const full = "Lira slides after surprise cut, bonds follow; minister calls meeting for Friday";
    expect(covers(full, "Lira slides after surprise cut")).toBe(true);
    expect(covers(full, "Minister calls meeting for Friday")).toBe(true);
    expect(covers(full, "Lira slides after surprise cut; minister calls meeting for Friday")).toBe(true);
    expect(covers("Lira slides after surprise cut", full)).toBe(false);
  });

  it("is a title with a word more here and there", () => {
    expect(
      covers(
        "Senate panel approves revised stopgap bill to fund agencies until March",
        "Senate panel approves stopgap bill to fund agencies until March",
      ),
    ).toBe(false); // "revised" tells two bills apart
    expect(
      covers(
        "Senate panel narrowly approves stopgap bill to fund agencies until March",
        "Senate panel approves stopgap bill to fund agencies until March",
      ),
    ).toBe(true);
  });
});

describe("what is no repeat", () => {
  it("has another figure", () => {
    expect(covers("Fed cuts rates by 50 bps in split vote", "Fed cuts rates by 25 bps in split vote")).toBe(
      false,
    );
    expect(covers("Payrolls rise 120K; est. 100K", "Payrolls rise 210K")).toBe(false);
    expect(covers("Dow ends -0.4% after choppy session", "Dow ends 0.4% after choppy session")).toBe(false);
  });

  it("has the other direction, another name or a not", () => {
    expect(covers("S&P 500 ends 0.5% higher on Friday", "S&P 500 ends 0.5% lower on Friday")).toBe(false);
    expect(covers("Miran: policy is too tight for jobs", "Waller: policy is too tight for jobs")).toBe(false);
    expect(covers("Fed is not done with cutting rates", "Fed is done with cutting rates")).toBe(false);
    expect(covers("US core CPI rises 0.3% on month in June", "US CPI rises 0.3% on month in June")).toBe(
      false,
    );
  });

  it("stands inside another statement", () => {
    expect(covers("Canada asks China to lift fishing duties", "China to lift fishing duties")).toBe(false);
    expect(covers("No rate cut in December, says member", "Rate cut in December")).toBe(false);
  });

  it("shares a speaker or a short phrase only", () => {
    expect(covers("BOE GOVERNOR: PATH IS GRADUAL", "BOE GOVERNOR: GILT SALES TO BE REVIEWED")).toBe(false);
    expect(covers("Gold up, oil down in thin trading", "Oil up")).toBe(false);
    expect(covers("Gold up", "Gold down")).toBe(false);
    expect(covers("Oil down sharply in thin trading", "Oil down")).toBe(false);
    expect(covers("Oil down; gold steady in thin trading", "Oil down")).toBe(true);
  });

  it("is in a script without spaces and says something else", () => {
    expect(covers("中国央行：货币政策保持稳健", "日銀、政策金利を据え置き")).toBe(false);
    expect(same("日銀、政策金利を据え置き", "日銀、政策金利を据え置き")).toBe(true);
  });

  it("has no letters at all", () => {
    expect(covers("!!!", "???")).toBe(false);
    expect(same("!!!", "!!!")).toBe(true);
  });
});
