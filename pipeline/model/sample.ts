import { z } from "zod";
import type { IsoDate } from "./unit.ts";

/** One row of content/sample/levels.csv; between two rows the levels change in a straight line. */
export interface SampleLevels {
  readonly date: IsoDate;
  /** Equity index, points. */
  readonly index: number;
  /** Implied volatility, points. */
  readonly volatility: number;
  /** Percent: where the market thinks that the committee will end. */
  readonly wantedRate: number;
  /** Percent. */
  readonly longYield: number;
  /** bp, of the investment-grade OAS. */
  readonly spread: number;
}

/** One row of content/sample/sectors.csv. */
export interface SampleSector {
  /** As in the series' id: `ENERGY` of `SPX.SECTOR.ENERGY.RETURN`. */
  readonly code: string;
  readonly name: string;
  /** Percent of the index at the first and at the last row of the levels. */
  readonly firstWeight: number;
  readonly lastWeight: number;
  /** Percent for one percent of the index. */
  readonly beta: number;
  /** Percent for one bp of the long yield. */
  readonly perYieldBp: number;
  /** Standard deviation of a day's own move in a calm market, percent. */
  readonly scatter: number;
}

/** How a row of assets.csv and macro.csv counts: in percent of its line, or in the series' own unit. */
export type SampleKind = "relative" | "absolute";

/** A column of landmarks by date; between two of them the line is straight. */
interface SampleLine {
  readonly id: string;
  readonly kind: SampleKind;
  /** Places of publication. */
  readonly places: number;
  /** One for each landmark date of the table. */
  readonly landmarks: readonly number[];
}

/** One row of content/sample/assets.csv: a daily series. */
export interface SampleAsset extends SampleLine {
  /** The series that an absolute row stands on, or "". */
  readonly over: string;
  readonly times: number;
  /** For one point of the gap from the two-year to the ten-year yield, on an absolute row. */
  readonly slope: number;
  /** For one percent of the equity index away from its line. */
  readonly index: number;
  /** For one bp of the ten-year yield away from its line. */
  readonly yield: number;
  /** For one percent of implied volatility away from its line. */
  readonly volatility: number;
  /** Standard deviation of a day's own move. */
  readonly sd: number;
  /** What is left of an own move a day later, below 1. */
  readonly keep: number;
  /** Percent of the index at the last landmark; 0 where it is no member. */
  readonly weight: number;
}

export const sampleFrequencies = [
  "month",
  "quarter",
  "fiscal-year",
  "wednesday",
  "friday",
  "saturday",
] as const;
export type SampleFrequency = (typeof sampleFrequencies)[number];

export const sampleCycles = ["none", "growth", "prices", "volatility"] as const;
export type SampleCycle = (typeof sampleCycles)[number];

/** One row of content/sample/macro.csv: a series that is not published daily. */
export interface SampleMacro extends SampleLine {
  readonly every: SampleFrequency;
  readonly cycle: SampleCycle;
  /** For one unit of the cycle. */
  readonly share: number;
  /** Standard deviation of an observation's own noise. */
  readonly sd: number;
}

/** Rows with the dates of their landmarks, oldest first. */
export interface SampleTable<Row> {
  readonly dates: readonly IsoDate[];
  readonly rows: readonly Row[];
}

/** content/sample/market.yaml. */
export const SampleSettingsSchema = z.strictObject({
  /** Another seed is another history. */
  seed: z.int(),
  policy: z.strictObject({
    /** Lower limit of the target range before the first known meeting, percent. */
    startLower: z.number().nonnegative(),
    /** EFFR above the lower limit, percent. */
    effrAbove: z.number().positive(),
    /** Share of the gap to the wanted rate that a meeting is expected to close: with projections, and without. */
    share: z.strictObject({ projections: z.number(), plain: z.number() }),
  }),
});
export type SampleSettings = z.infer<typeof SampleSettingsSchema>;

/** What the simulated market is like. */
export interface SampleMarket extends SampleSettings {
  readonly levels: readonly SampleLevels[];
  readonly sectors: readonly SampleSector[];
  readonly assets: SampleTable<SampleAsset>;
  readonly macro: SampleTable<SampleMacro>;
}

/** What happens on the asked day instead of a drawn move; a field that is left out is drawn. */
const SampleMoveSchema = z.strictObject({
  indexPercent: z.number().optional(),
  volatilityPoints: z.number().optional(),
  yieldsBp: z.number().optional(),
  spreadsBp: z.number().optional(),
  /** Times the sectors' own moves: 0 leaves beta and yields alone. */
  sectorScatter: z.number().nonnegative().default(1),
  everySectorFalls: z.boolean().default(false),
});
export type SampleMove = z.infer<typeof SampleMoveSchema>;

/** One entry of content/sample/scenarios.yaml. Series are named by their ids or by how these begin. */
export const SampleScenarioSchema = z.strictObject({
  says: z.string().min(1),
  absent: z.array(z.string()).default([]),
  /** Every series but `except` ends so many trading days before the asked day. */
  stopped: z.strictObject({ tradingDays: z.int().positive(), except: z.array(z.string()) }).optional(),
  move: SampleMoveSchema.optional(),
  /** The asked day is the first of a new on-the-run series. */
  newCreditSeries: z.boolean().default(false),
  /** Policy prices for so many meetings only. */
  meetings: z.int().positive().optional(),
  headlines: z.enum(["normal", "none", "hostile"]).default("normal"),
});
export type SampleScenario = z.infer<typeof SampleScenarioSchema>;
export const SampleScenariosSchema = z.record(z.string(), SampleScenarioSchema);
