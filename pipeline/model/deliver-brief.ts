import { z } from "zod";

/** A batch of letters of one version, for whichever worker comes first. */
export const DeliverBriefSchema = z.strictObject({
  /** "2025-11-05/free/1". */
  version: z.string().regex(/^\d{4}-\d{2}-\d{2}\/(free|paid)\/\d+$/),
  /** The orders that were put at one moment: what ends one of them ends all. */
  put: z.string().min(1),
  /** How many were put. */
  orders: z.int().min(1),
  /** So many letters at most. */
  batch: z.int().min(1),
  /** How long deferred ones are waited for while nothing is accepted; 0: they are left to whoever put the orders. */
  runMinutes: z.number().nonnegative(),
  /** Of an order for what was left: how many were accepted when one was last, and when that was. */
  last: z.strictObject({ accepted: z.int().nonnegative(), at: z.iso.datetime() }).nullable(),
});
export type DeliverBrief = z.infer<typeof DeliverBriefSchema>;

const IsoSchema = z.iso.datetime();

/** How a worker's batch ended, as who put the orders reads it. */
export const DeliveredSchema = z.object({
  put: z.string(),
  accepted: z.int().nonnegative(),
  end: z.discriminatedUnion("why", [
    z.object({ why: z.literal("done") }),
    z.object({ why: z.literal("batch ended") }),
    z.object({ why: z.literal("asked to stop") }),
    z.object({ why: z.literal("taken over") }),
    z.object({ why: z.literal("deferred left"), next: IsoSchema }),
    z.object({ why: z.literal("content refused"), reply: z.string() }),
    z.object({ why: z.literal("no relay"), reasons: z.array(z.string()) }),
  ]),
});
export type Delivered = z.infer<typeof DeliveredSchema>;
