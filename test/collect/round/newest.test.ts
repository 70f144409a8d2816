import { describe, expect, it } from "vitest";
import {
  behindOf,
  lateOf,
  laterOf,
  latestOf,
  newestKnown,
  newestTold,
} from "../../../pipeline/collect/round/newest.ts";
import { openArchive } from "../../../pipeline/world/archive/archive.ts";
import { madeUpWeb } from "../../support/made-up-web.ts";
import { plansOf } from "../../support/plans.ts";
import { calendars } from "../../support/snapshots.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { lineFormat, tell } from "./lines.ts";

const assignment = (...ending: string[]) => ({
  source: "lines",
  format: lineFormat,
  errand: { pages: [], wanted: [] },
  ending: new Set(ending),
});
const rows = (series: string, ...days: readonly (readonly [string, number | null])[]) => ({
  series,
  dates: days.map(([date]) => date),
  values: days.map(([, value]) => value),
});
const newest = (days: Readonly<Record<string, string | null>>) => new Map(Object.entries(days));

describe("the newest observation of an answer", () => {
  it("is the last day that has a value, of each series that the errand ends, whatever else it tells", () => {
    const told = [
      rows("A", ["2025-11-04", 1], ["2025-11-05", null]),
      rows("A", ["2025-11-03", 1]),
      rows("C", ["2025-11-05", 1]),
    ];
    expect(newestTold(assignment("A", "B"), told)).toEqual(newest({ A: "2025-11-04", B: null }));
  });

  it("over all series is the last of them, and none where there is none", () => {
    expect(latestOf(newest({ A: "2025-11-04", B: null, C: "2025-11-05" }))).toBe("2025-11-05");
    expect(latestOf(newest({ A: null }))).toBeNull();
  });

  it("is known from what this source told before, not from another", async () => {
    const archive = openArchive(`${temporaryFolder()}/archive.sqlite`);
    await tell(archive, "lines", rows("A", ["2025-11-04", 1]));
    await tell(archive, "others", rows("A", ["2025-11-05", 1]));
    const world = { web: madeUpWeb({}), archive };
    const runner = { world, date: "2025-11-05", version: "1", plans: plansOf({}), calendars };
    expect(await newestKnown(assignment("A", "B"), runner)).toEqual(newest({ A: "2025-11-04", B: null }));
    archive.close();
  });
});

describe("an answer that ends before what the same source told", () => {
  it("is a copy of some days ago, said of each series with both days", () => {
    const told = newest({ A: "2025-11-03", B: "2025-11-05", C: null });
    expect(behindOf(told, newest({ A: "2025-11-04", B: "2025-11-04", C: "2025-11-04" }))).toEqual({
      verdict: "stale",
      reason: "A ends on 2025-11-03, yet this source had told of 2025-11-04 before.",
    });
    expect(behindOf(told, newest({ A: "2025-11-03", B: null }))).toBeNull();
  });
});

describe("what there is by now", () => {
  const { date } = { date: "2025-11-05" };
  const runner = {
    date,
    plans: plansOf({}),
    calendars,
    version: "1",
    world: { web: madeUpWeb({}), archive: openArchive("/nowhere") },
  };

  it("is the later of what was told and what was known", () => {
    const both = laterOf(newest({ A: null, B: "2025-11-05" }), newest({ A: "2025-11-04", B: "2025-11-03" }));
    expect(both).toEqual(newest({ A: "2025-11-04", B: "2025-11-05" }));
  });

  it("is fine where it reaches to the day, and else stale with three reasons and the count of the rest", () => {
    expect(lateOf(assignment(), newest({ A: date }), runner)).toEqual({ verdict: "ok", reason: null });
    const many = Object.fromEntries(["A", "B", "C", "D", "E"].map((name) => [name, "2025-11-03"]));
    const { verdict, reason } = lateOf(assignment(), newest(many), runner);
    expect(verdict).toBe("stale");
    expect(reason).toMatch(/^A ends on .* B ends on .* C ends on [^D]* And 2 more\.$/);
  });
});
