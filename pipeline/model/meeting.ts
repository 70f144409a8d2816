import { z } from "zod";
import { IsoDateSchema } from "./unit.ts";

/** A scheduled or unscheduled rate decision; notation votes and calls without a decision are none. */
export const MeetingSchema = z.strictObject({
  /** The day on which the decision is announced; it still carries the old rate. */
  decision: IsoDateSchema,
  kind: z.enum(["regular", "unscheduled"]),
  projections: z.boolean().default(false),
});
export type Meeting = z.infer<typeof MeetingSchema>;

/** The known part of the FOMC calendar: after `knownTo` nothing can be told of a month without a meeting. */
export const MeetingCalendarSchema = z.strictObject({
  knownTo: IsoDateSchema,
  meetings: z.array(MeetingSchema),
});
export type MeetingCalendar = z.infer<typeof MeetingCalendarSchema>;
