import { describe, expect, it } from "vitest";
import {
  indexOf,
  isClose,
  judgedLanes,
  judgementsOf,
  valueOn,
} from "../../../pipeline/collect/resolve/judged-lane.ts";
import { laneOf } from "./lanes.ts";

const plan = { unit: "percent", plausible: [-1, 25] as [number, number], accepted: [] as string[] } as const;

describe("a lane's suspects", () => {
  it("are its rows with a value in the span of a suspicion, not its empty days", () => {
    const lane = laneOf("a", { "2025-11-03": 99, "2025-11-04": null, "2025-11-05": 99 });
    const [{ suspects }] = judgedLanes([lane], plan) as [ReturnType<typeof judgedLanes>[number]];
    expect([...suspects.keys()]).toEqual(["2025-11-03", "2025-11-05"]);
  });

  it("are not let in by another source where nothing says how far two may be apart", () => {
    const lanes = [laneOf("a", { "2025-11-05": 99 }), laneOf("b", { "2025-11-05": 99 })];
    expect(judgedLanes(lanes, plan).map(({ suspects }) => suspects.size)).toEqual([1, 1]);
    expect(judgedLanes(lanes, { ...plan, tolerance: 1 }).map(({ suspects }) => suspects.size)).toEqual([
      0, 0,
    ]);
  });

  it("that came for one reason are told as one, refused where nothing newer is used", () => {
    const lane = laneOf("a", { "2025-11-03": 4, "2025-11-04": 99, "2025-11-05": 98 });
    const [judged] = judgedLanes([lane], plan);
    const said = (used: string | null) => judgementsOf("X", judged!, used);
    expect(said("2025-11-03")).toHaveLength(1);
    expect(said("2025-11-03")[0]).toMatchObject({ series: "X", verdict: "refused", rule: "bounds" });
    expect(said("2025-11-03")[0]!.message).toMatch(
      /^2 values from 2025-11-04 to 2025-11-05 are not used, from a: /,
    );
    expect(said(null)[0]!.verdict).toBe("refused");
    expect(said("2025-11-06")[0]!.verdict).toBe("noted");
  });
});

describe("two values", () => {
  it("are the same within the tolerance, and never where one is missing or nothing is tolerated", () => {
    // 0.020000000000000462 in binary.
    expect(isClose(5.03, 5.01, 0.02)).toBe(true);
    expect(isClose(4.17, 4.1499, 0.02)).toBe(false);
    expect(isClose(null, 4.17, 1)).toBe(false);
    expect(isClose(4.17, null, 1)).toBe(false);
    expect(isClose(4.17, 4.17, undefined)).toBe(false);
  });
});

it("a day's value is found in its place, and nowhere else", () => {
  const lane = laneOf("a", { "2025-11-03": 1, "2025-11-04": null, "2025-11-06": 3, "2025-11-07": 4 });
  const days = [
    "2025-11-02",
    "2025-11-03",
    "2025-11-04",
    "2025-11-05",
    "2025-11-06",
    "2025-11-07",
    "2025-11-08",
  ];
  expect(days.map((day) => indexOf(lane.dates, day))).toEqual([-1, 0, 1, -1, 2, 3, -1]);
  expect(days.map((day) => valueOn(lane, day))).toEqual([null, 1, null, null, 3, 4, null]);
  expect(indexOf([], "2025-11-05")).toBe(-1);
});
