import { describe, expect, it } from "vitest";
import { deskOf } from "../../pipeline/finance/desk.ts";
import { models } from "../../pipeline/sections/models/models.ts";
import { View } from "../../pipeline/sections/models/view.ts";
import { sectionWords, shippedEdition } from "../support/section-words.ts";
import { neededBy, recordedSnapshot } from "./recorded-snapshot.ts";

const dayOf = (date: string) => recordedSnapshot(date, neededBy(models, date));
const viewOf = (date: string) => View.parse(models.compute(deskOf(dayOf(date)), shippedEdition));
const wordsOf = (date: string) => sectionWords(models, dayOf(date));

describe("22 July 2025", () => {
  const view = viewOf("2025-07-22");

  it("has homebuilders up 7.9 % on the day, to 2.0 % above the high of 10 July, with where that history begins", () => {
    // 101.988 after 94.5393; before it 99.9439 was the highest of the fund's adjusted closes since 21 May.
    const [found] = view.recentHighs!.named;
    expect(found).toMatchObject({ name: "Homebuilders", side: "high", begins: "2025-05-21" });
    expect(found!.dayReturn.value).toBeCloseTo(7.9, 1);
    expect(found!.before).toMatchObject({ asOf: "2025-07-10", value: expect.closeTo(99.94, 2) });
    expect(found!.beyond.value).toBeCloseTo(2.05, 2);
    expect(wordsOf("2025-07-22")).toContain(
      "Homebuilders closed at 101.99 (+7.88%), 2.05% above the high of its recorded history until then, 99.94 on 10 July 2025; that history begins only on 21 May 2025.",
    );
  });

  it("has no momentum of them: 43 closes are not 253", () => {
    const row = view.rows.find(({ name }) => name === "Homebuilders")!;
    expect(row).toMatchObject({ gap: "short", strength: null, rsi: null, z: null, begins: "2025-05-21" });
  });

  it("has the S&P 500 at a record of five years, six hundredths of a percent above the day before", () => {
    const found = view.highs!.named.find(({ name }) => name === "S&P 500")!;
    expect(found.beyond.value).toBeCloseTo(0.06, 2);
    expect(found.before.asOf).toBe("2025-07-21");
  });

  it("points up in eleven of fourteen", () => {
    expect([view.up!.value, view.measured!.value]).toEqual([11, 14]);
  });

  it("has strengths, volatilities and an RSI as numpy has them from the same files", () => {
    // Formulas written out with numpy float64 over the last 504 closes; 1e-6 for another order of summation.
    const row = (name: string) => view.rows.find((one) => one.name === name)!;
    expect(row("S&P 500").strength!.value).toBeCloseTo(50.50789848846604, 6);
    expect(row("S&P 500").volatility!.value).toBeCloseTo(20.456146090068767, 6);
    expect(row("S&P 500").rsi!.value).toBeCloseTo(70.10050099843822, 6);
    expect(row("Gold").strength!.value).toBeCloseTo(54.61206856520876, 6);
    // Bitcoin's year has 365 days.
    expect(row("Bitcoin").strength!.value).toBeCloseTo(68.22950833750808, 6);
    expect(row("Bitcoin").volatility!.value).toBeCloseTo(37.58818698247449, 6);
  });
});

describe("oil in 2020", () => {
  it("has no momentum for as long as the negative price of 20 April lies in the window", () => {
    const oil = (date: string) => viewOf(date).rows.find(({ series }) => series === "WTI")!;
    expect(oil("2020-06-01")).toMatchObject({ gap: "not-positive", strength: null, position: null });
    expect(oil("2020-06-01").notPositive).toMatchObject({ asOf: "2020-04-20", value: -36.98 });
    expect(oil("2021-06-01")).toMatchObject({ gap: "none" });
    expect(wordsOf("2020-06-01")).toContain("its price of −36.98 on 20 April 2020 lies in the window");
  });
});

describe("every recorded day", () => {
  it("keeps the identities and says no number that is none", () => {
    for (const date of ["2020-03-18", "2022-10-12", "2025-04-09", "2025-07-22", "2025-11-05", "2025-12-31"]) {
      for (const { name, left, right, tolerance } of models.identities!(viewOf(date)))
        expect(Math.abs(left - right), `${date} ${name}`).toBeLessThanOrEqual(tolerance);
      expect(wordsOf(date), date).not.toMatch(/NaN|Infinity|undefined|\[object/);
    }
  });
});
