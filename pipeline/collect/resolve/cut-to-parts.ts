import type { Judgement } from "../../model/judgement.ts";
import type { Series } from "../../model/series.ts";
import type { IsoDate } from "../../model/unit.ts";
import { cutTo } from "./cut-to.ts";

/**
 * A series that somebody else derives from others may not be newer than the oldest of them: FRED has breakevens a day before the yields
 * that they are made of. Its later rows are left out, and that is said.
 */
export function cutToParts(
  series: Series,
  parts: readonly (Series | null)[],
): { readonly series: Series; readonly judgements: readonly Judgement[] } {
  const ends = parts.map((part) => (part ? lastValid(part) : null));
  if (ends.length === 0 || ends.some((end) => end === null)) return { series, judgements: [] };
  const end = (ends as IsoDate[]).sort()[0]!;
  const last = lastValid(series);
  if (last === null || last <= end) return { series, judgements: [] };
  const message = `The values after ${end} are not used: what it is made of ends there, and it ends on ${last}.`;
  return {
    series: cutTo(series, end),
    judgements: [{ series: series.id, verdict: "noted", rule: "newer than its parts", message }],
  };
}

function lastValid({ dates, values }: Series): IsoDate | null {
  return dates[values.findLastIndex((value) => value !== null)] ?? null;
}
