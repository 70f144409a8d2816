import { z } from "zod";
import { AuctionsSchema, CycleTurnSchema, ReleaseDaysSchema } from "./agenda.ts";
import { HeadlineSchema } from "./headline.ts";
import { MarketCalendarsSchema } from "./holidays.ts";
import { JudgementSchema } from "./judgement.ts";
import { MeetingCalendarSchema } from "./meeting.ts";
import { SeriesSchema } from "./series.ts";
import { IsoDateSchema } from "./unit.ts";
import { VisitSchema } from "./visit.ts";

/** What this issue saw. Frozen: nothing is added after collect, and no observation in it is dated after `date`. */
export const SnapshotSchema = z.strictObject({
  date: IsoDateSchema,
  /** The NYSE trading day before `date`. */
  previousDate: IsoDateSchema,
  /** True for simulated data: every page says so and nothing of it can be sent. */
  simulated: z.boolean(),
  /** Sentences that every page must carry about where all this came from. */
  notices: z.array(z.string()),
  series: z.record(z.string(), SeriesSchema),
  /** Series that a section needs, that are not optional, and of which nothing came: the gate refuses for each. */
  missing: z.array(z.string()),
  headlines: z.array(HeadlineSchema),
  /** Items refused at the door, for the gate: what, where, why. */
  refused: z.array(z.strictObject({ place: z.string(), reason: z.string() })),
  /** The last visit to each address, as far as the source keeps such a log: why something is old or missing. */
  visits: z.array(VisitSchema),
  /** What was thought of the series when they were put together. */
  judgements: z.array(JudgementSchema),
  calendars: MarketCalendarsSchema,
  meetings: MeetingCalendarSchema,
  /** Days of releases, past and ahead; empty where nobody told of any. */
  releases: z.array(ReleaseDaysSchema).default([]),
  /** The desk's list of auctions; null where it keeps none. */
  auctions: AuctionsSchema.nullable().default(null),
  /** Peaks and troughs of the economy that had been announced; empty where nobody told of any. */
  turns: z.array(CycleTurnSchema).default([]),
});
export type Snapshot = z.infer<typeof SnapshotSchema>;
