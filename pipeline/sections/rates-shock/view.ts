import { z } from "zod";
import { LineChartSchema } from "../../model/chart.ts";
import { FigureSchema } from "../../model/figure.ts";
import { IsoDateSchema } from "../../model/unit.ts";

const F = FigureSchema.nullable();
/** Observations. */
const WindowSchema = z.strictObject({ window: z.int() });

/** One change over so many observations: of one tenor, or n/a where the history does not hold it. */
const CellSchema = z.strictObject({
  /** The name of its tenor. */
  name: z.string(),
  /** Observations. */
  window: z.int(),
  /** bp; null without n + 1 observations, and where the window reaches over a splice. */
  change: F,
  /** Share of all changes of that length not larger to its side, percent (weak percentile). */
  percentile: F,
  isShock: z.boolean(),
});
export type Cell = z.infer<typeof CellSchema>;

const RowSchema = z.strictObject({
  name: z.string(),
  level: F,
  /** First observation of the history; null where there is none. */
  start: IsoDateSchema.nullable(),
  cells: z.array(CellSchema),
});
export type Row = z.infer<typeof RowSchema>;

/** The move that the section is about. */
const MainSchema = z.strictObject({
  name: z.string(),
  window: z.int(),
  /** Whose closes they are, which a reader must know to compare: the Federal Reserve's H.15, or not stated. */
  closes: z.enum(["h15", "other"]),
  /** "current": the newest observation is of the day. "closed": its market has been shut since. "stale": one is missing. */
  freshness: z.enum(["current", "closed", "stale"]),
  direction: z.enum(["rise", "fall", "unchanged"]),
  isShock: z.boolean(),
  level: FigureSchema,
  levelThen: FigureSchema,
  change: FigureSchema,
  /** change / level then, percent; null at or below a level of zero. */
  relative: F,
  /** 1 + the number of strictly larger changes to its side, of `ranked` changes in all. */
  rank: FigureSchema,
  ranked: FigureSchema,
  percentile: FigureSchema,
  start: IsoDateSchema,
  /** The latest earlier change at least as large to its side, by the day on which it ended; null where there is none. */
  since: z
    .strictObject({ change: FigureSchema, word: z.enum(["matched", "larger"]), overlaps: z.boolean() })
    .nullable(),
  /** The smallest rise and fall that are shocks; null where none is so rare, or changes are too few to tell. */
  shockRise: F,
  shockFall: F,
  /** The latest shock before this move; null where there is none. */
  lastShock: F,
});
export type Main = z.infer<typeof MainSchema>;

const LargeSchema = z.strictObject({ change: FigureSchema, level: FigureSchema, relative: F });
export type Large = z.infer<typeof LargeSchema>;

const SwapSchema = z.strictObject({
  name: z.string(),
  /** Swap less Treasury as quoted, bp; null where one of the two is not at hand. */
  spread: F,
  change: F,
  move: z.enum(["more-negative", "less-negative", "lower", "higher", "unchanged", "unknown"]),
  /** The same with the swap on the Treasury's bond basis. */
  onBondBasis: F,
});
export type Swap = z.infer<typeof SwapSchema>;

export const View = z.strictObject({
  main: MainSchema,
  /** From this percentile of history on a move is a shock. */
  shockPercentile: z.number(),
  /** The columns of the table. */
  windows: z.array(WindowSchema),
  rows: z.array(RowSchema),
  /** Other tenors and windows whose moves are shocks. */
  others: z.array(z.strictObject({ name: z.string(), windows: z.array(WindowSchema) })),
  /** The largest moves to today's side, one for each cluster of overlapping windows; empty unless today is a shock. */
  largest: z.array(LargeSchema),
  /** Joins of two instruments in the main tenor's history. */
  splices: z.array(z.strictObject({ on: IsoDateSchema })),
  swaps: z.array(SwapSchema),
  /** Of these swaps, those whose spread is n/a. */
  missingSwaps: z.array(z.strictObject({ name: z.string() })),
  chart: LineChartSchema.nullable(),
});
export type View = z.infer<typeof View>;
