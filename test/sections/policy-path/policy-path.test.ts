import { describe, expect, it } from "vitest";
import { deskOf } from "../../../pipeline/finance/desk.ts";
import type { Series } from "../../../pipeline/model/series.ts";
import type { Snapshot } from "../../../pipeline/model/snapshot.ts";
import { absent } from "../../../pipeline/sections/absent.ts";
import { policyPath } from "../../../pipeline/sections/policy-path/policy-path.ts";
import { View } from "../../../pipeline/sections/policy-path/view.ts";
import { filledSection, sectionWords } from "../../support/section-words.ts";
import { meetings, origin } from "../../support/snapshots.ts";
import * as days from "./days.ts";

const { editionOf, snapshotOn } = days;
const cases = Object.entries(days).filter(
  (entry): entry is [string, days.Day] => typeof entry[1] !== "function",
);

function viewOf(day: days.Day, snapshot: Snapshot = snapshotOn(day)): View {
  const made = policyPath.compute(deskOf(snapshot), editionOf(day));
  if ("unavailable" in made) throw new Error(made.unavailable.kind);
  return made;
}

const words = (day: days.Day, snapshot: Snapshot = snapshotOn(day)) =>
  sectionWords(policyPath, snapshot, editionOf(day));

/** The snapshot with one series changed or left out. */
function changed(snapshot: Snapshot, id: string, series: Series | null): Snapshot {
  const { [id]: _, ...others } = snapshot.series;
  return { ...snapshot, series: series ? { ...others, [id]: series } : others };
}

describe("the policy path of any day", () => {
  it.each(cases)("keeps its contract, its identities and distinct figures: %s", (_, day) => {
    const view = viewOf(day);
    expect(View.safeParse(view).error).toBeUndefined();
    for (const { name, left, right, tolerance } of policyPath.identities!(view))
      expect([name, Math.abs(left - right) <= tolerance]).toEqual([name, true]);
    const { ledger } = filledSection(policyPath, snapshotOn(day), editionOf(day));
    expect(new Set(ledger.entries.map(({ id }) => id)).size).toBe(ledger.entries.length);
    expect(words(day)).not.toMatch(/NaN|undefined|null|Infinity|-\d|−0\.0 |\bn\/a\b|\.[A-Z]|[ ]{2}[a-z]/);
  });

  it.each(cases)("finds the steps again that the prices were made of: %s", (_, day) => {
    const { rows } = viewOf(day);
    expect(rows).toHaveLength(day.stepsBp.length);
    if (day.offBp) return;
    for (const [index, row] of rows.entries()) expect(row.step.value).toBeCloseTo(day.stepsBp[index]!, 6);
  });
});

describe("a reader of the policy path", () => {
  it("sees an easing path with its likely meeting, its change and the end of the list", async () => {
    await expect(words(days.easing)).toMatchFileSnapshot("golden/easing.md");
    const view = viewOf(days.easing);
    expect(view.direction).toBe("easing");
    expect(view.likely?.decision).toBe("2025-09-17");
    expect(view.change?.value).toBeCloseTo(-2.2, 6);
    expect(view.terminal).toMatchObject({ kind: "trough", endOfHorizon: true });
    expect(view.moves.value).toBeCloseTo(57.5 / 25, 6);
  });

  it("sees hikes where the path rises", async () => {
    await expect(words(days.tightening)).toMatchFileSnapshot("golden/tightening.md");
    const text = words(days.tightening);
    expect(text).toContain("hike at meeting");
    expect(text).not.toMatch(/\bcuts?\b|lower/);
  });

  it("sees where a path turns before its end", async () => {
    await expect(words(days.peaking)).toMatchFileSnapshot("golden/peaking.md");
    expect(viewOf(days.peaking).terminal).toMatchObject({ kind: "peak", endOfHorizon: false });
    expect(viewOf(days.troughing).terminal?.row.decision).toBe("2025-10-29");
  });

  it("sees no turn where the last rate prints like the lowest one", () => {
    const level = { ...days.easing, stepsBp: [-20, -30, -10, 0.3] };
    expect(viewOf(level).terminal).toMatchObject({ endOfHorizon: false, row: { decision: "2025-10-29" } });
    expect(words(level)).toMatch(/### .*60 bp/);
    expect(words(level)).toContain("first reached after 29 October 2025.");
    expect(words(days.troughing)).toContain("by the end of the list it has come up 9.0 bp.");
  });

  it("sees that nothing is priced, and no trough", async () => {
    await expect(words(days.flat)).toMatchFileSnapshot("golden/flat.md");
    expect(viewOf(days.flat)).toMatchObject({ direction: "flat", terminal: null, likely: null });
  });

  it("is told of one meeting as a chance, not as cuts by a date", async () => {
    await expect(words(days.single)).toMatchFileSnapshot("golden/single.md");
    for (const day of [days.single, days.hike, days.oneSwap])
      expect(words(day)).not.toMatch(/bp of (cuts|hikes)|quarter-point/);
    expect(words(days.hike)).toContain("hike");
    expect(words(days.certain)).toContain("### A cut on 10 December is fully priced");
  });

  it("is told of one meeting in words alone: no table, check or chart of one step says it again", () => {
    const text = words(days.single);
    expect(text).toContain(
      "Fed funds futures price −15.5 bp for 10 December: the chance of a cut is 62%, from 68% the day before.",
    );
    expect(text).not.toMatch(/\| Meeting|Check\.|charts\//);
    expect(words({ ...days.single, beforeBp: 0 })).not.toContain("from 62%");
    expect(words(days.certain)).toContain(
      "price −40.0 bp for 10 December: 60.0% for −50 bp and 40.0% for −25 bp.",
    );
  });

  it("can redo the check from the numbers that it prints", () => {
    // Each printed number may be off by half its last place.
    for (const day of [days.easing, days.tightening, days.decided, days.peaking]) {
      const [, from, sign, bp, to] =
        /Check\.\*\* ([\d.]+)% ([−+]) ([\d.]+) bp = ([\d.]+)%/.exec(words(day)) ?? [];
      const sum = Number(from) + ((sign === "−" ? -1 : 1) * Number(bp)) / 100;
      expect(to).toMatch(/^\d+\.\d{2}$/);
      expect(Math.abs(sum - Number(to))).toBeLessThanOrEqual(0.005 + 0.0005 + 0.005);
    }
  });

  it("sees no single meeting named where none is likely", () => {
    expect(viewOf(days.unlikely).likely).toBeNull();
    expect(words(days.unlikely)).toContain("At no single meeting is a cut more likely than not");
  });

  it("sees the same path from swaps, under their own name", async () => {
    await expect(words(days.swaps)).toMatchFileSnapshot("golden/swaps.md");
    const [swaps, futures] = [viewOf(days.swaps), viewOf(days.easing)];
    for (const [index, row] of swaps.rows.entries())
      expect(row.rate.value).toBeCloseTo(futures.rows[index]!.rate.value, 8);
    expect(words(days.swaps)).not.toContain("futures");
  });

  it("is told which rate a decision of the day leaves, and what comes on top of it", async () => {
    await expect(words(days.decided)).toMatchFileSnapshot("golden/decided.md");
    const view = viewOf(days.decided);
    expect(view.pending).toEqual({ decision: "2025-10-29", effective: "2025-10-30" });
    expect(view.start.value).toBeCloseTo(3.87, 6);
    expect(view.ahead.value).toBeCloseTo(-30, 6);
    expect(view.total.value).toBeCloseTo(-55, 6);
    // The published range is the one before the decision: no range is said for after it.
    expect(view.ranges).toBeNull();
    expect(viewOf(days.decidedSwaps).start.value).toBeCloseTo(3.87, 6);
  });

  it("sees a contract named that does not fit its neighbours", () => {
    const { misfits } = viewOf(days.offPath);
    expect(misfits.map(({ decision }) => decision)).toEqual(["2025-12-10"]);
    expect(words(days.offPath)).toContain("Note: The contract of Dec 2025 averages 3.0 bp less");
  });

  it("sees the path without a range where no target range is known", () => {
    const view = viewOf({ ...days.easing, range: null });
    expect(view).toMatchObject({ rangeLower: null, rangeUpper: null, ranges: null, likeliest: null });
    expect(view.path.range).toBeNull();
    expect(words({ ...days.easing, range: null })).not.toContain("arget range");
  });

  it("sees no change where the day before has no prices", () => {
    expect(viewOf({ ...days.easing, beforeBp: null }).change).toBeNull();
    expect(words({ ...days.easing, beforeBp: null })).not.toMatch(/trading day before|Over the day/);
  });
});

describe("the figures of the path", () => {
  it("measure from the effective rate, not from the middle of the range", () => {
    const { total, effr, last } = viewOf(days.easing);
    expect(total.value).toBeCloseTo((last.rate.value - effr.value) * 100, 9);
    expect(last.rate.value).toBeCloseTo(4.33 - 0.575, 9);
  });

  it("keep a chance at a meeting apart from a chance by it", () => {
    const september = viewOf(days.easing).rows[1]!;
    expect(september.chance.value).toBeCloseTo(58.8, 6);
    expect(september.by.value).toBeCloseTo(100 * (1 - 0.96 * (1 - 0.588)), 6);
    expect(september.by.inputs).toHaveLength(2);
  });

  it("lead back to prices, and to the effective rate where that is the start", () => {
    const { last } = viewOf(days.single);
    expect(last.rate.inputs.map((input) => "series" in input && input.series)).toEqual([
      "ZQ.2025-12",
      "US.EFFR",
    ]);
    const [july] = viewOf(days.easing).rows;
    expect(july!.rate.inputs.map((input) => "series" in input && input.series)).toEqual([
      "ZQ.2025-07",
      "ZQ.2025-08",
    ]);
  });

  it("say how much half a tick moves a step", () => {
    expect(viewOf(days.single).last.uncertainty?.value).toBeCloseTo((0.25 * 31) / 21, 9);
    expect(viewOf(days.swaps).last.uncertainty).toBeNull();
  });

  it("carry the note of the prices, not that of the effective rate", () => {
    const snapshot = snapshotOn(days.single);
    const noted = (id: string, note: string) => ({
      ...snapshot.series[id]!,
      origins: [{ ...origin, note }],
    });
    const effr = changed(snapshot, "US.EFFR", noted("US.EFFR", "a rate"));
    expect(viewOf(days.single, effr).note).toBeNull();
    const price = changed(snapshot, "ZQ.2025-12", noted("ZQ.2025-12", "not settlements"));
    expect(words(days.single, price)).toContain("; prices not settlements.");
  });
});

describe("a day without a path", () => {
  const unavailable = (snapshot: Snapshot, day: days.Day) =>
    policyPath.compute(deskOf(snapshot), editionOf(day));
  const without = (pattern: RegExp) => {
    const snapshot = snapshotOn(days.single);
    const kept = Object.entries(snapshot.series).filter(([id]) => !pattern.test(id));
    return { ...snapshot, series: Object.fromEntries(kept) };
  };

  it("says which prices are missing", () => {
    const found = unavailable(without(/^ZQ/), days.single);
    expect(found).toEqual(absent("no-price", { names: ["futures"] }));
    expect(words(days.single, without(/^ZQ/))).toContain(
      "### Not available today\n\nNo prices of fed funds futures of this day were found, and older ones are not used.",
    );
  });

  it("says so where only older prices are there", () => {
    const later = { ...snapshotOn(days.single), date: "2025-11-06", previousDate: "2025-11-05" };
    expect(unavailable(later, days.single)).toMatchObject({ unavailable: { kind: "no-price" } });
  });

  it("says so where the effective rate is missing, or no price reaches a meeting", () => {
    expect(unavailable(without(/EFFR/), days.single)).toEqual(absent("no-effr", { names: ["futures"] }));
    expect(unavailable(without(/^ZQ.2025-12/), days.single)).toEqual(
      absent("no-meeting", { names: ["futures"] }),
    );
  });

  it("does not measure from a rate that a decision has overtaken", () => {
    const snapshot = snapshotOn(days.decided);
    const kept = Object.entries(snapshot.series).filter(([id]) => !/^ZQ.20(25-11|26)/.test(id));
    const december = { ...snapshot, series: Object.fromEntries(kept) };
    expect(unavailable(december, days.decided)).toHaveProperty("unavailable");
  });
});

describe("the running month's contract", () => {
  it("is named where it is off the effective rate with no decision left to explain it", () => {
    const off = { ...days.single, offBp: { "2025-11": 6 } };
    const { rest } = viewOf(off);
    // Six bp on the month's mean are 30/25 of it on the days left.
    expect(rest?.gap.value).toBeCloseTo((6 * 30) / 25, 6);
    expect(rest?.days).toBe(25);
    expect(words(off)).toContain(
      "still puts the 25 days that remain of it at 3.94%, 7.2 bp above the effective rate",
    );
    expect(viewOf({ ...days.single, offBp: { "2025-11": 1 } }).rest).toBeNull();
    expect(viewOf({ ...days.easing, offBp: { "2025-07": 6 } }).rest).toBeNull();
  });
});

describe("what the path asks for", () => {
  const needs = (input: "futures" | "ois", date = "2025-11-05") =>
    policyPath.needs(editionOf({ ...days.single, input }), date, meetings).map(({ series }) => series);

  it("is every contract from a hundred days before to two years ahead", () => {
    const contracts = needs("futures", "2025-05-01").filter((id) => id.startsWith("ZQ."));
    expect(contracts[0]).toBe("ZQ.2025-01");
    expect(contracts.at(-1)).toBe("ZQ.2027-05");
    expect(contracts).toHaveLength(29);
  });

  it("is the swap of every known meeting, those lately decided too", () => {
    const swaps = needs("ois").filter((id) => id.startsWith("OIS."));
    expect(swaps.slice(0, 2)).toEqual(["OIS.FOMC.2025-07-30", "OIS.FOMC.2025-09-17"]);
    expect(needs("ois").some((id) => id.startsWith("ZQ."))).toBe(false);
  });

  it("is of the second input the day alone, the decision of the days before it included", () => {
    const edition = {
      ...editionOf(days.single),
      policy: { input: "futures" as const, second: "ois" as const },
    };
    const second = policyPath
      .needs(edition, "2025-11-05", meetings)
      .filter(({ series }) => series.startsWith("OIS."));
    expect(second[0]).toEqual({ series: "OIS.FOMC.2025-10-29", from: "2025-11-05" });
    expect(new Set(second.map(({ from }) => from))).toEqual(new Set(["2025-11-05"]));
    const tenors = { ...edition, policy: { input: "futures" as const, second: "tenor-ois" as const } };
    const ids = policyPath.needs(tenors, "2025-11-05", meetings).map(({ series }) => series);
    expect(ids).toContain("OIS.TENOR.1W");
    expect(ids).toContain("OIS.TENOR.24M");
  });
});
