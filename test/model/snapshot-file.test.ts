import { beforeAll, describe, expect, it } from "vitest";
import type { Origin } from "../../pipeline/model/series.ts";
import type { Snapshot } from "../../pipeline/model/snapshot.ts";
import { SnapshotFileSchema, snapshotText } from "../../pipeline/model/snapshot-file.ts";
import { sampleSnapshot } from "../support/sample-snapshot.ts";

const originOn = (evening: number, more: Partial<Origin> = {}): Origin => ({
  ...{ source: "fred", place: "https://fred.example/all.csv", sha256: String(evening).repeat(64) },
  retrievedAt: `2025-09-0${evening}T22:00:00Z`,
  ...more,
});

describe("snapshot.json", () => {
  let sample: Snapshot;
  beforeAll(async () => {
    sample = await sampleSnapshot("2025-09-18");
  });

  it("is read as the snapshot that was written", () => {
    expect(SnapshotFileSchema.parse(JSON.parse(snapshotText(sample)))).toEqual(sample);
  });

  it("is read, too, where each series says its origins itself, as in older ones", () => {
    expect(SnapshotFileSchema.parse(JSON.parse(JSON.stringify(sample)))).toEqual(sample);
  });

  it("says what was read in one place once, and what differs in anything by itself", () => {
    const [[one, first], [other, second]] = Object.entries(sample.series) as [
      [string, Snapshot["series"][string]],
      [string, Snapshot["series"][string]],
    ];
    const noted = originOn(2, { note: "a copy" });
    const later = originOn(2, { retrievedAt: "2025-09-02T23:00:00Z" });
    const series = {
      [one]: { ...first, origins: [originOn(1), originOn(2), noted] },
      [other]: { ...second, origins: [originOn(2), later, originOn(1)] },
    };
    const file = JSON.parse(snapshotText({ ...sample, series }));
    expect(file.origins).toEqual([originOn(1), originOn(2), noted, later]);
    expect([file.series[one].origins, file.series[other].origins]).toEqual([
      [0, 1, 2],
      [1, 3, 0],
    ]);
    expect(SnapshotFileSchema.parse(file).series).toEqual(series);
  });

  it("is refused where a series names an origin that is not there", () => {
    const file = JSON.parse(snapshotText(sample));
    const [id] = Object.keys(file.series);
    file.series[id!].origins = [file.origins.length];
    const { error } = SnapshotFileSchema.safeParse(file);
    expect(error?.issues.map(({ path }) => path.join("."))).toEqual([`series.${id}.origins.0`]);
  });
});
