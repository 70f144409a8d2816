import { expiriesIn } from "../../finance/expiries.ts";
import type { Snapshot } from "../../model/snapshot.ts";
import type { IsoDate } from "../../model/unit.ts";
import type { Event } from "./view.ts";

/** Within a day: what moves markets first. */
const ORDER: readonly Event["kind"][] = [
  "fomc",
  "release",
  "auction",
  "vix",
  "options",
  "fed-funds",
  "quarter-end",
];

/** Everything of which the day is known in (the day, upTo], by day. */
export function eventsAhead(snapshot: Snapshot, upTo: IsoDate): readonly Event[] {
  const { date, meetings, releases, auctions, calendars } = snapshot;
  const isAhead = (day: IsoDate) => day > date && day <= upTo;
  const plain = { name: null, estimated: false, projections: false };
  const decisions = meetings.meetings.map(({ decision, projections }) => {
    return { ...plain, kind: "fomc" as const, date: decision, projections };
  });
  const published = releases.flatMap(({ name, published: days }) =>
    days.map((day) => ({ ...plain, kind: "release" as const, name, date: day })),
  );
  const expected = releases.flatMap(({ name, estimated }) =>
    estimated.map((day) => ({ ...plain, kind: "release" as const, name, date: day, estimated: true })),
  );
  const sold = (auctions?.auctions ?? []).map(({ tenor, date: day }) => {
    return { ...plain, kind: "auction" as const, name: tenor, date: day };
  });
  const ending = expiriesIn(date, upTo, calendars.nyse).map((expiry) => ({ ...plain, ...expiry }));
  return [...decisions, ...published, ...expected, ...sold, ...ending]
    .filter(({ date: day }) => isAhead(day))
    .sort(byDay);
}

function byDay(a: Event, b: Event): number {
  if (a.date !== b.date) return a.date < b.date ? -1 : 1;
  return ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind);
}
