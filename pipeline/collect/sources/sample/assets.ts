import type { SampleAsset, SampleTable } from "../../../model/sample.ts";
import type { CalendarId } from "../../../model/unit.ts";
import type { Backdrop } from "./backdrop.ts";
import { type Column, emptyColumn, published } from "./days.ts";
import { type Base, bases } from "./line-tables.ts";
import { lineAt, roundedTo } from "./lines.ts";
import { normal, streams } from "./random.ts";

/** The daily series that follow the market, by id; null where there is none. A series that nobody asks for is not walked. */
export type Assets = (id: string) => Column | null;

export interface AssetSetting {
  readonly table: SampleTable<SampleAsset>;
  readonly backdrop: () => Backdrop;
  /** Whose holidays a series keeps. */
  readonly calendarOf: (id: string) => CalendarId;
}

/** Real yields are what the breakevens leave of the nominal ones, to the printed digit. */
const REAL: Readonly<Record<string, readonly [nominal: string, inflation: string]>> = {
  "UST.5Y.REAL": ["UST.5Y", "US.BREAKEVEN.5Y"],
  "UST.10Y.REAL": ["UST.10Y", "US.BREAKEVEN.10Y"],
};
const MEMBER = /^SPX\.MEMBER\.(.+)\.WEIGHT$/;
/** A price cannot fall below a hundredth of its line. */
const LEAST_SHARE = 0.01;

export function assetsOf({ table, backdrop, calendarOf }: AssetSetting): Assets {
  const walked = new Map<string, Column | null>();
  const column: Assets = (id) => {
    const known = walked.get(id);
    if (known !== undefined) return known;
    const made = make(id);
    walked.set(id, made);
    return made;
  };
  const make = (id: string): Column | null => {
    const real = REAL[id];
    if (real) return difference(column(real[0]) ?? yieldOf(real[0], backdrop()), column(real[1]));
    const symbol = MEMBER.exec(id)?.[1];
    if (symbol !== undefined) return memberWeight(`EQ.${symbol}`);
    const row = table.rows.findIndex((one) => one.id === id);
    const asset = table.rows[row];
    if (!asset) return null;
    const under = asset.over === "" ? null : standingOn(asset.over);
    return walk(asset, { under, stream: streams.asset + row, calendar: calendarOf(id) }, backdrop());
  };
  const standingOn = (over: string) =>
    (bases as readonly string[]).includes(over) ? backdrop().base(over as Base) : column(over);
  const memberWeight = (id: string) => {
    const member = table.rows.find((one) => one.id === id);
    const price = column(id);
    return member && price && member.weight > 0 ? weights(member, price, backdrop()) : null;
  };
  return column;
}

interface Walk {
  readonly under: Column | null;
  readonly stream: number;
  readonly calendar: CalendarId;
}

/**
 * relative: line x (1 + links / 100) x (1 + own / 100);  absolute: times x under + slope x (10Y - 2Y) + line + links + own.
 * links = index x (index away) + yield x (yield away) + volatility x (volatility away);  own = keep x own + sd x normal, each open day.
 * So all but the own part hangs on the day alone, and the whole never wanders off. A scenario's last day adds its moves to the day before.
 */
function walk(asset: SampleAsset, { under, stream, calendar }: Walk, backdrop: Backdrop): Column {
  const { rows, keys, move } = backdrop;
  const isOpen = backdrop.openOn(calendar);
  const level = levelOf(asset, under, backdrop);
  const column = emptyColumn(rows);
  const forcedRow = move ? rows - 1 : -1;
  let own = 0;
  let before = -1;
  for (let row = 0; row < rows; row += 1) {
    if (isOpen[row] === 0) continue;
    const drawn = asset.sd * normal(keys[row]!, stream);
    own = asset.keep * own + drawn;
    const value =
      row === forcedRow && before >= 0
        ? moved(
            asset,
            { from: column[before]!, span: [before, row], under, own: move!.sectorScatter * drawn },
            backdrop,
          )
        : level(row, own);
    column[row] = roundedTo(value, asset.places);
    before = row;
  }
  return column;
}

/** The level on a row, by what is left of the series' own moves. */
function levelOf(
  asset: SampleAsset,
  under: Column | null,
  backdrop: Backdrop,
): (row: number, own: number) => number {
  const { away, places, twoYear, tenYear } = backdrop;
  const { landmarks, times, slope } = asset;
  return (row, own) => {
    const line = lineAt(landmarks, places[row]!);
    const links =
      asset.index * away.index[row]! +
      asset.yield * away.yieldBp[row]! +
      asset.volatility * away.volatility[row]!;
    if (asset.kind === "relative") return line * Math.max(LEAST_SHARE, (1 + links / 100) * (1 + own / 100));
    const stand = under === null ? 0 : times * under[row]!;
    return stand + slope * (tenYear[row]! - twoYear[row]!) + line + links + own;
  };
}

interface ForcedMove {
  /** The published value before. */
  readonly from: number;
  /** Its row and the row of the scenario's day. */
  readonly span: readonly [before: number, row: number];
  readonly under: Column | null;
  readonly own: number;
}

/**
 * The value after a scenario's day: what it was, and what that day's moves and a share of its own make of it. A market that was shut the
 * day before does not catch up with others, so that nothing moves where nothing should.
 */
function moved(
  asset: SampleAsset,
  { from, span: [before, row], under, own }: ForcedMove,
  { index, volatility, twoYear, tenYear }: Backdrop,
): number {
  const change = (column: Column) => column[row]! - column[row - 1]!;
  const percent = (column: Column) => (change(column) / column[row - 1]!) * 100;
  const links =
    asset.index * percent(index) +
    asset.yield * change(tenYear) * 100 +
    asset.volatility * percent(volatility);
  if (asset.kind === "relative") return from * (1 + (links + own) / 100);
  const stand = under === null ? 0 : asset.times * (under[row]! - under[before]!);
  return from + stand + asset.slope * (change(tenYear) - change(twoYear)) + links + own;
}

/** The ten-year yield is walked by the market itself; on days without one there is none. */
function yieldOf(id: string, { market }: Backdrop): Column | null {
  return id === "UST.10Y" ? market.rates.tenYear : null;
}

function difference(left: Column | null, right: Column | null): Column | null {
  return left && right && left.map((value, row) => published(value - right[row]!, 100));
}

/**
 * Percent of the index at the close before, on the day that it applies to: as many shares for ever, so that a weight drifts with its price
 * against the index, w(t+1) = w(t) (1 + r(t)) / (1 + R(t)).
 *
 * @see S&P Dow Jones Indices, Index Mathematics Methodology, on drift
 */
function weights(
  { landmarks, weight }: SampleAsset,
  price: Column,
  { rows, market, lastIndex }: Backdrop,
): Column {
  const column = emptyColumn(rows);
  const { index } = market.equities;
  const shares = (weight * lastIndex) / landmarks.at(-1)!;
  let before = -1;
  for (let row = 0; row < rows; row += 1) {
    if (Number.isNaN(price[row]) || Number.isNaN(index[row])) continue;
    if (before >= 0) column[row] = published((shares * price[before]!) / index[before]!, 10_000);
    before = row;
  }
  return column;
}
