import { describe, expect, it } from "vitest";
import { badSplit } from "../../../pipeline/finance/plausibility/bad-split.ts";
import { dividendUnadjusted } from "../../../pipeline/finance/plausibility/dividend-unadjusted.ts";
import { suspicionsOfTable } from "../../../pipeline/finance/plausibility/price-table.ts";
import { marks, walk, weekdays } from "./made-up-series.ts";

const dates = weekdays(60);
const closes = walk(60);
const table = (change: (close: number, row: number) => object = () => ({})) =>
  closes.map((close, row) => ({ date: dates[row]!, close, ...change(close, row) }));

describe("a split", () => {
  it("that was not applied to the rows before it makes them suspect, if its step stands some days off, too", () => {
    const rows = (step: number) =>
      table((close, row) => ({ close: row < step ? 5 * close : close, split: row === 30 ? 5 : 0 }));
    expect(marks(badSplit(rows(30)), dates)).toEqual(["bad-split 0..29"]);
    expect(marks(badSplit(rows(29)), dates)).toEqual(["bad-split 0..28"]);
    expect(marks(badSplit(rows(37)), dates)).toEqual(["bad-split 0..36"]);
    expect(badSplit(rows(29))[0]?.message).toMatch(
      /^The close goes from [\d.]+ on 2023-02-09 to [\d.]+ on 2023-02-10, about the split of 5 on 2023-02-13, which/,
    );
  });

  it("that was applied to one row only makes that row suspect", () => {
    const rows = table((close, row) => ({
      close: row === 28 ? close / 10 : close,
      split: row === 30 ? 0.1 : null,
    }));
    expect(marks(badSplit(rows), dates)).toEqual(["bad-split 28..28"]);
  });

  it("that was applied as it should shows nothing, nor does a fall that is not its own", () => {
    expect(badSplit(table((_, row) => ({ split: row === 30 ? 2 : 0 })))).toEqual([]);
    expect(
      badSplit(
        table((close, row) => ({ close: row < 30 ? close : 0.6 * close, split: row === 30 ? 10 : 0 })),
      ),
    ).toEqual([]);
    expect(badSplit(table((close, row) => ({ close: row < 30 ? 2 * close : close })))).toEqual([]);
  });

  it("may come with a dividend that explains the step", () => {
    const rows = table((close, row) => ({
      close: row < 30 ? 2 * close : close,
      dividend: row === 30 ? close : 0,
      split: row === 30 ? 0.5 : 0,
    }));
    expect(badSplit(rows)).toEqual([]);
  });

  it("explains the jump that the history shows: the rows after it are not doubted", () => {
    const rows = table((close, row) => ({ close: row < 29 ? 5 * close : close, split: row === 30 ? 5 : 0 }));
    const plan = { plausible: [0.01, 1e6] as const, unit: "price" as const };
    expect(marks(suspicionsOfTable(rows, plan), dates)).toEqual(["bad-split 0..28"]);
    const silent = rows.map((row) => ({ ...row, split: 0 }));
    expect(marks(suspicionsOfTable(silent, plan), dates)).toEqual(["jump 29..38"]);
  });
});

describe("a dividend", () => {
  const paid = (adjusted: (close: number, row: number) => number, dividend = 3) =>
    table((close, row) => ({ adjusted: adjusted(close, row), dividend: row === 30 ? dividend : 0 }));
  const factor = 1 - 3 / closes[29]!;

  it("that the adjusted prices do not know of makes all rows before it suspect", () => {
    const rows = paid((close) => close);
    expect(marks(dividendUnadjusted(rows), dates)).toEqual(["dividend-unadjusted 0..29"]);
    expect(dividendUnadjusted(rows)[0]?.message).toMatch(
      /^The dividend of 3 on 2023-02-13 is [\d.]+ % of the close of [\d.]+ before it, but the adjusted prices before it are lower by 0 % only\.$/,
    );
  });

  it("that is adjusted passes, on its day or at the end of a week that holds it", () => {
    expect(dividendUnadjusted(paid((close, row) => (row < 30 ? close * factor : close)))).toEqual([]);
    expect(dividendUnadjusted(paid((close, row) => (row <= 30 ? close * factor : close)))).toEqual([]);
  });

  it("that is lost in rounding, or whose prices are not known, is not judged", () => {
    expect(dividendUnadjusted(paid((close) => close, 0.05))).toEqual([]);
    expect(dividendUnadjusted(table((_, row) => ({ dividend: row === 30 ? 3 : 0 })))).toEqual([]);
    expect(dividendUnadjusted([])).toEqual([]);
  });
});
