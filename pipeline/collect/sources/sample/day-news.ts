import { roundHalfAway } from "../../../finance/rounding.ts";
import type { Column } from "./days.ts";
import type { Market } from "./market.ts";
import type { Particulars } from "./vocabulary.ts";

/** What a wire would report of the market's last day: groups of content/sample/headlines.txt and the numbers for their lines. */
export interface DayNews {
  /** After the close. */
  readonly closing: readonly string[];
  /** The committee's announcement, or null. */
  readonly decision: string | null;
  /** A decision is announced today or within ten days: the Fed does not speak before it. */
  readonly isBlackout: boolean;
  /** Releases of a weekday. */
  readonly releases: readonly string[];
  readonly particulars: Particulars;
}

const BLACKOUT_DAYS = 10;
const MONTHS = [
  "JANUARY",
  "FEBRUARY",
  "MARCH",
  "APRIL",
  "MAY",
  "JUNE",
  "JULY",
  "AUGUST",
  "SEPTEMBER",
  "OCTOBER",
  "NOVEMBER",
  "DECEMBER",
];

/** The news that the simulated market itself makes: a direction is said only of what was published, as it prints. */
export function dayNewsOf(market: Market): DayNews {
  const { equities, rates, credit, last } = market;
  const index = lastTwo(equities.index);
  const tenYear = lastTwo(rates.tenYear);
  const spread = lastTwo(credit.oas);
  const indexPercent = roundHalfAway((index.now / index.before - 1) * 100, 1);
  const yieldBp = roundHalfAway((tenYear.now - tenYear.before) * 100, 0);
  const spreadBp = roundHalfAway(spread.now - spread.before, 0);
  const { decision, ...announced } = announcement(market);
  const closing = [
    `index ${direction(indexPercent)}`,
    `ten-year ${tenYear.isNew ? direction(yieldBp) : "shut"}`,
    ...(spread.isNew ? [`spread ${direction(spreadBp)}`] : []),
  ];
  return {
    closing,
    decision,
    isBlackout: decision !== null || isBlackout(market),
    releases: releasesOn(last),
    particulars: {
      ...announced,
      "index-move": Math.abs(indexPercent).toFixed(1),
      "ten-year": tenYear.now.toFixed(2),
      "ten-year-move": String(Math.abs(yieldBp)),
      spread: String(spread.now),
      "spread-move": String(Math.abs(spreadBp)),
      volatility: lastTwo(equities.volatility).now.toFixed(1),
      "last-month": monthName(last, -1),
      "next-month": monthName(last, 1),
    },
  };
}

function direction(change: number): "up" | "down" | "flat" {
  return change === 0 ? "flat" : change > 0 ? "up" : "down";
}

/** The last published value, the one before it, and whether the last is of the last day. */
function lastTwo(column: Column): { readonly now: number; readonly before: number; readonly isNew: boolean } {
  let row = column.length - 1;
  while (row > 0 && Number.isNaN(column[row])) row -= 1;
  const isNew = row === column.length - 1;
  let earlier = row - 1;
  while (earlier > 0 && Number.isNaN(column[earlier])) earlier -= 1;
  return { now: column[row]!, before: column[Math.max(0, earlier)]!, isNew };
}

function announcement({ policy, last, first }: Market): {
  decision: string | null;
  range: string;
  step: string;
} {
  const stepBp = policy.decided.get(last);
  const lower = policy.lower[last - first]! + (stepBp ?? 0) / 100;
  const range = `${lower.toFixed(2)}%-${(lower + 0.25).toFixed(2)}%`;
  if (stepBp === undefined) return { decision: null, range, step: "0" };
  const kind = { up: "hike", down: "cut", flat: "hold" }[direction(stepBp)];
  return { decision: `decision ${kind}`, range, step: String(Math.abs(stepBp)) };
}

function isBlackout({ policy, last }: Market): boolean {
  const { steps } = policy.expectedOn(last, last + BLACKOUT_DAYS + 1);
  return steps.some(({ announced }) => announced > last);
}

function monthName(day: number, months: number): string {
  return MONTHS[(new Date(day * 86_400_000).getUTCMonth() + months + 12) % 12]!;
}

/** Jobless claims on Thursdays, payrolls on the first Friday, consumer prices and retail sales in the middle of the month. */
function releasesOn(day: number): string[] {
  const weekday = (day + 3) % 7;
  const inMonth = new Date(day * 86_400_000).getUTCDate();
  const releases: readonly [string, boolean][] = [
    ["claims", weekday === 3],
    ["payrolls", weekday === 4 && inMonth <= 7],
    ["prices", weekday === 2 && inMonth >= 10 && inMonth <= 16],
    ["sales", weekday === 1 && inMonth >= 13 && inMonth <= 19],
  ];
  return releases.flatMap(([name, isOut]) => (isOut ? [name] : []));
}
