import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { SourcesSchema } from "../../pipeline/model/edition.ts";
import type { Snapshot } from "../../pipeline/model/snapshot.ts";
import type { IsoDate } from "../../pipeline/model/unit.ts";
import { regime } from "../../pipeline/sections/regime/regime.ts";
import { shippedEdition } from "../support/section-words.ts";
import { meetings } from "../support/snapshots.ts";
import { recordedIds, recordedSnapshot } from "./recorded-snapshot.ts";

const plans = SourcesSchema.parse(
  parse(readFileSync(new URL("../../content/sources.yaml", import.meta.url), "utf8")),
);

/** What the section needs of a recorded day, each series with the age that its plan allows it. */
export function regimeSnapshot(date: IsoDate): Snapshot {
  const needed = regime.needs(shippedEdition, date, meetings).map(({ series }) => series);
  const ids = [...new Set(needed)].filter((id) => recordedIds.includes(id));
  const snapshot = recordedSnapshot(date, ids);
  const aged = Object.values(snapshot.series).map((series) => {
    const { maxAgeDays } = plans.series[series.id] ?? {};
    return [series.id, maxAgeDays === undefined ? series : { ...series, maxAgeDays }] as const;
  });
  return { ...snapshot, series: Object.fromEntries(aged) };
}
