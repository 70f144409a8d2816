import { z } from "zod";
import { BarsChartSchema, LineChartSchema, StepsChartSchema } from "../../model/chart.ts";
import { FigureSchema } from "../../model/figure.ts";
import { IsoDateSchema } from "../../model/unit.ts";

const F = FigureSchema.nullable();

export const RowSchema = z.strictObject({
  decision: IsoDateSchema,
  effective: IsoDateSchema,
  /** After the meeting, percent. */
  rate: FigureSchema,
  step: FigureSchema,
  cumulative: FigureSchema,
  /** Chance of a move in the path's direction at this meeting, 0 to 100. */
  chance: FigureSchema,
  /** The one or two moves between which the step lies, the lower first. */
  outcomes: z.array(z.strictObject({ move: FigureSchema, probability: FigureSchema })).min(1),
  /** Chance that the range is by then lower (easing) or higher (tightening) than today's. */
  by: FigureSchema,
  /** Quarter points expected by then in the path's direction: a mean, no probability. */
  expected: FigureSchema,
  misfit: F,
  uncertainty: F,
  /** The same meeting as the trading day before priced it; null where that day did not reach it. */
  before: z.strictObject({ rate: FigureSchema, step: FigureSchema, chance: FigureSchema }).nullable(),
  rateChange: F,
  stepChange: F,
  chanceChange: F,
  /** Whether the two chances differ as whole percents. */
  chanceMoved: z.boolean(),
});
export type Row = z.infer<typeof RowSchema>;

/** A target range after the last listed meeting. */
const RangeSchema = z.strictObject({ lower: FigureSchema, upper: FigureSchema, probability: FigureSchema });
export type Range = z.infer<typeof RangeSchema>;

/** The sum priced by one and the same meeting over the last sixty trading days. */
const HistorySchema = z.strictObject({
  decision: IsoDateSchema,
  isLast: z.boolean(),
  /** Where it is not the last: the share of the days with prices that a meeting must have to be the history's; null where none has. */
  commonPercent: z.int().nullable(),
  /** The sum today goes further than on any of at least ten days before. */
  extreme: z.enum(["most", "least"]).nullable(),
  /** The latest day that went as far; null where none of the stored ones did. */
  since: IsoDateSchema.nullable(),
  /** How many days have a value. */
  days: z.int(),
  /** Whether a decision left the sum on one of the days. */
  decided: z.boolean(),
  /** The last day on which a move of the rate was no longer part of the sum; null where none was. Days before it are not compared. */
  movedOn: IsoDateSchema.nullable(),
  /** The days that are compared: the first, and how many. */
  stretch: z.strictObject({ first: IsoDateSchema, days: z.int() }),
  /** Lowest and highest sum of them; null where it is today's. */
  low: F,
  high: F,
  chart: LineChartSchema,
});

/** The second input at the meetings that both reach, each read for itself. */
const SecondSchema = z.strictObject({
  instrument: z.enum(["futures", "ois", "tenor-ois"]),
  rows: z
    .array(
      z.strictObject({ decision: IsoDateSchema, first: FigureSchema, rate: FigureSchema, gap: FigureSchema }),
    )
    .min(1),
  last: z.strictObject({ decision: IsoDateSchema, rate: FigureSchema, gap: FigureSchema }),
  furthest: z.strictObject({ decision: IsoDateSchema, gap: FigureSchema }),
});

export const View = z.strictObject({
  instrument: z.enum(["futures", "ois"]),
  direction: z.enum(["easing", "tightening", "flat"]),
  effr: FigureSchema,
  rangeLower: F,
  rangeUpper: F,
  /** A decision that the effective rate does not carry yet. */
  pending: z.strictObject({ decision: IsoDateSchema, effective: IsoDateSchema }).nullable(),
  /** The rate at which the path itself begins, and how far that is from the effective rate, bp. */
  start: FigureSchema,
  startGap: FigureSchema,
  rows: z.array(RowSchema).min(1),
  last: RowSchema,
  /** From the effective rate to the last rate, bp. */
  total: FigureSchema,
  /** What is priced from here on: the total, or the sum of the steps where a decision is pending. */
  ahead: FigureSchema,
  /** Quarter points priced in the path's direction. */
  moves: FigureSchema,
  /** The extreme of the path; at its end it is no trough, only the last rate that is listed. Null for a flat path. */
  terminal: z
    .strictObject({
      row: RowSchema,
      kind: z.enum(["trough", "peak"]),
      endOfHorizon: z.boolean(),
      /** From the extreme to the last listed rate, bp. */
      back: FigureSchema,
    })
    .nullable(),
  biggest: RowSchema,
  /** The meeting whose rates a price error moves most. */
  roughest: RowSchema.nullable(),
  /** The first meeting at which a move in the path's direction is more likely than not. */
  likely: RowSchema.nullable(),
  /** Within a year its day and month name it. */
  likelyWithinYear: z.boolean(),
  /** Ranges of 0.05 % and more after the last listed meeting, lowest first; null where today's range is not known. */
  ranges: z.array(RangeSchema).nullable(),
  likeliest: RangeSchema.nullable(),
  /** The last rate, and the sum to it, against the path priced the trading day before, at the same meeting. */
  change: F,
  changeTotal: F,
  /** True where the two differ as printed: the effective rate itself has moved. */
  effrMoved: z.boolean(),
  /** Meetings whose own contract disagrees with its neighbours by more than 2 bp. */
  misfits: z.array(RowSchema),
  stepSum: FigureSchema,
  /** Prices older than the day, left out: the first and last month or decision that they are of, and their newest date. */
  stale: z
    .strictObject({ first: IsoDateSchema, last: IsoDateSchema, newest: IsoDateSchema, count: z.int() })
    .nullable(),
  /** Why the list goes no further. */
  end: z.strictObject({
    why: z.enum(["prices", "calendar", "two-decisions"]),
    decision: IsoDateSchema.nullable(),
  }),
  /** Whether the trading day before priced any of these meetings. */
  before: z.boolean(),
  dayBefore: IsoDateSchema,
  /** What the running month's contract says of its remaining days, where that is off the effective rate by more than ticks explain. */
  rest: z
    .strictObject({ month: IsoDateSchema, days: z.int(), rate: FigureSchema, gap: FigureSchema })
    .nullable(),
  history: HistorySchema.nullable(),
  /** Trading days of the last sixty that tell the sum to a common meeting, and that meeting; too few of them, and there is no history. */
  stored: z.strictObject({ days: z.int(), decision: IsoDateSchema }),
  second: SecondSchema.nullable(),
  path: StepsChartSchema,
  cumulative: BarsChartSchema,
  /** What a reader must know of where the prices come from. */
  note: z.string().nullable(),
});
export type View = z.infer<typeof View>;
