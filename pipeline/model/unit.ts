import { z } from "zod";

/** An ISO calendar date, `YYYY-MM-DD`, with no zone. */
export type IsoDate = string;
export const IsoDateSchema = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, "a date such as 2025-11-05");

/** An instant in UTC, `YYYY-MM-DDTHH:MM:SSZ`. */
export type IsoInstant = string;
export const IsoInstantSchema = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?Z$/, "an instant such as 2025-11-05T21:00:00Z");

/**
 * What a number counts. One meaning each:
 * - `percent`: a rate, a yield, a return or a weight; 4.17 is 4.17 %
 * - `bp`: a spread, or a change of a rate or a spread; 1 bp is 0.01 percentage point
 * - `pp`: a contribution to an index return, in percentage points of that return
 * - `index`: points of an index level
 * - `price`: a quoted price, such as 96.235 of a fed funds future
 * - `probability`: 0 to 100
 * - `percentile`: 0 to 100, the mid definition
 * - `sd`: standard deviations
 * - `count`: whole things
 * - `moves`: quarter points of the policy rate, in parts: 2.4
 * - `correlation`: from -1 to 1
 * - `score`: directional strength of a model, from -100 to +100
 * - `days`: observations of a daily series as a length of time, in parts: a half-life of 12.4
 * - `ratio`: a number without a unit, such as a t-statistic
 */
export const UnitSchema = z.enum([
  "percent",
  "bp",
  "pp",
  "index",
  "price",
  "probability",
  "percentile",
  "sd",
  "count",
  "moves",
  "correlation",
  "score",
  "days",
  "ratio",
]);
export type Unit = z.infer<typeof UnitSchema>;

/** Whose holidays decide whether a day should have an observation. */
export const CalendarIdSchema = z.enum(["nyse", "sifma", "fed", "every-day"]);
export type CalendarId = z.infer<typeof CalendarIdSchema>;
