import { dayNumber } from "../../../finance/dates.ts";
import type { SampleMarket } from "../../../model/sample.ts";
import type { CalendarId, IsoDate } from "../../../model/unit.ts";
import { type Column, emptyColumn, type OpenDays } from "./days.ts";
import { levelWalk } from "./levels.ts";
import type { Base } from "./line-tables.ts";
import { lineAt, placeBetween } from "./lines.ts";
import type { Market, MarketSetting } from "./market.ts";
import { dayKey } from "./random.ts";

/** What the walked market shows to series that only follow it; every column is carried over the days without a publication. */
export interface Backdrop {
  readonly market: Market;
  readonly rows: number;
  readonly move: MarketSetting["move"];
  /** Where the draws of each row start from. */
  readonly keys: Int32Array;
  /** Where each row stands between the landmark dates. */
  readonly places: Float64Array;
  readonly index: Column;
  readonly twoYear: Column;
  readonly tenYear: Column;
  readonly volatility: Column;
  /** How far they are from straight lines between their own levels at the landmark dates: percent, bp, percent. */
  readonly away: { readonly index: Column; readonly yieldBp: Column; readonly volatility: Column };
  /** The index at the last landmark. */
  readonly lastIndex: number;
  base(name: Base): Column;
  /** 1 for each row on which a market is open. */
  openOn(calendar: CalendarId): Uint8Array;
}

export interface BackdropSetting extends Pick<MarketSetting, "content" | "open" | "move"> {
  readonly market: Market;
  /** The landmark dates of the table that looks at it. */
  readonly dates: readonly IsoDate[];
}

const EXPECTED_DAYS = 91;
/** How much of a forced move of the yields the three-month expectation holds. */
const EXPECTED_PER_YIELD = 0.25;

export function backdropOf({ market, content, open, move, dates }: BackdropSetting): Backdrop {
  const { first, last, equities, rates, credit, policy } = market;
  const rows = Math.max(0, last - first + 1);
  const place = placeBetween(dates);
  const places = Float64Array.from({ length: rows }, (_, row) => place(first + row));
  const [index, twoYear, tenYear] = [equities.index, rates.twoYear, rates.tenYear].map(carried) as Columns;
  const volatility = carried(equities.volatility);
  const marks = landmarksOf(content, dates);
  const away = (
    column: Column,
    landmarks: readonly number[],
    from: (value: number, line: number) => number,
  ) => column.map((value, row) => from(value, lineAt(landmarks, places[row]!)));
  const percent = (value: number, line: number) => (value / line - 1) * 100;
  const opened = new Map<CalendarId, Uint8Array>();
  let expected: Column | null = null;
  return {
    market,
    rows,
    move,
    keys: Int32Array.from({ length: rows }, (_, row) => dayKey(content.seed, first + row)),
    places,
    index,
    twoYear,
    tenYear,
    volatility,
    away: {
      index: away(index, marks.index, percent),
      yieldBp: away(tenYear, marks.longYield, (value, line) => (value - line) * 100),
      volatility: away(volatility, marks.volatility, percent),
    },
    lastIndex: marks.index.at(-1)!,
    base(name) {
      if (name === "expected") {
        expected ??= expectedColumn(market, open, move);
        return expected;
      }
      if (name === "UST.2Y") return twoYear;
      if (name === "UST.10Y") return tenYear;
      return carried(name === "US.EFFR" ? policy.effr : credit.oas);
    },
    openOn(calendar) {
      const known = opened.get(calendar) ?? openColumn(market, open, calendar);
      opened.set(calendar, known);
      return known;
    },
  };
}

type Columns = [Column, Column, Column];

function openColumn({ first, last }: Market, open: OpenDays, calendar: CalendarId): Uint8Array {
  const column = new Uint8Array(Math.max(0, last - first + 1)).fill(1);
  if (calendar === "every-day") return column;
  return column.map((_, row) => (open[calendar](first + row) ? 1 : 0));
}

/** The column with its last value on days on which nothing was published. */
function carried(column: Column): Column {
  let known = Number.NaN;
  return column.map((value) => {
    if (!Number.isNaN(value)) known = value;
    return known;
  });
}

/** The market's own levels at the landmark dates. */
function landmarksOf(content: SampleMarket, dates: readonly IsoDate[]) {
  const levels = levelWalk(content);
  const at = dates.map((date) => levels(dayNumber(date)));
  return {
    index: at.map(({ index }) => index),
    longYield: at.map(({ longYield }) => longYield),
    volatility: at.map(({ volatility }) => volatility),
  };
}

/** The mean overnight rate that is expected for the next three months, percent. */
function expectedColumn(
  { first, last, policy }: Market,
  open: OpenDays,
  move: MarketSetting["move"],
): Column {
  const column = emptyColumn(Math.max(0, last - first + 1));
  let known = Number.NaN;
  for (let day = first; day <= last; day += 1) {
    if (open.sifma(day)) {
      const forced = day === last ? move?.yieldsBp : undefined;
      known =
        forced === undefined
          ? policy.meanExpected(day, day + EXPECTED_DAYS)
          : known + (EXPECTED_PER_YIELD * forced) / 100;
    }
    column[day - first] = known;
  }
  return column;
}
