import { z } from "zod";
import { PipelineError } from "../../errors.ts";
import {
  breadthOf,
  contributionPp,
  roundingSlackPp,
  type Sector,
  sectors,
} from "../../finance/attribution.ts";
import { addDays } from "../../finance/dates.ts";
import type { Desk } from "../../finance/desk.ts";
import { figuresOf } from "../../finance/figures.ts";
import { roundHalfAway } from "../../finance/rounding.ts";
import { BarsChartSchema } from "../../model/chart.ts";
import { type Figure, FigureSchema } from "../../model/figure.ts";
import { defineSection } from "../section.ts";

const RowSchema = z.strictObject({
  name: z.string(),
  short: z.string(),
  weight: FigureSchema,
  contribution: FigureSchema,
  ownReturn: FigureSchema,
});
type Row = z.infer<typeof RowSchema>;

export const View = z.strictObject({
  /** Largest contribution first. */
  rows: z.array(RowSchema),
  indexName: z.string(),
  indexReturn: FigureSchema,
  sum: FigureSchema,
  residual: FigureSchema,
  /** True where the residual is large enough to be always told. */
  residualTold: z.boolean(),
  /** The index as a reader sees it: by its printed return. */
  day: z.enum(["up", "down", "flat"]),
  /** "all-up", "all-down", or "all-flat" where not one sector moved; else mixed. */
  spread: z.enum(["all-up", "all-down", "all-flat", "mixed"]),
  up: FigureSchema,
  down: FigureSchema,
  flat: FigureSchema,
  upWeight: FigureSchema,
  meanReturn: FigureSchema,
  /** The index fell although more sectors rose than fell, or the other way round. */
  against: z.enum([
    "more-up-index-down",
    "more-down-index-up",
    "more-up-index-still",
    "more-down-index-still",
    "none",
  ]),
  /** More than one where they print the same. */
  strongest: z.array(RowSchema),
  weakest: z.array(RowSchema),
  bestReturn: z.array(RowSchema),
  worstReturn: z.array(RowSchema),
  /** Sectors whose move was against the index's, by contribution. */
  opposing: z.array(RowSchema),
  contributions: BarsChartSchema,
  returns: BarsChartSchema,
  note: z.string().nullable(),
});
export type View = z.infer<typeof View>;

const own = figuresOf("sector-attribution");

export const sectorAttribution = defineSection<View>({
  id: "sector-attribution",
  title: "S&P 500 sector attribution",
  view: View,
  needs(edition, date) {
    const from = addDays(date, -10);
    const each = sectors.flatMap(({ key }) => [`SPX.SECTOR.${key}.WEIGHT`, `SPX.SECTOR.${key}.RETURN`]);
    return [edition.sectors.index, ...each].map((series) => ({ series, from }));
  },
  compute(desk, edition) {
    const rows = sectors.flatMap((sector) => rowOf(desk, sector));
    if (rows.length < sectors.length) return { unavailable: missingSentence(desk, rows) };
    refuseWeights(rows);
    const index = indexOf(desk, edition.sectors.index);
    if (!index) return { unavailable: `The index has no closes on this day and the one before.` };
    rows.sort(bySize((row) => row.contribution));
    const totals = totalsOf(rows, index);
    const residualTold = Math.abs(totals.residual.value) >= edition.sectors.residualPrintedFromPp;
    const byReturn = [...rows].sort(bySize((row) => row.ownReturn));
    return {
      rows,
      indexName: desk.series(edition.sectors.index)?.name ?? edition.sectors.index,
      indexReturn: index,
      ...totals,
      residualTold,
      ...shapeOf(rows, index, totals),
      ...extremesOf(rows, byReturn),
      opposing: rows.filter(({ contribution }) => printed(contribution) * printed(index) < 0),
      contributions: barsOf("sector-attribution-contributions", rows, (row) => row.contribution, "pp"),
      returns: barsOf("sector-attribution-returns", byReturn, (row) => row.ownReturn, "percent"),
      note: desk.series("SPX.SECTOR.ENERGY.WEIGHT")?.origins[0]?.note ?? null,
    };
  },
  identities({ rows, sum, residual, indexReturn }) {
    const parts = rows.reduce((total, { contribution }) => total + contribution.value, 0);
    const printedParts = rows.reduce((total, { contribution }) => total + printed(contribution), 0);
    return [
      {
        name: "contributions and residual make the index return",
        left: parts + residual.value,
        right: indexReturn.value,
        unit: "pp",
        tolerance: 1e-9,
        because: "a residual is what is left",
      },
      {
        name: "printed contributions add up to their printed sum",
        left: printedParts,
        right: printed(sum),
        unit: "pp",
        tolerance: roundingSlackPp(rows.length) + 0.005,
        because: "each printed part is rounded by up to 0.005",
      },
    ];
  },
});

/** A sector of the issue's own day; nothing where its weight or return is missing. */
function rowOf(desk: Desk, { key, slug, name, short }: Sector): Row[] {
  const weight = own.observed(`weight.${slug}`, desk.on(`SPX.SECTOR.${key}.WEIGHT`, desk.date));
  const ownReturn = own.observed(`return.${slug}`, desk.on(`SPX.SECTOR.${key}.RETURN`, desk.date));
  if (!weight || !ownReturn) return [];
  const contribution = own.derived(`contribution.${slug}`, {
    value: contributionPp(weight.value, ownReturn.value),
    unit: "pp",
    inputs: [weight, ownReturn],
    method: "weight at the close before * own return / 100",
  });
  return [{ name, short, weight, contribution, ownReturn }];
}

function missingSentence(desk: Desk, rows: readonly Row[]): string {
  const newest = desk.latest("SPX.SECTOR.ENERGY.RETURN")?.date;
  if (rows.length > 0) return `Only ${rows.length} of 11 sectors have a weight and a return for this day.`;
  return newest
    ? `There are no sector weights and returns for this day; the newest are of ${newest}.`
    : "There are no sector weights and returns for this day.";
}

/** @throws PipelineError weights-incomplete if the weights of the index do not make up the index */
function refuseWeights(rows: readonly Row[]): void {
  const total = rows.reduce((sum, { weight }) => sum + weight.value, 0);
  if (Math.abs(total - 100) <= 0.5) return;
  throw new PipelineError({
    code: "weights-incomplete",
    place: `sector weights of ${rows[0]?.weight.asOf}`,
    message: `The weights of the eleven sectors sum to ${total.toFixed(2)}%; 100% within 0.5 is expected.`,
    remedy: `Check the weights: ${rows.map(({ name, weight }) => `${name} ${weight.value}`).join(", ")}.`,
  });
}

/** level(t) / level(t-1) - 1 in percent, both closes of the day and the trading day before. */
function indexOf(desk: Desk, series: string): Figure | null {
  const [close, before] = [desk.on(series, desk.date), desk.on(series, desk.previousDate)];
  if (!close || !before) return null;
  return own.derived("index-return", {
    value: (close.value / before.value - 1) * 100,
    unit: "percent",
    inputs: [close, before],
    method: "(close / previous close - 1) * 100",
  });
}

function totalsOf(rows: readonly Row[], index: Figure) {
  const inputs = rows.map(({ contribution }) => contribution);
  const sum = own.derived("sum", {
    value: inputs.reduce((total, { value }) => total + value, 0),
    unit: "pp",
    inputs,
    method: "sum of the contributions, unrounded",
  });
  const residual = own.derived("residual", {
    value: index.value - sum.value,
    unit: "pp",
    inputs: [index, sum],
    method: "index return - sum of contributions",
  });
  const breadth = breadthOf(
    rows.map(({ weight, ownReturn }) => ({ weightPercent: weight.value, returnPercent: ownReturn.value })),
  );
  const returns = rows.map(({ ownReturn }) => ownReturn);
  const count = (name: string, value: number) =>
    own.derived(name, {
      value,
      unit: "count",
      inputs: returns,
      method: "sectors by sign of own return; under 0.005% is flat",
    });
  return {
    sum,
    residual,
    up: count("up", breadth.up),
    down: count("down", breadth.down),
    flat: count("flat", breadth.flat),
    upWeight: own.derived("up-weight", {
      value: breadth.upWeightPercent,
      unit: "probability",
      inputs: rows.flatMap(({ weight, ownReturn }) => [weight, ownReturn]),
      method: "weight of the sectors that rose / weight of all",
    }),
    meanReturn: own.derived("mean-return", {
      value: breadth.meanReturnPercent,
      unit: "percent",
      inputs: returns,
      method: "simple mean of the sector returns",
    }),
  };
}

function shapeOf(
  rows: readonly Row[],
  index: Figure,
  { up, down }: { up: Figure; down: Figure },
): Pick<View, "day" | "spread" | "against"> {
  const move = printed(index);
  const day = move === 0 ? "flat" : move > 0 ? "up" : "down";
  const spread =
    up.value === rows.length
      ? "all-up"
      : down.value === rows.length
        ? "all-down"
        : up.value + down.value === 0
          ? "all-flat"
          : "mixed";
  return { day, spread, against: againstOf(move, up.value - down.value) };
}

/** An index that moves less than this stands still beside a clear majority of its sectors. */
const STILL_PERCENT = 0.1;

function againstOf(move: number, lead: number): View["against"] {
  if (Math.abs(move) < STILL_PERCENT && Math.abs(lead) >= 5)
    return lead > 0 ? "more-up-index-still" : "more-down-index-still";
  if (move < 0 && lead > 0) return "more-up-index-down";
  return move > 0 && lead < 0 ? "more-down-index-up" : "none";
}

function extremesOf(
  rows: readonly Row[],
  byReturn: readonly Row[],
): Pick<View, "strongest" | "weakest" | "bestReturn" | "worstReturn"> {
  const level = (sorted: readonly Row[], pick: (row: Row) => Figure, end: 0 | -1) =>
    sorted.filter((row) => printed(pick(row)) === printed(pick(sorted.at(end)!)));
  return {
    strongest: level(rows, (row) => row.contribution, 0),
    weakest: level(rows, (row) => row.contribution, -1),
    bestReturn: level(byReturn, (row) => row.ownReturn, 0),
    worstReturn: level(byReturn, (row) => row.ownReturn, -1),
  };
}

function barsOf(
  id: string,
  rows: readonly Row[],
  pick: (row: Row) => Figure,
  unit: "pp" | "percent",
): View["returns"] {
  return {
    kind: "bars",
    id,
    unit,
    decimals: 2,
    layout: "rows",
    bars: rows.map((row) => ({ label: row.name, figure: pick(row) })),
  };
}

/** As a reader sees it, to two places. */
function printed({ value }: Figure): number {
  return roundHalfAway(value, 2);
}

function bySize(pick: (row: Row) => Figure): (a: Row, b: Row) => number {
  return (a, b) => pick(b).value - pick(a).value || (a.name < b.name ? -1 : 1);
}
