import { z } from "zod";
import { CAUSES } from "./delivery.ts";
import { IsoDateSchema } from "./unit.ts";

/** A figure that was printed otherwise before, in readers' words. null: not printed in that version. */
export const PrintedChangeSchema = z.strictObject({
  id: z.string().min(1),
  /** "Investment-grade spread: level". */
  name: z.string().min(1).max(200),
  was: z.string().max(60).nullable(),
  is: z.string().max(60).nullable(),
});
export type PrintedChange = z.infer<typeof PrintedChangeSchema>;

const EditionCorrectionSchema = z.strictObject({
  /** Id of the version that went out. */
  replaces: z.string().regex(/^\d{4}-\d{2}-\d{2}\/(free|paid)\/\d+$/, "a version such as 2025-11-05/free/1"),
  changes: z.array(PrintedChangeSchema),
});

const MadeCorrectionSchema = z.strictObject({
  cause: z.enum(CAUSES),
  /** For readers: one or two sentences. */
  note: z.string().min(1).max(600),
  /** The day on which it is corrected. */
  on: IsoDateSchema,
  editions: z.strictObject({
    free: EditionCorrectionSchema.optional(),
    paid: EditionCorrectionSchema.optional(),
  }),
});
/** What was corrected at one time, of one edition or of both. */
export type MadeCorrection = z.infer<typeof MadeCorrectionSchema>;

/** content/issues/<date>/correction.yaml: that the day's issue corrects one that went out, what is other, and why. */
export const IssueCorrectionSchema = z.strictObject({
  ...MadeCorrectionSchema.shape,
  /** Made before, of editions that are not corrected anew: they go on saying so. */
  earlier: z.array(MadeCorrectionSchema).optional(),
});
export type IssueCorrection = z.infer<typeof IssueCorrectionSchema>;
