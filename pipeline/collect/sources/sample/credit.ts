import { dayNumber } from "../../../finance/dates.ts";
import { type Column, type Day, emptyColumn, type OpenDays, openFrom, published } from "./days.ts";
import { normal, streams, uniform } from "./random.ts";

/** Investment-grade credit: the OAS of bonds, and the default swap index with its on-the-run series. */
export interface Credit {
  /** bp, whole. */
  readonly oas: Column;
  /** bp. */
  readonly index: Column;
  /** Number of the series that is on the run. */
  readonly series: Column;
  step(day: Day, equitySurprise: number): void;
}

const LEAST_OAS = 74;
const LEAST_INDEX = 45;
/** Series 23 was on the run when the simulation begins: two a year since series 1 of September 2003. */
const FIRST_SERIES = 23;
/** Calendar days until the extra spread of a new series is gone. */
const SERIES_LIFE = 184;

/**
 * The OAS wanders around its level and widens when equities fall. The swap index follows it, with a basis of its own; at each roll
 * the new series is 2 to 4 bp wider (longer, with new names), which wears off over its half-year on the run.
 */
export function creditWalk(rows: number, rolls: readonly number[]): Credit {
  const [oas, index, series] = Array.from({ length: 3 }, () => emptyColumn(rows)) as [Column, Column, Column];
  const gap = { spread: 0, basis: 0 };
  const last = { oas: 0, index: 0 };
  const run = { number: FIRST_SERIES, since: 0, extra: 3, next: 0 };

  /** What is left of the extra spread of the series that is on the run. */
  const extraOn = ({ number, key }: Day): number => {
    if (run.since === 0) run.since = number - SERIES_LIFE / 2;
    const left = run.extra * Math.max(0, 1 - (number - run.since) / SERIES_LIFE);
    if (rolls[run.next] !== number) return left;
    run.number += 1;
    run.next += 1;
    run.since = number;
    run.extra = left + 2 + 2 * uniform(key, streams.roll);
    return run.extra;
  };

  const step = (day: Day, equitySurprise: number): void => {
    const { row, key, levels, open, move } = day;
    if (!open.nyse && !open.sifma) return;
    const extra = extraOn(day);
    const scale = levels.spread / 100;
    gap.spread = 0.97 * gap.spread + scale * (0.7 * normal(key, streams.spread) - 0.8 * equitySurprise);
    gap.basis = 0.96 * gap.basis + 0.35 * normal(key, streams.credit);
    const forced = move?.spreadsBp;
    const spread = Math.max(LEAST_OAS, levels.spread + gap.spread);
    const swapped = Math.max(LEAST_INDEX, 6 + 0.55 * spread + gap.basis + extra);
    if (open.sifma) oas[row] = last.oas = forced === undefined ? Math.round(spread) : last.oas + forced;
    if (!open.nyse) return;
    index[row] = last.index = published(forced === undefined ? swapped : last.index + forced, 1000);
    series[row] = run.number;
  };
  return { oas, index, series, step };
}

/** Roll days in [first, last]: 20 March and 20 September, or the next business day. */
export function rollDays(first: number, last: number, { nyse }: OpenDays): number[] {
  const years = Array.from({ length: 40 }, (_, index) => 2015 + index);
  const days = years
    .flatMap((year) => [`${year}-03-20`, `${year}-09-20`])
    .map((date) => openFrom(dayNumber(date), nyse));
  return days.filter((day) => day >= first && day <= last);
}
