import { z } from "zod";
import { IsoDateSchema, IsoInstantSchema } from "./unit.ts";

/**
 * What came of asking a source, whatever the status line said:
 * - `ok`: rows as expected, or word that nothing changed
 * - `empty`: an answer with nothing in it
 * - `stale`: rows, but older than they should be by now
 * - `soft_error`: an error dressed as an answer, such as an HTML page with status 200
 * - `shape_changed`: not the format that it was: a column gone, a body cut short
 * - `rate_limited`, `blocked`, `auth`: refused for pace, as a robot, or for the key
 * - `http_error`: no answer, or one that is none: timeouts, resets, 4xx, 5xx, a redirect that may not be followed
 */
export const VerdictSchema = z.enum([
  "ok",
  "empty",
  "stale",
  "soft_error",
  "shape_changed",
  "rate_limited",
  "blocked",
  "auth",
  "http_error",
]);
export type Verdict = z.infer<typeof VerdictSchema>;

/** One asking of one source: a row of the archive's log. */
export const VisitSchema = z.strictObject({
  at: IsoInstantSchema,
  /** The wire format's id, such as "treasury-xml", or a feed's. */
  source: z.string(),
  /** The address without its key. */
  place: z.string(),
  verdict: VerdictSchema,
  /** A full sentence where the verdict is not `ok`, and where it is but a reader should know more. */
  reason: z.string().nullable(),
  /** The series that were asked for. */
  series: z.array(z.string()),
  /** The newest observation that came, over all of them. */
  newest: IsoDateSchema.nullable(),
});
export type Visit = z.infer<typeof VisitSchema>;
