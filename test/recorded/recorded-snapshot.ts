import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { parse } from "yaml";
import { cutTo } from "../../pipeline/collect/resolve/cut-to.ts";
import { readFuturesTable } from "../../pipeline/collect/sources/directory/futures-table.ts";
import { readSectorTable } from "../../pipeline/collect/sources/directory/sector-table.ts";
import { publishedBy, readSeries } from "../../pipeline/collect/sources/directory/series-csv.ts";
import { SourcesSchema } from "../../pipeline/model/edition.ts";
import type { Origin, Series } from "../../pipeline/model/series.ts";
import type { Snapshot } from "../../pipeline/model/snapshot.ts";
import type { IsoDate } from "../../pipeline/model/unit.ts";
import type { Section } from "../../pipeline/sections/section.ts";
import { shippedEdition } from "../support/section-words.ts";
import { meetings, snapshotOf } from "../support/snapshots.ts";

const recorded = new URL("../../../shared/recorded/", import.meta.url);
/** The shipped content/sources.yaml. */
export const plans = SourcesSchema.parse(
  parse(readFileSync(new URL("../../content/sources.yaml", import.meta.url), "utf8")),
);

/** What is wanted of a day beside its planned series. */
export interface Beside {
  /** The sectors' weights and returns from here on. */
  readonly sectorsFrom?: IsoDate;
  /** Prices of fed funds futures from here on; left out, there are none. */
  readonly pricesFrom?: IsoDate;
}

/** A day as the recorded files tell it: these planned series, the sectors, and policy prices where they are wanted. */
export function recordedSnapshot(
  date: IsoDate,
  ids: readonly string[],
  { sectorsFrom = "2025-01-01", pricesFrom }: Beside = {},
): Snapshot {
  const { sectors, futures } = plans.tables;
  const single = ids.map((id) => cutTo(publishedBy(wholeSeries(id), date, plans.series[id]!), date));
  const { bytes, origin } = tableAt(sectors.file, sectors.note);
  const shares = readSectorTable(bytes, origin, { from: sectorsFrom, to: date });
  const prices = pricesFrom ? pricesOf(futures, { from: pricesFrom, to: date }) : [];
  return snapshotOf(date, [...single, ...shares, ...prices]);
}

/** The planned series that a section needs on a day, as far as they were recorded. */
export function neededBy({ needs }: Pick<Section, "needs">, date: IsoDate): readonly string[] {
  const needed = needs(shippedEdition, date, meetings).map(({ series }) => series);
  return [...new Set(needed)].filter((id) => {
    const file = plans.series[id]?.file;
    return file !== undefined && existsSync(new URL(file, recorded));
  });
}

function pricesOf(
  { file, note, ...counted }: typeof plans.tables.futures,
  span: { readonly from: IsoDate; readonly to: IsoDate },
) {
  const { bytes, origin } = tableAt(file, note);
  return readFuturesTable(bytes, origin, { ...counted, ...span });
}

/** Whole files, read once: many days are cut out of them. */
const read = new Map<string, Series>();

function wholeSeries(id: string): Series {
  const plan = plans.series[id];
  if (!plan?.file) throw new Error(`no file is planned for ${id}`);
  const known = read.get(id);
  if (known) return known;
  const { bytes, origin } = open(plan.file);
  const series = readSeries(id, bytes, { plan, origin });
  read.set(id, series);
  return series;
}

function tableAt(place: string, note: string) {
  const { bytes, origin } = open(place);
  return { bytes, origin: { ...origin, note } };
}

function open(place: string): { readonly bytes: Uint8Array; readonly origin: Origin } {
  const bytes = readFileSync(new URL(place, recorded));
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  return { bytes, origin: { source: "recorded", place, sha256, retrievedAt: null } };
}
