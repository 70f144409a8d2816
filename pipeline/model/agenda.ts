import { z } from "zod";
import { IsoDateSchema } from "./unit.ts";

/** How a release's day is guessed where nobody has published it: on a day of the month, on its first Friday, on every Thursday. */
export const ReleaseRuleSchema = z.strictObject({
  /** US.RELEASE.CPI */
  release: z.string(),
  kind: z.enum(["on", "first", "every"]),
  /** `on`: the day of the month. `first`, `every`: the weekday, 0 Monday to 4 Friday. */
  day: z.int(),
});
export type ReleaseRule = z.infer<typeof ReleaseRuleSchema>;

/** The auctions that a desk keeps a list of; whether there are others is known to `knownTo` only. */
export const AuctionsSchema = z.strictObject({
  knownTo: IsoDateSchema,
  auctions: z.array(z.strictObject({ date: IsoDateSchema, tenor: z.string(), source: z.string() })),
});
export type Auctions = z.infer<typeof AuctionsSchema>;

/** A turn of the economy: the month of a peak or trough by its first day, and the day on which it was announced. */
export const CycleTurnSchema = z.strictObject({
  turn: z.enum(["peak", "trough"]),
  turned: IsoDateSchema,
  announced: IsoDateSchema,
});
export type CycleTurn = z.infer<typeof CycleTurnSchema>;

/** What a desk knows of days besides meetings and holidays. */
export const AgendaSchema = z.strictObject({
  rules: z.array(ReleaseRuleSchema),
  /** null where the desk keeps no list. */
  auctions: AuctionsSchema.nullable(),
  /** Peaks and troughs in turn, oldest first; empty where the desk keeps no list. */
  turns: z.array(CycleTurnSchema).default([]),
});
export type Agenda = z.input<typeof AgendaSchema>;

/** The days of one release of economic figures. */
export const ReleaseDaysSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  /** As its publisher's calendar had them when this was collected, past and future, oldest first. */
  published: z.array(IsoDateSchema),
  /** Days ahead by rule, where the published ones do not reach. */
  estimated: z.array(IsoDateSchema),
});
export type ReleaseDays = z.infer<typeof ReleaseDaysSchema>;
