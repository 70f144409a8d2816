import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readMemberTable } from "../../pipeline/collect/sources/directory/member-table.ts";
import { deskOf } from "../../pipeline/finance/desk.ts";
import type { Series } from "../../pipeline/model/series.ts";
import type { Snapshot } from "../../pipeline/model/snapshot.ts";
import { mag7 } from "../../pipeline/sections/mag7/mag7.ts";
import { View } from "../../pipeline/sections/mag7/view.ts";
import { sectionWords, shippedEdition } from "../support/section-words.ts";
import { calendars } from "../support/snapshots.ts";
import { neededBy, recordedSnapshot } from "./recorded-snapshot.ts";

const FILE = "equity/sp500_constituents_daily_2025.csv";
const bytes = readFileSync(new URL(`../../../shared/recorded/${FILE}`, import.meta.url));
const origin = { source: "recorded", place: FILE, sha256: "0", retrievedAt: null };

const weightsOf = (date: string): readonly Series[] =>
  readMemberTable(bytes, origin, { from: date, to: date }, calendars.nyse);
function dayOf(date: string): Snapshot {
  const snapshot = recordedSnapshot(date, neededBy(mag7, date));
  const weights = Object.fromEntries(weightsOf(date).map((one) => [one.id, one]));
  return { ...snapshot, series: { ...snapshot.series, ...weights } };
}
const viewOf = (date: string) => View.parse(mag7.compute(deskOf(dayOf(date)), shippedEdition));

describe("weights of the recorded members", () => {
  it("sum to a hundred on every day that has them, with one Alphabet", () => {
    for (const date of ["2025-07-22", "2025-08-13", "2025-11-05"]) {
      const all = weightsOf(date);
      expect(all.reduce((sum, { values }) => sum + values[0]!, 0)).toBeCloseTo(100, 6);
      expect(all.filter(({ id }) => /GOOG/.test(id)).map(({ id }) => id)).toEqual([
        "SPX.MEMBER.GOOGL.WEIGHT",
      ]);
    }
  });

  it("are those of the close before: Nvidia 7.42 % on 22 July 2025", () => {
    const nvidia = weightsOf("2025-07-22").find(({ id }) => id === "SPX.MEMBER.NVDA.WEIGHT")!;
    expect(nvidia.dates).toEqual(["2025-07-22"]);
    expect(nvidia.values[0]).toBeCloseTo(7.42, 2);
  });

  it("are not there where the trading day before is not recorded", () => {
    // Nothing is recorded of 31 October 2025, and nothing of 13 August to 13 October.
    expect(weightsOf("2025-11-03")).toEqual([]);
    expect(weightsOf("2025-09-10")).toEqual([]);
  });
});

describe("the seven", () => {
  it("took from the index that rose on 22 July 2025, and gave to it on 5 November", () => {
    const [july, november] = [viewOf("2025-07-22"), viewOf("2025-11-05")];
    expect([july.part, november.part]).toEqual(["down-up", "up-up"]);
    expect(july.contribution!.value).toBeCloseTo(-0.22, 2);
    expect(november.contribution!.value).toBeCloseTo(0.06, 2);
    expect(july.up!.value).toBe(3);
    expect(july.laggard!.symbol).toBe("NVDA");
  });

  it("stood over 40 % above their lows since April on 22 July 2025, by closes and on average", () => {
    const { meanSinceLow, members } = viewOf("2025-07-22");
    expect(meanSinceLow!.value).toBeCloseTo(43.9, 1);
    expect(new Set(members.map(({ low }) => low!.asOf.slice(0, 7)))).toEqual(new Set(["2025-04"]));
  });

  it("have no contributions on 9 April 2025, when no weights are recorded, and no column of them", () => {
    expect(viewOf("2025-04-09")).toMatchObject({ contribution: null, part: null });
    const words = sectionWords(mag7, dayOf("2025-04-09"));
    expect(words).toContain("### All seven rose");
    expect(words).not.toMatch(/contribution/i);
  });

  it("keep their identities on all of these days", () => {
    for (const date of ["2025-04-09", "2025-07-22", "2025-11-05"])
      for (const { name, left, right, tolerance } of mag7.identities!(viewOf(date)))
        expect(Math.abs(left - right), `${date} ${name}`).toBeLessThanOrEqual(tolerance);
  });
});
