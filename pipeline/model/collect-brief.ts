import { z } from "zod";
import { IsoDateSchema } from "./unit.ts";
import { VisitSchema } from "./visit.ts";

/** What a worker is told that is to ask one source. */
export const CollectBriefSchema = z.strictObject({
  date: IsoDateSchema,
  source: z.string(),
  /** null: none but that of the worker's own environment. */
  mirror: z.string().nullable(),
  backfillFrom: IsoDateSchema.nullable(),
});
export type CollectBrief = z.infer<typeof CollectBriefSchema>;

/** What came of each visit to it. */
export const CollectedSchema = z.array(
  z.strictObject({
    visit: VisitSchema,
    requests: z.number(),
    unchanged: z.boolean(),
    silent: z.boolean(),
    recorded: z.array(
      z.strictObject({ series: z.string(), source: z.string(), added: z.number(), revised: z.number() }),
    ),
    headlines: z.number(),
  }),
);
