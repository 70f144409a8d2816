import { sectors } from "../../finance/attribution.ts";
import { addDays } from "../../finance/dates.ts";
import type { Desk } from "../../finance/desk.ts";
import { figuresOf } from "../../finance/figures.ts";
import { moverOf } from "../../finance/movers.ts";
import { roundHalfAway, roundingSlack } from "../../finance/rounding.ts";
import type { Figure } from "../../model/figure.ts";
import type { Identity } from "../../model/identity.ts";
import { absent } from "../absent.ts";
import { defineSection, type Unavailable } from "../section.ts";
import { sectorRows } from "./rows.ts";
import { asPrinted, endsOf, shapeOf } from "./shape.ts";
import { toDateOf } from "./to-date.ts";
import { breadthFigures, equalWeightOf, indexReturnOf, sumsOf } from "./totals.ts";
import { type Row, View } from "./view.ts";

const ID = "sector-attribution";
const make = figuresOf(ID);

/** A few days back, so that a sentence can say of which day the newest sectors are. */
const DAYS_BACK = 10;
/** As many as an index's usual moves want, 252 of them, and more than a year to date. */
const INDEX_DAYS_BACK = 380;
/** A proxy: equal weights in the index's own members have no free daily series. */
const EQUAL_WEIGHT = "FUND.RSP";

/**
 * One day's index return by sector: c = w r, prior-close weight times own price return, in percentage points; what the sum misses
 * of the index return, from its closes, is a residual that is stated and never spread.
 */
export const sectorAttribution = defineSection<View>({
  id: ID,
  title: "S&P 500 sector attribution",
  view: View,
  needs(edition, date) {
    const recent = addDays(date, -DAYS_BACK);
    const yearBefore = `${Number(date.slice(0, 4)) - 1}-12-24`;
    const from = recent < yearBefore ? recent : yearBefore;
    const each = sectors.flatMap(({ key }) => [`SPX.SECTOR.${key}.WEIGHT`, `SPX.SECTOR.${key}.RETURN`]);
    return [
      { series: edition.sectors.index, from: addDays(date, -INDEX_DAYS_BACK) },
      { series: EQUAL_WEIGHT, from: recent },
      ...each.map((series) => ({ series, from })),
    ];
  },
  compute(desk, edition) {
    const { index: series, residualPrintedFromPp } = edition.sectors;
    const read = sectorRows(desk, make);
    if ("unavailable" in read) return read;
    const indexName = desk.series(series)?.name ?? series;
    const indexReturn = indexReturnOf(desk, series, make);
    if (!indexReturn) return noReturn(desk, series, indexName);
    const rows = [...read].sort(bySize((row) => row.contribution));
    const byReturn = [...read].sort(bySize((row) => row.ownReturn));
    const sums = sumsOf(rows, indexReturn, make);
    const breadth = breadthFigures(rows, make);
    const toDate = toDateOf(desk, make, edition.sectors);
    return {
      rows,
      indexName,
      indexReturn,
      ...sums,
      residualTold: Math.abs(sums.residual.value) >= residualPrintedFromPp,
      addsUp: printedParts(rows) === asPrinted(sums.sum),
      ...breadth,
      equalWeight: equalWeightOf(desk, { fund: EQUAL_WEIGHT, index: indexReturn }, make),
      ...shapeOf(rows, indexReturn, breadth),
      ...endsOf(rows, byReturn),
      contributions: barsOf("contributions", rows, (row) => row.contribution),
      returns: barsOf("returns", byReturn, (row) => row.ownReturn),
      toDate,
      table: rows.map((row) => {
        const over = toDate.rows.find(({ name }) => name === row.name);
        return { ...row, toDate: over ? [...over.contributions] : [] };
      }),
      notes: notesOf(desk),
    };
  },
  movers: (_, desk, edition) => [moverOf(desk, edition.sectors.index, ID) ?? []].flat(),
  identities,
});

/** Why the index has no return of the day. */
function noReturn(desk: Desk, series: string, name: string): Unavailable {
  const hasBoth = [desk.date, desk.previousDate].every((day) => desk.on(series, day));
  return absent(hasBoth ? "index-close-not-positive" : "no-index-close", { names: [name] });
}

/** What a reader must know of weights and returns, each once. */
function notesOf(desk: Desk): string[] {
  const kinds = ["WEIGHT", "RETURN"].flatMap((kind) => sectors.map(({ key }) => `SPX.SECTOR.${key}.${kind}`));
  return [...new Set(kinds.flatMap((series) => desk.on(series, desk.date)?.origin.note ?? []))];
}

function identities({ rows, sum, residual, indexReturn, toDate }: View): Identity[] {
  return [
    ...linkedIdentities(toDate),
    {
      name: "contributions and residual make the index return",
      left: rows.reduce((total, { contribution }) => total + contribution.value, 0) + residual.value,
      right: indexReturn.value,
      unit: "pp",
      tolerance: 1e-9,
      because: "a residual is what is left",
    },
    {
      name: "printed contributions add up to their printed sum",
      left: printedParts(rows),
      right: asPrinted(sum),
      unit: "pp",
      tolerance: roundingSlack(rows.length, 2) + 0.005,
      because: "each printed part is rounded by up to 0.005",
    },
  ];
}

/** Linked parts against the compounded daily sums, each computed by itself; with the residual, against the index's closes. */
function linkedIdentities({ spans, rows }: View["toDate"]): Identity[] {
  return spans.map(({ kind, indexReturn, residual }, span) => ({
    name: `linked contributions of the ${kind} and their residual make its index return`,
    left: rows.reduce((total, { contributions }) => total + contributions[span]!.value, 0) + residual.value,
    right: indexReturn.value,
    unit: "pp",
    tolerance: 1e-9,
    because: "linking leaves nothing over, and a residual is what is left",
  }));
}

/** What a reader gets who adds up the printed column. */
function printedParts(rows: readonly Row[]): number {
  return roundHalfAway(
    rows.reduce((total, { contribution }) => total + asPrinted(contribution), 0),
    2,
  );
}

function barsOf(name: string, rows: readonly Row[], pick: (row: Row) => Figure): View["returns"] {
  return {
    kind: "bars",
    id: `${ID}-${name}`,
    unit: pick(rows[0]!).unit,
    decimals: 2,
    layout: "rows",
    bars: rows.map((row) => ({ label: row.name, figure: pick(row) })),
  };
}

/** Largest first; the same size in order of names, so that the order never hangs on the reader's. */
function bySize(pick: (row: Row) => Figure): (a: Row, b: Row) => number {
  return (a, b) => pick(b).value - pick(a).value || (a.name < b.name ? -1 : 1);
}
