import type { Desk } from "../../finance/desk.ts";
import { isOverdue, releases } from "../../finance/releases.ts";
import type { ReleaseDays } from "../../model/agenda.ts";
import type { Snapshot } from "../../model/snapshot.ts";
import type { IsoDate } from "../../model/unit.ts";
import type { View } from "./view.ts";

type Overdue = View["overdue"][number];

/**
 * Releases of which a rule gives a day in (the issue's day, upTo] and whose own series is behind: such a day is no estimate. Told by the
 * series that the issue has for other sections' sake; one that is not there says nothing.
 */
export function overdueReleases(desk: Desk, upTo: IsoDate): readonly Overdue[] {
  return desk.snapshot.releases.flatMap((release) => overdueOf(release, desk, upTo) ?? []);
}

function overdueOf({ id, name, estimated }: ReleaseDays, desk: Desk, upTo: IsoDate): Overdue | null {
  const { date } = desk;
  const next = estimated.find((day) => day > date && day <= upTo);
  const release = releases.find((one) => one.id === id);
  const newest = release && desk.tail(release.series, 1)?.window.to;
  if (!next || !release || !newest) return null;
  const { maxAgeDays } = desk.series(release.series)!;
  const isBehind = isOverdue(release, { newest, maxAgeDays }, { next, date });
  return isBehind ? { name, newest, period: release.period } : null;
}

/** The snapshot without the days that are guessed for these. */
export function withoutGuesses(snapshot: Snapshot, overdue: readonly Overdue[]): Snapshot {
  const isBehind = ({ name }: ReleaseDays) => overdue.some((one) => one.name === name);
  const releases = snapshot.releases.map((one) => (isBehind(one) ? { ...one, estimated: [] } : one));
  return { ...snapshot, releases };
}
