import type { Series } from "../../model/series.ts";
import type { Snapshot } from "../../model/snapshot.ts";

/**
 * What an issue saw, with each observation as its source tells it now. What has come since is not in it: an issue that said "83 bp, as of
 * Tuesday" was not wrong when Wednesday's level came. What a source does not tell any more stays as it was. Pure.
 */
export function retold(kept: Snapshot, now: Snapshot): Snapshot {
  const series = Object.entries(kept.series).map(([id, own]) => [id, retoldSeries(own, now.series[id])]);
  return { ...kept, series: Object.fromEntries(series) };
}

function retoldSeries(kept: Series, now: Series | undefined): Series {
  if (!now || now.unit !== kept.unit) return kept;
  const told = new Map(now.dates.map((date, row) => [date, now.values[row] ?? null]));
  const values = kept.values.map((value, row) =>
    value === null ? null : (told.get(kept.dates[row]!) ?? value),
  );
  return { ...kept, values };
}
