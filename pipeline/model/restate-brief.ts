import { z } from "zod";

/** What a worker is told that is to look a version up again. */
export const RestateBriefSchema = z.strictObject({
  /** "2025-11-05/free/1". */
  version: z.string(),
  /** In units of the last place that was printed. */
  above: z.number().positive(),
});
export type RestateBrief = z.infer<typeof RestateBriefSchema>;

/** What it found. */
export const RestatedSchema = z.strictObject({
  figures: z.array(
    z.strictObject({
      id: z.string(),
      name: z.string(),
      was: z.string().nullable(),
      is: z.string().nullable(),
      places: z.number(),
    }),
  ),
  notCompared: z.string().nullable(),
});
