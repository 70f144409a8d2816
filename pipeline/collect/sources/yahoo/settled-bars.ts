import type { IsoDate, IsoInstant } from "../../../model/unit.ts";
import { shapeChanged } from "../../read/refusal.ts";
import type { Bar, Chart } from "./chart-reply.ts";

/** After so long without a trade nothing more comes to a close: the auction and quotes a quarter of an hour old are in. */
const REST_SECONDS = 20 * 60;
/** Sessions of so long are days without a close: currencies, crypto, futures. They are said to end at 23:59. */
const ROUND_THE_CLOCK_SECONDS = 20 * 3600;
const MINUTE_SECONDS = 60;
const DAY_SECONDS = 86_400;

/**
 * The bars that are closes, each date once. A running session's bar looks like any other: its close is the last trade, its timestamp
 * often the moment of the answer. All bars of its date are left out, since the reply may hold it twice. Of two settled bars of a date
 * the later one counts, as far as it has a close.
 *
 * @param at the moment of the answer
 * @throws Unreadable where bars are dated after the answer
 */
export function settledBars(
  chart: Chart,
  at: IsoInstant,
): { readonly bars: readonly Bar[]; readonly running: IsoDate | null } {
  const now = Date.parse(at) / 1000;
  const last = chart.bars.at(-1);
  if (!last) return { bars: [], running: null };
  if (last.time > now + DAY_SECONDS)
    throw shapeChanged(`The last bar is of ${last.date}, but the answer came at ${at}.`);
  const running = isClose(last, chart, now) ? null : last.date;
  const byDate = new Map<IsoDate, Bar>();
  for (const bar of chart.bars) {
    const isBetter = bar.close !== null || !byDate.has(bar.date);
    if (bar.date !== running && isBetter) byDate.set(bar.date, bar);
  }
  return { bars: [...byDate.values()], running };
}

function isClose(bar: Bar, { session, dateOf }: Chart, now: number): boolean {
  if (!session) return bar.date < dateOf(now);
  if (bar.date !== session.date) return bar.date < session.date;
  if (session.end - session.start >= ROUND_THE_CLOCK_SECONDS) return now >= session.end + MINUTE_SECONDS;
  const hasEnded = now >= session.end && session.lastTrade >= session.end;
  return hasEnded && now - bar.time > REST_SECONDS;
}
