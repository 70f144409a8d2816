import { addDays, yearsBefore } from "../../finance/dates.ts";
import { roundHalfAway } from "../../finance/rounding.ts";
import type { Identity } from "../../model/identity.ts";
import type { Snapshot } from "../../model/snapshot.ts";
import type { LevelAhead } from "../../model/told.ts";
import type { IsoDate } from "../../model/unit.ts";
import { absent } from "../absent.ts";
import { defineSection } from "../section.ts";
import { eventsAhead } from "./events.ts";
import { overdueReleases, withoutGuesses } from "./overdue.ts";
import { MOVES_YEARS, usualMoves } from "./usual.ts";
import { type Event, type Usual, View } from "./view.ts";

/** The days ahead of which something is known, what such days moved, and the levels that the other sections tell of. */
export const watch = defineSection<View>({
  id: "watch",
  title: "What to watch",
  listens: true,
  view: View,
  needs: ({ watch: { moves } }, date) =>
    moves.map((series) => ({ series, from: yearsBefore(date, MOVES_YEARS) })),
  compute(desk, { watch: { horizonDays, moves, levels: most } }, told) {
    const horizon = addDays(desk.date, horizonDays);
    const overdue = overdueReleases(desk, horizon);
    const events = eventsAhead(withoutGuesses(desk.snapshot, overdue), horizon);
    const ranked = nearestFirst(told?.levels ?? []);
    if (events.length === 0 && ranked.length === 0) return absent("nothing-ahead", { until: horizon });
    const usual = usualMoves(desk, events, moves);
    const measured = usual.filter((one) => one.moves.some((move) => move !== null));
    const series = moves.map((id) => {
      const found = desk.series(id);
      return { id, name: found?.name ?? id, unit: found?.unit ?? "percent" };
    });
    return {
      horizonDays,
      horizon,
      events: [...events],
      meeting: events.find(({ kind }) => kind === "fomc") ?? null,
      anyEstimated: events.some(({ estimated }) => estimated),
      overdue: [...overdue],
      pastUnknown: usual.some(
        (one) => !measured.includes(one) && !events.some((event) => isPublished(event, one)),
      ),
      series,
      usual: measured,
      liveliest: liveliestOf(measured, series),
      unmeasured: usual
        .filter((one) => !measured.includes(one) && events.some((event) => isPublished(event, one)))
        .map(({ kind, name }) => ({ kind, name })),
      levels: ranked.slice(0, most),
      nearest: ranked[0] ?? null,
      further: Math.max(0, ranked.length - most),
      auctions: auctionsKnown(desk.snapshot, horizon),
    };
  },
  identities: ({ levels }) => levels.map(distanceHolds),
});

function isPublished({ kind, name, estimated }: Event, one: Usual): boolean {
  return kind === one.kind && name === one.name && !estimated;
}

/** Farther than so many usual days is not ahead. */
const MOST_DAYS = 10;

/** By usual daily moves as they are printed, those of one distance by key; what cannot be measured so is none. */
function nearestFirst(levels: readonly LevelAhead[]): LevelAhead[] {
  const near = levels.flatMap((level) => {
    const days = level.daysMove?.value ?? Number.POSITIVE_INFINITY;
    return days <= MOST_DAYS ? [{ level, days: roundHalfAway(days, 1) }] : [];
  });
  const byKey = (a: LevelAhead, b: LevelAhead) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0);
  return near.sort((a, b) => a.days - b.days || byKey(a.level, b.level)).map(({ level }) => level);
}

/** From here on a median is said to stand out. */
const STANDS_OUT = 1.5;

function liveliestOf(usual: readonly Usual[], series: View["series"]): View["liveliest"] {
  const all = usual.flatMap((one) =>
    one.moves.flatMap((move, index) =>
      move && move.otherDays.value > 0 ? [{ usual: one, series: series[index]!.name, move }] : [],
    ),
  );
  const ratio = ({ move }: (typeof all)[number]) => move.onDays.value / move.otherDays.value;
  const [first] = all.sort((a, b) => ratio(b) - ratio(a));
  return first && ratio(first) >= STANDS_OUT ? first : null;
}

function auctionsKnown({ auctions, date }: Snapshot, horizon: IsoDate): View["auctions"] {
  const knownTo = auctions?.knownTo ?? null;
  if (knownTo === null || knownTo <= date) return { state: "unknown", knownTo };
  return { state: knownTo < horizon ? "partly" : "known", knownTo };
}

function distanceHolds({ key, kind, current, level, distance }: LevelAhead): Identity {
  const scale = distance.unit === "bp" && level.unit === "percent" ? 100 : 1;
  return {
    name: `${key}, ${kind}: level less current is the distance`,
    left: (level.value - current.value) * scale,
    right: distance.value,
    unit: distance.unit,
    tolerance: 1e-6,
    because: "the same two figures, subtracted once",
  };
}
