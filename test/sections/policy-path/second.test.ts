import { describe, expect, it } from "vitest";
import { deskOf } from "../../../pipeline/finance/desk.ts";
import type { Snapshot } from "../../../pipeline/model/snapshot.ts";
import { policyPath } from "../../../pipeline/sections/policy-path/policy-path.ts";
import { View } from "../../../pipeline/sections/policy-path/view.ts";
import { sectionWords } from "../../support/section-words.ts";
import * as days from "./days.ts";

const { editionOf, snapshotOn } = days;

describe("the path beside another one", () => {
  /** The same day by another instrument, which sees the third and fourth step so many bp off. */
  const beside = (second: "ois" | "tenor-ois", ...offBp: readonly number[]) => {
    const off = [0, 0, ...offBp];
    const seen = { ...days.easing, stepsBp: days.easing.stepsBp.map((step, at) => step + (off[at] ?? 0)) };
    const others = second === "ois" ? days.swapsOf(seen) : days.tenorsOf(seen);
    const { series, ...rest } = snapshotOn(days.easing);
    return { ...rest, series: { ...series, ...Object.fromEntries(others.map((one) => [one.id, one])) } };
  };
  const edition = (second: "ois" | "tenor-ois") => ({
    ...editionOf(days.easing),
    policy: { input: "futures" as const, second },
  });
  const said = (snapshot: Snapshot, second: "ois" | "tenor-ois") =>
    sectionWords(policyPath, snapshot, edition(second));
  const secondIn = (snapshot: Snapshot, second: "ois" | "tenor-ois") => {
    const made = policyPath.compute(deskOf(snapshot), edition(second));
    if ("unavailable" in made) throw new Error(made.unavailable.kind);
    return View.parse(made).second;
  };

  it("reads both for themselves and finds the same rates where they are of one market", () => {
    for (const second of ["ois", "tenor-ois"] as const) {
      const found = secondIn(beside(second), second)!;
      expect(found.instrument).toBe(second);
      expect(found.rows).toHaveLength(5);
      for (const { gap } of found.rows) expect(Math.abs(gap.value)).toBeLessThan(0.01);
      expect(said(beside(second), second)).toContain("; the two agree at every meeting that both reach.");
    }
  });

  it("names the difference at the last common meeting, and where it is largest", async () => {
    await expect(said(beside("ois", 3), "ois")).toMatchFileSnapshot("golden/beside.md");
    const found = secondIn(beside("ois", 3), "ois")!;
    expect(found.rows.map(({ gap }) => Math.round(Math.abs(gap.value) * 1e6) / 1e6)).toEqual([0, 0, 3, 3, 3]);
    // Three meetings are equally far apart: the last one is told already.
    expect(found.furthest.decision).toBe("2026-01-28");
    expect(said(beside("ois", 3), "ois")).toContain(
      "3.0 bp above fed funds futures, and the two are nowhere further apart.",
    );
    expect(said(beside("ois", 3, -2), "ois")).toContain(
      "1.0 bp above fed funds futures; the two are furthest apart after 29 October 2025, by 3.0 bp.",
    );
    expect(said(beside("tenor-ois", -3), "tenor-ois")).toContain(
      "tenor OIS put the rate after 28 January 2026",
    );
  });

  it("leaves the first input's own figures as they are", () => {
    const alone = policyPath.compute(deskOf(snapshotOn(days.easing)), editionOf(days.easing));
    const made = policyPath.compute(deskOf(beside("ois", 3)), edition("ois"));
    expect({ ...made, second: null }).toEqual(alone);
  });

  it("prints nothing where the second input has no quote of the day", () => {
    expect(said(snapshotOn(days.easing), "ois")).toBe(
      sectionWords(policyPath, snapshotOn(days.easing), editionOf(days.easing)),
    );
    expect(secondIn(snapshotOn(days.easing), "tenor-ois")).toBeNull();
  });

  it("names both where neither has a price of the day", () => {
    const { series, ...rest } = snapshotOn(days.easing);
    const none = { ...rest, series: { "US.EFFR": series["US.EFFR"]! } };
    expect(said(none, "tenor-ois")).toContain(
      "No prices of fed funds futures or tenor OIS of this day were found",
    );
  });
});
