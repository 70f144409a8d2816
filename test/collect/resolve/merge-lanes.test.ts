import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mergeLanes } from "../../../pipeline/collect/resolve/merge-lanes.ts";
import { addDays } from "../../../pipeline/finance/dates.ts";
import type { Lane } from "../../../pipeline/model/telling.ts";
import { origin } from "../../support/snapshots.ts";
import { laneOf } from "./lanes.ts";

const judged = (lane: Lane, ...suspects: readonly string[]) => ({
  lane,
  suspects: new Map(suspects.map((date) => [date, { rule: "jump", from: date, to: date, message: "." }])),
});

describe("lanes laid together", () => {
  it("are none where there is none, and one as it is, its days without observation too", () => {
    expect(mergeLanes([])).toBeNull();
    const lane = laneOf("a", { "2025-11-04": null, "2025-11-05": 1 });
    expect(mergeLanes([judged(lane)])).toMatchObject({
      dates: ["2025-11-04", "2025-11-05"],
      values: [null, 1],
    });
  });

  it("count origins on, so that each row keeps the page on which it stands", () => {
    const page = (place: string) => ({ ...origin, place });
    const first = laneOf(
      "a",
      { "2025-11-03": 1, "2025-11-05": 3 },
      { origins: [page("a1"), page("a2")], originOf: [1, 0] },
    );
    const second = laneOf(
      "b",
      { "2025-11-04": 2, "2025-11-05": 9, "2025-11-06": 4 },
      { origins: [page("b1"), page("b2")], originOf: [1, 1, 0] },
    );
    const { originOf, origins, lines, values } = mergeLanes([judged(first), judged(second)])!;
    expect(values).toEqual([1, 2, 3, 4]);
    expect(originOf!.map((index) => origins[index]!.place)).toEqual(["a2", "b2", "a1", "b1"]);
    expect(lines).toEqual([2, 2, 3, 4]);
  });

  it("have no lines where one of them has none", () => {
    const { lines: _, ...bare } = laneOf("b", { "2025-11-05": 2 });
    const merged = mergeLanes([judged(laneOf("a", { "2025-11-04": 1 })), judged(bare)]);
    expect(merged).not.toHaveProperty("lines");
  });

  it("tell the value before a revision only of the lane from which the day is taken", () => {
    const first = laneOf("a", { "2025-11-04": 1 }, { revisedFrom: { "2025-11-04": 0.9 } });
    const second = laneOf(
      "b",
      { "2025-11-04": 1, "2025-11-05": 2 },
      { revisedFrom: { "2025-11-04": 0.5, "2025-11-05": 1.9 } },
    );
    expect(mergeLanes([judged(first), judged(second)])?.revisedFrom).toEqual({
      "2025-11-04": 0.9,
      "2025-11-05": 1.9,
    });
    expect(mergeLanes([judged(laneOf("c", { "2025-11-04": 1 })), judged(second)])?.revisedFrom).toEqual({
      "2025-11-05": 1.9,
    });
  });

  it("leave out suspects, of a single lane too", () => {
    const lane = laneOf("a", { "2025-11-04": 1, "2025-11-05": 99 });
    expect(mergeLanes([judged(lane, "2025-11-05")])).toMatchObject({ dates: ["2025-11-04"], values: [1] });
    expect(mergeLanes([judged(lane, "2025-11-04", "2025-11-05")])?.dates).toEqual([]);
  });

  it("have every day once, in order, with the value of the first lane that has one", () => {
    const column = fc.array(fc.option(fc.integer()), { maxLength: 12 });
    fc.assert(
      fc.property(fc.array(column, { minLength: 2, maxLength: 4 }), (columns) => {
        const dates = Array.from({ length: 12 }, (_, index) => addDays("2025-10-27", index));
        const lanes = columns.map((values, place) =>
          judged(
            laneOf(`s${place}`, Object.fromEntries(values.map((value, index) => [dates[index]!, value]))),
          ),
        );
        const merged = mergeLanes(lanes)!;
        const expected = dates.flatMap((date, index) => {
          const place = columns.findIndex((values) => (values[index] ?? null) !== null);
          return place < 0 ? [] : [[date, columns[place]![index], `s${place}`]];
        });
        const found = merged.dates.map((date, index) => [
          date,
          merged.values[index],
          merged.origins[merged.originOf?.[index] ?? 0]!.source,
        ]);
        expect(found).toEqual(expected);
      }),
    );
  });
});
