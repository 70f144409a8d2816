import { describe, expect, it } from "vitest";
import { disagreements } from "../../../pipeline/finance/plausibility/disagreements.ts";
import { repeatedSnapshot } from "../../../pipeline/finance/plausibility/repeated-snapshot.ts";
import { unsettledClose } from "../../../pipeline/finance/plausibility/unsettled-close.ts";
import { column, marks, walk, weekdays } from "./made-up-series.ts";

describe("two sources of one series", () => {
  const dates = ["2025-11-03", "2025-11-04", "2025-11-05", "2025-11-06"];

  it("are doubted on the common days on which they are further apart than allowed, in one sentence for each run", () => {
    const one = { dates, values: [4.1, 4.15, 4.17, 4.11] };
    const other = { dates, values: [4.1, 4.18, 4.2, 4.11] };
    expect(disagreements(one, other, 0.02).map(({ message }) => message)).toEqual([
      "On 2025-11-04 one source has 4.15 and the other 4.18: 0.03 apart, where 0.02 is allowed. They disagree on all 2 common days up to 2025-11-05.",
    ]);
  });

  it("may be apart by exactly what is allowed, and say nothing of days that one does not have", () => {
    const one = { dates, values: [4.1, null, 4.17, 4.11] };
    expect(disagreements(one, { dates, values: [4.12, 9, 4.17, 4.13] }, 0.02)).toEqual([]);
    expect(disagreements(one, { dates: ["2025-11-01", "2025-11-07"], values: [9, 9] }, 0)).toEqual([]);
    expect(disagreements({ dates: [], values: [] }, one, 0)).toEqual([]);
  });
});

describe("a snapshot that is sent again", () => {
  const dates = weekdays(120);
  const columns = (count: number, again: number) =>
    Array.from({ length: count }, (_, seed) => {
      const values = walk(120, { seed: seed + 1, volatility: 0.02 });
      return column(seed < again ? [...values.slice(0, 119), values[118]!] : values);
    });

  it("is doubted where three series or more, and four in five, have the values of the day before", () => {
    expect(marks(repeatedSnapshot(columns(3, 3)), dates)).toEqual(["repeated-snapshot 119..119"]);
    expect(marks(repeatedSnapshot(columns(10, 8)), dates)).toEqual(["repeated-snapshot 119..119"]);
    expect(repeatedSnapshot(columns(10, 8))[0]?.message).toMatch(/^On 2023-06-16 8 of 10 series /);
  });

  it("is not seen in two series, in less than four in five, or on clean days", () => {
    expect(repeatedSnapshot(columns(2, 2))).toEqual([]);
    expect(repeatedSnapshot(columns(10, 7))).toEqual([]);
    expect(repeatedSnapshot(columns(5, 0))).toEqual([]);
    expect(repeatedSnapshot([])).toEqual([]);
  });

  it("is not seen in series that stand still anyway, and they do not hide it in others", () => {
    const rates = Array.from({ length: 6 }, (_, rate) =>
      column(
        Array.from({ length: 120 }, () => rate / 4),
        { unit: "percent" },
      ),
    );
    expect(repeatedSnapshot(rates)).toEqual([]);
    expect(marks(repeatedSnapshot([...rates, ...columns(4, 4)]), dates)).toEqual([
      "repeated-snapshot 119..119",
    ]);
  });

  it("is found over a missing row", () => {
    const gap = columns(4, 4).map((own) => ({
      ...own,
      values: own.values.map((value, row) => (row === 118 ? null : row === 119 ? own.values[117]! : value)),
    }));
    expect(marks(repeatedSnapshot(gap), dates)).toEqual(["repeated-snapshot 119..119"]);
  });
});

describe("closes taken before the close", () => {
  /** A week of three names; `early` of them were read too early on Wednesday. */
  const week = (
    early: number,
    days = ["2025-11-03", "2025-11-04", "2025-11-05", "2025-11-06", "2025-11-07"],
  ) =>
    [100, 200, 300].map((level, name) =>
      days.map((date, day) => ({
        date,
        close: level + day + (day === 2 && name < early ? 0.8 : 0),
        change: day === 0 ? null : 1 + (day === 2 && name < early ? 0.8 : 0),
      })),
    );

  it("are doubted where the changes of the next day start from others", () => {
    expect(unsettledClose(week(3)).map(({ message }) => message)).toEqual([
      "3 of 3 closes of 2025-11-05 are not those that the changes of the next day start from (102.8 was sent, 102 it was): the snapshot was taken before the close.",
    ]);
  });

  it("are not where one name went ex-dividend, or a day is missing between the two", () => {
    expect(unsettledClose(week(1))).toEqual([]);
    expect(
      unsettledClose(week(3, ["2025-11-03", "2025-11-04", "2025-11-05", "2025-11-07", "2025-11-10"])),
    ).toEqual([]);
  });

  it("are doubted on a Friday, too", () => {
    expect(
      unsettledClose(week(3, ["2025-10-29", "2025-10-30", "2025-10-31", "2025-11-03", "2025-11-04"])).map(
        ({ from }) => from,
      ),
    ).toEqual(["2025-10-31"]);
  });
});
