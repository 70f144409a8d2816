import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { SourcesSchema } from "../../pipeline/model/edition.ts";
import type { Snapshot } from "../../pipeline/model/snapshot.ts";
import type { IsoDate } from "../../pipeline/model/unit.ts";
import type { Section } from "../../pipeline/sections/section.ts";
import { shippedEdition } from "../support/section-words.ts";
import { meetings } from "../support/snapshots.ts";
import { recordedIds, recordedSnapshot } from "./recorded-snapshot.ts";

const plans = SourcesSchema.parse(
  parse(readFileSync(new URL("../../content/sources.yaml", import.meta.url), "utf8")),
);

/** What a section needs of a recorded day, as far as it was recorded, each series with the age that its plan allows it. */
export function sectionSnapshot({ needs }: Pick<Section, "needs">, date: IsoDate): Snapshot {
  const needed = needs(shippedEdition, date, meetings).map(({ series }) => series);
  const snapshot = recordedSnapshot(
    date,
    [...new Set(needed)].filter((id) => recordedIds.includes(id)),
  );
  const aged = Object.values(snapshot.series).map((series) => {
    const { maxAgeDays } = plans.series[series.id] ?? {};
    return [series.id, maxAgeDays === undefined ? series : { ...series, maxAgeDays }] as const;
  });
  return { ...snapshot, series: Object.fromEntries(aged) };
}
