import type { SampleMarket, SampleMove } from "../../../model/sample.ts";
import { type Credit, creditWalk, rollDays } from "./credit.ts";
import type { Day, OpenDays } from "./days.ts";
import type { Decision } from "./decisions.ts";
import { type Equities, equityWalk } from "./equities.ts";
import { firstDay, levelWalk } from "./levels.ts";
import { type Policy, policyWalk } from "./policy.ts";
import { dayKey } from "./random.ts";
import { type Rates, rateWalk } from "./rates.ts";
import { type Sectors, sectorWalk } from "./sectors.ts";

/** The simulated market from its first day to the asked one. */
export interface Market {
  readonly first: number;
  readonly last: number;
  readonly equities: Equities;
  readonly rates: Rates;
  readonly credit: Credit;
  readonly policy: Policy;
  /** null where no section asked for a sector. */
  readonly sectors: Sectors | null;
}

export interface MarketSetting {
  readonly content: SampleMarket;
  readonly open: OpenDays;
  readonly decisions: readonly Decision[];
  readonly last: number;
  /** What a scenario wants of the last day. */
  readonly move: SampleMove | null;
  /** Whether the last day is the first of a new on-the-run credit series whatever the calendar says. */
  readonly newCreditSeries: boolean;
  /** The first day for which sectors are asked, or null. */
  readonly sectorsFrom: number | null;
}

/**
 * Walks the market day by day from its first day. A day's draws come from the seed and the day alone, and a day looks only at those
 * before it: so markets that end on different days share their history to the last bit.
 */
export function simulate(setting: MarketSetting): Market {
  const { content, open, decisions, last, move, newCreditSeries, sectorsFrom } = setting;
  const first = firstDay(content);
  const rows = Math.max(0, last - first + 1);
  const usual = rollDays(first, last, open);
  const rolls = newCreditSeries && usual.at(-1) !== last ? [...usual, last] : usual;
  const market: Market = {
    first,
    last,
    equities: equityWalk(rows),
    rates: rateWalk(rows),
    credit: creditWalk(rows, rolls),
    policy: policyWalk({ first, rows, market: content, decisions }),
    sectors: sectorsFrom === null ? null : sectorWalk({ rows, market: content, from: sectorsFrom }),
  };
  const levelsOn = levelWalk(content);
  const step = stepOf(market);
  for (let number = first; number <= last; number += 1) {
    step({
      number,
      row: number - first,
      key: dayKey(content.seed, number),
      levels: levelsOn(number),
      open: { nyse: open.nyse(number), sifma: open.sifma(number), fed: open.fed(number) },
      move: number === last ? move : null,
    });
  }
  return market;
}

function stepOf({ equities, rates, credit, policy, sectors }: Market): (day: Day) => void {
  let level = 0;
  return (day) => {
    policy.step(day);
    const surprise = equities.step(day);
    const yieldBp = rates.step(day, surprise, policy);
    credit.step(day, surprise);
    if (!day.open.nyse) return;
    const closed = equities.index[day.row]!;
    const indexPercent = level === 0 ? 0 : (closed / level - 1) * 100;
    sectors?.step(day, { indexPercent, yieldBp, volatility: equities.volatility[day.row]! });
    level = closed;
  };
}
