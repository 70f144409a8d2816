import { z } from "zod";
import { IsoDateSchema } from "./unit.ts";

/** One row of the levels around which the simulated market wanders; between two rows they change in a straight line. */
const SampleLevelsSchema = z.strictObject({
  date: IsoDateSchema,
  /** Equity index, points. */
  index: z.number().positive(),
  /** Implied volatility, points. */
  volatility: z.number().positive(),
  /** Percent: where the market thinks that the committee will end. */
  wantedRate: z.number(),
  /** Percent. */
  longYield: z.number(),
  /** bp, of the investment-grade OAS. */
  spread: z.number().positive(),
});

/** One sector of the simulated index. */
const SampleSectorSchema = z.strictObject({
  /** As in the series' id: `ENERGY` of `SPX.SECTOR.ENERGY.RETURN`. */
  code: z.string().regex(/^[A-Z_]+$/),
  name: z.string().min(1),
  /** Percent of the index at the first and at the last row of `levels`. */
  weight: z.tuple([z.number().positive(), z.number().positive()]),
  /** Percent for one percent of the index. */
  beta: z.number(),
  /** Percent for one bp of the long yield. */
  perYieldBp: z.number(),
  /** Standard deviation of a day's own move in a calm market, percent. */
  scatter: z.number().nonnegative(),
});
export type SampleSector = z.infer<typeof SampleSectorSchema>;

/** content/sample/market.yaml: what the simulated market is like. */
export const SampleMarketSchema = z.strictObject({
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
  levels: z.array(SampleLevelsSchema).min(2),
  sectors: z.array(SampleSectorSchema).length(11),
});
export type SampleMarket = z.infer<typeof SampleMarketSchema>;

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
