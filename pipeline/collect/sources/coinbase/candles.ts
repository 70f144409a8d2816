import { fieldsOf, jsonOf, numberOf } from "../../read/json-fields.ts";
import { quoted } from "../../read/quoted.ts";
import { otherShape, shapeChanged, softError } from "../../read/refusal.ts";
import type { Page } from "../../wire-format.ts";

/** One candle: what was traded within `[time, time + step)`, in the product's currency. */
export interface Candle {
  /** Its start, in seconds since 1970. */
  readonly time: number;
  readonly open: number;
  readonly close: number;
}

/** Candles that have ended, oldest first, each once, and whether one was left out because it has not. */
export interface Candles {
  readonly ended: readonly Candle[];
  /** Starts of the candles that were running when the answer came. */
  readonly running: readonly number[];
}

const EXPECTED = "a list of [time, low, high, open, close, volume]";
/** Fewer neighbours than this do not tell open and close apart. */
const ENOUGH_NEIGHBOURS = 5;

/**
 * The candles of all pages. The columns have no names, so their positions are checked by what they must fulfil: low is the least and
 * high the most of each row, and a candle opens where the one before it closed.
 *
 * @param step seconds of a candle
 * @throws Unreadable with the verdict that the pages deserve
 * @see shared/sources.md, section 5: Coinbase
 */
export function candlesIn(pages: readonly Page[], step: number): Candles {
  const byTime = new Map<number, Candle>();
  const running = new Set<number>();
  const told = pages.map((page) => ({ page, candles: rowsOf(page).map((row) => candleOf(row, step)) }));
  const newest = Math.max(...told.flatMap(({ candles }) => candles.map(({ time }) => time)));
  for (const { page, candles } of told) {
    const now = Date.parse(page.at) / 1000;
    for (const candle of candles) {
      if (candle.time > now) throw otherShape("A candle lies ahead.", `one before ${page.at}`, candle.time);
      // The last one of a copy that was made hours ago was running then: only a later one beside it says that it is over.
      if (candle.time + step > now || candle.time === newest) running.add(candle.time);
      else put(candle, byTime);
    }
  }
  const ended = [...byTime.values()].sort((a, b) => a.time - b.time);
  refuseSwapped(ended, step);
  return { ended, running: [...running].filter((time) => !byTime.has(time)) };
}

function rowsOf(page: Page): readonly unknown[] {
  const reply = jsonOf(page);
  if (Array.isArray(reply)) return reply;
  const { message } = fieldsOf(reply);
  if (typeof message !== "string") throw otherShape("The answer is no list of candles.", EXPECTED, reply);
  throw softError(`Coinbase answered with the message ${quoted(message)}.`);
}

function candleOf(row: unknown, step: number): Candle {
  if (!Array.isArray(row) || row.length !== 6)
    throw otherShape("A candle is not six numbers.", EXPECTED, row);
  const [time, low, high, open, close] = row.slice(0, 5).map(numberOf);
  if (time == null || low == null || high == null || open == null || close == null)
    throw otherShape("A candle is not six numbers.", EXPECTED, row);
  if (!Number.isSafeInteger(time) || time < 0 || time % step !== 0)
    throw otherShape("A candle does not begin where one begins.", `a multiple of ${step} seconds`, time);
  if (low <= 0 || low > Math.min(open, close) || high < Math.max(open, close))
    throw otherShape("A candle's prices are not in their places.", "low <= open, close <= high", row);
  return { time, open, close };
}

function put(candle: Candle, byTime: Map<number, Candle>): void {
  const before = byTime.get(candle.time);
  if (before && before.close !== candle.close)
    throw otherShape(`The candle of ${candle.time} came twice.`, `a close of ${before.close}`, candle.close);
  byTime.set(candle.time, candle);
}

/** Were open and close in each other's places, each candle would close where the one before it opened. */
function refuseSwapped(candles: readonly Candle[], step: number): void {
  const pairs = candles.slice(1).map((candle, index) => [candles[index]!, candle] as const);
  const neighbours = pairs.filter(([before, candle]) => candle.time - before.time === step);
  if (neighbours.length < ENOUGH_NEIGHBOURS) return;
  const asNamed = sum(neighbours.map(([before, candle]) => Math.abs(candle.open - before.close)));
  const swapped = sum(neighbours.map(([before, candle]) => Math.abs(candle.close - before.open)));
  if (swapped < asNamed)
    throw shapeChanged(
      "Open and close seem to have changed places. Expected candles that open where the one before closed.",
    );
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
