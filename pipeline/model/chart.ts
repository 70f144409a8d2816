import { z } from "zod";
import { FigureSchema } from "./figure.ts";
import { type IsoDate, IsoDateSchema, UnitSchema } from "./unit.ts";

/**
 * What a chart shows, in figures and columns, before any words: sections make it, fill words it (ChartSpec), world draws it.
 */

// A line of five years has some 1,300 days: as columns they are looked at in a loop, not one schema each.
const DatesSchema = z.custom<IsoDate[]>(
  (value) => Array.isArray(value) && value.length >= 2 && value.every((date) => ISO.test(String(date))),
  "two dates or more",
);
const ValuesSchema = z.custom<(number | null)[]>(
  (value) => Array.isArray(value) && value.every((one) => one === null || Number.isFinite(one)),
  "finite numbers and nulls",
);
const ISO = /^\d{4}-\d{2}-\d{2}$/;

/** A stretch of time that is shaded behind a line: a recession. Both days are inside it; `to` null is "and since". */
const ShadeSchema = z.strictObject({ from: IsoDateSchema, to: IsoDateSchema.nullable(), label: z.string() });
export type Shade = z.infer<typeof ShadeSchema>;

/** Bars from a zero line, drawn in the order given; a label that is an ISO date is printed as a date. */
export const BarsChartSchema = z.strictObject({
  kind: z.literal("bars"),
  id: z.string(),
  unit: UnitSchema,
  decimals: z.int(),
  /** Rows: a name left, a bar from the zero line. Columns: one above the other's date, for a few dated values. */
  layout: z.enum(["rows", "columns"]),
  bars: z.array(z.strictObject({ label: z.string(), figure: FigureSchema })).min(1),
});

/** A daily line with a mean, shaded bands and marked points, and further lines beside it. */
export const LineChartSchema = z.strictObject({
  kind: z.literal("line"),
  id: z.string(),
  unit: UnitSchema,
  decimals: z.int(),
  dates: DatesSchema,
  values: ValuesSchema,
  /** The last value, labelled at the line's end. */
  end: FigureSchema,
  /** A horizontal line, dashed, with its word. */
  levels: z.array(z.strictObject({ name: z.string(), figure: FigureSchema })),
  /** A dot at the figure's asOf, with its word: high, tight. */
  points: z.array(z.strictObject({ name: z.string(), figure: FigureSchema })),
  /** Half-open [from, to) bands in the unit of the line; `to` null is "and above". */
  bands: z.array(z.strictObject({ from: z.number(), to: z.number().nullable(), label: z.string() })),
  /** Further lines over the same dates, each with a label at its own end; left out where there is one line. */
  others: z.array(z.strictObject({ name: z.string(), values: ValuesSchema, end: FigureSchema })).optional(),
  /** Stretches of time behind the line, those inside its dates only; left out where there are none. */
  shades: z.array(ShadeSchema).optional(),
});

/** A rate that steps from date to date: the policy path. */
export const StepsChartSchema = z.strictObject({
  kind: z.literal("steps"),
  id: z.string(),
  unit: UnitSchema,
  decimals: z.int(),
  /** The rate today, from `from` on. */
  start: z.strictObject({ date: IsoDateSchema, figure: FigureSchema }),
  /** The rate that holds from `date` on. */
  steps: z.array(z.strictObject({ date: IsoDateSchema, figure: FigureSchema })).min(1),
  /** How far the last step is drawn. */
  to: IsoDateSchema,
  /** The target range now, shaded; null where it is not known. */
  range: z.strictObject({ lower: FigureSchema, upper: FigureSchema }).nullable(),
});

/** A small line without axes. */
export const SparkChartSchema = z.strictObject({
  kind: z.literal("spark"),
  id: z.string(),
  unit: UnitSchema,
  decimals: z.int(),
  dates: DatesSchema,
  values: ValuesSchema,
  end: FigureSchema,
});

const DotSchema = z.strictObject({
  label: z.string(),
  figure: FigureSchema,
  change: FigureSchema,
  level: FigureSchema,
});

/** Moves of different units compared in standard deviations: dots on either side of a zero line, each with its change and its level. */
export const DotsChartSchema = z.strictObject({
  kind: z.literal("dots"),
  id: z.string(),
  /** Of the dots and their axis. */
  unit: UnitSchema,
  decimals: z.int(),
  rows: z.array(DotSchema).min(1),
});

const EndsSchema = z.strictObject({
  last: FigureSchema,
  low: FigureSchema,
  high: FigureSchema,
  decimals: z.int(),
});
/** `values` over the chart's dates and its last, lowest and highest; empty and null where there is nothing to draw. */
const PanelSchema = z.strictObject({ name: z.string(), values: ValuesSchema, ends: EndsSchema.nullable() });

/** Lines of their own, small and side by side over the same dates. */
export const PanelsChartSchema = z.strictObject({
  kind: z.literal("panels"),
  id: z.string(),
  dates: DatesSchema,
  /** "own": each line fills its panel. "common": one scale for all, so that heights compare. */
  scale: z.enum(["own", "common"]),
  panels: z.array(PanelSchema).min(2).max(8),
});

export const ChartSchema = z.discriminatedUnion("kind", [
  BarsChartSchema,
  LineChartSchema,
  StepsChartSchema,
  SparkChartSchema,
  DotsChartSchema,
  PanelsChartSchema,
]);
export type Chart = z.infer<typeof ChartSchema>;
export type BarsChart = z.infer<typeof BarsChartSchema>;
export type LineChart = z.infer<typeof LineChartSchema>;
export type StepsChart = z.infer<typeof StepsChartSchema>;
export type SparkChart = z.infer<typeof SparkChartSchema>;
export type DotsChart = z.infer<typeof DotsChartSchema>;
export type PanelsChart = z.infer<typeof PanelsChartSchema>;

/** A number as it is printed on a chart, and the figure behind it. */
export const LabelSchema = z.strictObject({ text: z.string(), figure: z.string(), value: z.number() });
export type Label = z.infer<typeof LabelSchema>;

const Size = { width: z.int().positive(), height: z.int().positive() };

/** A chart with all its words: everything that can be seen is in here, so drawing needs no formatting and no clock. */
export const ChartSpecSchema = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("bars"),
    id: z.string(),
    ...Size,
    alt: z.string(),
    layout: z.enum(["rows", "columns"]),
    bars: z.array(z.strictObject({ name: z.string(), label: LabelSchema })),
  }),
  z.strictObject({
    kind: z.literal("line"),
    id: z.string(),
    ...Size,
    alt: z.string(),
    unitWord: z.string(),
    dates: z.array(IsoDateSchema),
    values: z.array(z.number().nullable()),
    end: LabelSchema,
    levels: z.array(z.strictObject({ label: LabelSchema })),
    points: z.array(z.strictObject({ date: IsoDateSchema, label: LabelSchema })),
    bands: z.array(z.strictObject({ from: z.number(), to: z.number().nullable(), label: z.string() })),
    others: z.array(z.strictObject({ values: z.array(z.number().nullable()), end: LabelSchema })).optional(),
    shades: z.array(ShadeSchema).optional(),
  }),
  z.strictObject({
    kind: z.literal("steps"),
    id: z.string(),
    ...Size,
    alt: z.string(),
    unitWord: z.string(),
    start: z.strictObject({ date: IsoDateSchema, label: LabelSchema }),
    steps: z.array(z.strictObject({ date: IsoDateSchema, label: LabelSchema })),
    to: IsoDateSchema,
    range: z.strictObject({ lower: LabelSchema, upper: LabelSchema, label: z.string() }).nullable(),
  }),
  z.strictObject({
    kind: z.literal("spark"),
    id: z.string(),
    ...Size,
    alt: z.string(),
    values: z.array(z.number().nullable()),
    end: LabelSchema,
  }),
  z.strictObject({
    kind: z.literal("dots"),
    id: z.string(),
    ...Size,
    alt: z.string(),
    unitWord: z.string(),
    rows: z.array(
      z.strictObject({ name: z.string(), label: LabelSchema, change: LabelSchema, level: LabelSchema }),
    ),
  }),
  z.strictObject({
    kind: z.literal("panels"),
    id: z.string(),
    ...Size,
    alt: z.string(),
    /** Panels side by side. */
    across: z.int().positive(),
    dates: z.array(IsoDateSchema),
    scale: z.enum(["own", "common"]),
    /** Where there is nothing to draw: "n/a". */
    nothing: z.string(),
    panels: z.array(
      z.strictObject({
        name: z.string(),
        values: z.array(z.number().nullable()),
        ends: z.strictObject({ last: LabelSchema, low: LabelSchema, high: LabelSchema }).nullable(),
      }),
    ),
  }),
]);
export type ChartSpec = z.infer<typeof ChartSpecSchema>;

/** The colours of charts by their part in them, as "#rrggbb". */
export interface ChartColours {
  readonly ink: string;
  readonly grey: string;
  readonly hairline: string;
  readonly band: string;
  readonly positive: string;
  readonly negative: string;
  readonly paper: string;
}

/** The letters of charts; each file is a path below the installed packages, or a data: address that holds the woff2 file itself. */
export interface ChartFont {
  readonly family: string;
  /** The kind of letter where the family is not at hand: "sans-serif". */
  readonly generic: string;
  readonly regular: string;
  readonly bold: string;
}

/** How a chart looks: said with the chart, so that the same words in another theme are another drawing. */
export interface ChartLook {
  readonly colours: ChartColours;
  readonly font: ChartFont;
  /** Sizes of letters in px of the drawing: of labels at a line's end, of others, and of ticks. */
  readonly sizes: { readonly end: number; readonly label: number; readonly tick: number };
}

/** A chart ready to be drawn; without a look it is drawn plain. */
export type DressedChart = ChartSpec & { readonly look?: ChartLook };
