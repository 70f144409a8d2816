import { addDays, daysBetween } from "../../finance/dates.ts";
import type { Headline } from "../../model/headline.ts";
import type { IsoDate, IsoInstant } from "../../model/unit.ts";
import type { Visit } from "../../model/visit.ts";
import type { Rows } from "../wire-format.ts";
import type { Assignment, Runner } from "./assignment.ts";
import { latenessOf } from "./lateness.ts";

/** The newest observation of each series that an errand ends; null where there is none. */
export type Newest = ReadonlyMap<string, IsoDate | null>;

/** What a visit's dates make of its verdict. */
export type State = Pick<Visit, "verdict" | "reason">;

/** Newest observations are looked for in so many days before the issue's: more than any publication is late. */
const RECENT_DAYS = 400;

/** Of what the source just told. */
export function newestTold({ ending }: Assignment, rows: readonly Rows[]): Newest {
  return newestOf(ending, rows);
}

/** Of what the archive has from this source. */
export async function newestKnown({ ending, source }: Assignment, { world, date }: Runner): Promise<Newest> {
  const from = addDays(date, -RECENT_DAYS);
  const lanes = await world.archive.lanes(
    [...ending].map((series) => ({ series, from })),
    null,
  );
  return newestOf(
    ending,
    lanes.filter((lane) => lane.source === source),
  );
}

function newestOf(
  ending: ReadonlySet<string>,
  all: readonly Pick<Rows, "series" | "dates" | "values">[],
): Newest {
  const bySeries = Map.groupBy(all, ({ series }) => series);
  return new Map(
    [...ending].map((series) => {
      const last = (bySeries.get(series) ?? []).flatMap(({ dates, values }) => {
        return dates[values.findLastIndex((value) => value !== null)] ?? [];
      });
      return [series, last.sort().at(-1) ?? null];
    }),
  );
}

/** The newest over all of them. */
export function latestOf(newest: Newest): IsoDate | null {
  const dates = [...newest.values()].filter((date) => date !== null).sort();
  return dates.at(-1) ?? null;
}

/** Of each the later one of what was told and what was known. */
export function laterOf(told: Newest, known: Newest): Newest {
  return new Map(
    [...told].map(([series, date]) => [
      series,
      latestOf(
        new Map([
          ["told", date],
          ["known", known.get(series) ?? null],
        ]),
      ),
    ]),
  );
}

/** Series of which an answer ends before what the same source had told already. */
export function behindIn(told: Newest, known: Newest): ReadonlySet<string> {
  const isBehind = (date: IsoDate | null, before: IsoDate | null) =>
    date !== null && before !== null && date < before;
  return new Set([...told.keys()].filter((name) => isBehind(told.get(name)!, known.get(name) ?? null)));
}

/** An answer that is behind in any series: a copy of some days ago. Null where it is not. */
export function behindOf(told: Newest, known: Newest): State | null {
  const behind = [...behindIn(told, known)].map(
    (name) => `${name} ends on ${told.get(name)}, yet this source had told of ${known.get(name)} before.`,
  );
  return behind.length > 0 ? { verdict: "stale", reason: shortened(behind) } : null;
}

/** Whether what there is by now is as new as this source should have it. */
export function lateOf({ format }: Assignment, newest: Newest, runner: Runner): State {
  const late = [...newest].flatMap(
    ([series, date]) => latenessOf(series, date, format.lagDays, runner) ?? [],
  );
  return late.length > 0 ? { verdict: "stale", reason: shortened(late) } : { verdict: "ok", reason: null };
}

/** The day of a feed's newest item, in UTC. */
export function newestItem(headlines: readonly Headline[]): IsoDate | null {
  const days = headlines.flatMap(({ time }) => time?.slice(0, 10) ?? []).sort();
  return days.at(-1) ?? null;
}

/** A feed that answers that nothing changed, and whose newest item has grown old meanwhile. */
export function stuckOf(
  { source, format }: Assignment,
  newest: IsoDate | null,
  at: IsoInstant,
): State | null {
  const { stuckAfterDays } = format;
  if (stuckAfterDays === undefined || newest === null) return null;
  if (daysBetween(newest, at.slice(0, 10)) <= stuckAfterDays) return null;
  const reason = `The feed ${source} is stuck: nothing changed since its newest item, of ${newest}, more than ${stuckAfterDays} days ago.`;
  return { verdict: "stale", reason };
}

/** The first three of a list of sentences, and how many there are more. */
function shortened(sentences: readonly string[]): string {
  const rest = sentences.length - 3;
  return [...sentences.slice(0, 3), ...(rest > 0 ? [`And ${rest} more.`] : [])].join(" ");
}
