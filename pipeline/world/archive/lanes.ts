import { dayNumber } from "../../finance/dates.ts";
import type { Origin } from "../../model/series.ts";
import type { Lane } from "../../model/telling.ts";
import type { IsoDate, IsoInstant } from "../../model/unit.ts";
import type { Book } from "./book.ts";
import { type Chain, chainsIn, type Told } from "./chains.ts";
import { dateReader, listOf, rowFrom, valuesOf } from "./columns.ts";
import { upToMs } from "./instant.ts";
import { eachKnownAt } from "./knowledge.ts";
import { usedLayers } from "./layer-column.ts";
import { NO_LINE, type Pile, rowsBetween } from "./pile.ts";

type Wanted = readonly { readonly series: string; readonly from: IsoDate }[];

/** What was known of each series by each source, in order of series and source. */
export async function readLanes(book: Book, wanted: Wanted, moment: IsoInstant | null): Promise<Lane[]> {
  const from = new Map(wanted.map((one) => [one.series, dayNumber(one.from)]));
  const datesOf = dateReader();
  const chains = (await chainsIn(book)).filter(({ series }) => from.has(series)).sort(bySeriesAndSource);
  const lanes: Lane[] = [];
  const fromDay = ({ series }: Chain) => from.get(series)!;
  for await (const [chain, pile] of eachKnownAt(book, chains, { knownMs: upToMs(moment), fromDay })) {
    const first = rowFrom(pile.days, pile.count, fromDay(chain));
    if (first < pile.count) lanes.push(laneOf({ chain, pile, first }, datesOf));
  }
  return lanes;
}

export function bySeriesAndSource(a: Told, b: Told): number {
  return compared(a.series, b.series) || compared(a.source, b.source);
}

function compared(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

interface Cut {
  readonly chain: Chain;
  readonly pile: Pile;
  /** The first row that is wanted. */
  readonly first: number;
}

function laneOf({ chain, pile, first }: Cut, datesOf: (days: Int32Array) => readonly IsoDate[]): Lane {
  const { days, values, lines } = rowsBetween(pile, first);
  const { layers, layerOf } = usedLayers(pile, first);
  const dates = datesOf(days);
  return {
    series: chain.series,
    source: chain.source,
    dates: dates as IsoDate[],
    values: valuesOf(values),
    // Half of the lines would be none.
    ...(lines && !lines.includes(NO_LINE) ? { lines: listOf(lines) } : {}),
    origins: layers as Origin[],
    ...(layerOf ? { originOf: listOf(layerOf) } : {}),
    ...revisedOf(pile, { days, dates }),
  };
}

function revisedOf(
  { revisedFrom }: Pile,
  { days, dates }: { days: Int32Array; dates: readonly IsoDate[] },
): Pick<Lane, "revisedFrom"> {
  if (revisedFrom.size === 0) return {};
  const rows = [...revisedFrom.keys()]
    .map((day) => ({ day, row: rowFrom(days, days.length, day) }))
    .filter(({ day, row }) => days[row] === day)
    .sort((a, b) => a.row - b.row);
  if (rows.length === 0) return {};
  return {
    revisedFrom: Object.fromEntries(rows.map(({ day, row }) => [dates[row]!, revisedFrom.get(day)!])),
  };
}
