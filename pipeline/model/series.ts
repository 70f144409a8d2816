import { z } from "zod";
import { CalendarIdSchema, IsoDateSchema, IsoInstantSchema, UnitSchema } from "./unit.ts";

/** Where a fact was read. `place` is a file below the source's folder, or a URL without its key. */
export const OriginSchema = z.strictObject({
  source: z.string(),
  place: z.string(),
  /** SHA-256 of the raw bytes, in hex. */
  sha256: z.string(),
  /** null for a file that lies there: when it came is not known. */
  retrievedAt: IsoInstantSchema.nullable(),
  /** What a reader must know of it: "derived from FedWatch tables, not settlements". */
  note: z.string().optional(),
  /** What its publisher allows: "headline and link only". For the desk; a reader need not know. */
  rights: z.string().optional(),
});
export type Origin = z.infer<typeof OriginSchema>;

/**
 * A series as columns, oldest first: `dates[i]`, `values[i]` and `lines[i]` belong together; null is "no observation".
 * `origins[originOf[i]]` is where row i was read; without `originOf`, all rows come from `origins[0]`.
 */
export const SeriesSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  unit: UnitSchema,
  calendar: CalendarIdSchema,
  dates: z.array(IsoDateSchema),
  values: z.array(z.number().nullable()),
  lines: z.array(z.int()).optional(),
  origins: z.array(OriginSchema).min(1),
  originOf: z.array(z.int()).optional(),
  /** For what is not published daily: so many calendar days after its newest observation it is old. */
  maxAgeDays: z.int().positive().optional(),
  /** Of prices that count on a new policy rate from the calendar day after a decision; without it, from the business day after. */
  newRateFrom: z.literal("next-day").optional(),
  /** Of dates whose value was revised: the value that stood there before. */
  revisedFrom: z.record(IsoDateSchema, z.number()).optional(),
});
export type Series = z.infer<typeof SeriesSchema>;

/** One value of one series on one day, with the place where it stands. */
export const ObservationSchema = z.strictObject({
  series: z.string(),
  date: IsoDateSchema,
  value: z.number(),
  unit: UnitSchema,
  origin: OriginSchema,
  line: z.int().optional(),
  /** The value that the source gave for this date before it revised it. */
  revisedFrom: z.number().optional(),
});
export type Observation = z.infer<typeof ObservationSchema>;

/** Many observations of one series, named by their span: the input of a mean, a high or a percentile. Both ends included. */
export const WindowSchema = z.strictObject({
  series: z.string(),
  unit: UnitSchema,
  from: IsoDateSchema,
  to: IsoDateSchema,
  /** Valid observations in the span. */
  count: z.int(),
  /** Share of the calendar's days in the span that have a valid observation, 0 to 1; null where there is no calendar. */
  coverage: z.number().nullable(),
  /** Of each source the reading that the newest of its rows comes from; those of all rows stand in the series. */
  origins: z.array(OriginSchema),
  /** Readings that its rows come from, where they are more than `origins`. */
  readings: z.int().optional(),
});
export type Window = z.infer<typeof WindowSchema>;
