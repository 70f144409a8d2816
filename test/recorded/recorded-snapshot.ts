import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { parse } from "yaml";
import { readSectorTable } from "../../pipeline/collect/sources/directory/sector-table.ts";
import { publishedBy, readSeries } from "../../pipeline/collect/sources/directory/series-csv.ts";
import { SourcesSchema } from "../../pipeline/model/edition.ts";
import type { Origin, Series } from "../../pipeline/model/series.ts";
import type { Snapshot } from "../../pipeline/model/snapshot.ts";
import type { IsoDate } from "../../pipeline/model/unit.ts";
import { snapshotOf } from "../support/snapshots.ts";

const recorded = new URL("../../../shared/recorded/", import.meta.url);
/** The shipped content/sources.yaml. */
export const plans = SourcesSchema.parse(
  parse(readFileSync(new URL("../../content/sources.yaml", import.meta.url), "utf8")),
);

/** Every planned series of which a file was recorded. */
export const recordedIds: readonly string[] = Object.keys(plans.series).filter((id) => {
  const { file } = plans.series[id]!;
  return file !== undefined && existsSync(new URL(file, recorded));
});

/** A day as the recorded files tell it: these series, and the sectors of the days before it. */
export function recordedSnapshot(date: IsoDate, ids: readonly string[]): Snapshot {
  const single = ids.map((id) => upTo(date, publishedBy(readOne(id), date, plans.series[id]!)));
  const { file, note } = plans.tables.sectors;
  const table = open(file);
  const sectors = readSectorTable(table.bytes, { ...table.origin, note }, { from: "2025-01-01", to: date });
  return snapshotOf(date, [...single, ...sectors]);
}

function readOne(id: string): Series {
  const plan = plans.series[id]!;
  const { bytes, origin } = open(plan.file!);
  return readSeries(id, bytes, { plan, origin });
}

function open(place: string): { readonly bytes: Uint8Array; readonly origin: Origin } {
  const bytes = readFileSync(new URL(place, recorded));
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  return { bytes, origin: { source: "recorded", place, sha256, retrievedAt: null } };
}

/** Nothing in a snapshot is dated after its day. */
function upTo(date: IsoDate, series: Series): Series {
  const end = series.dates.filter((day) => day <= date).length;
  const cut = <T>(column: readonly T[]) => column.slice(0, end);
  return { ...series, dates: cut(series.dates), values: cut(series.values), lines: cut(series.lines ?? []) };
}
