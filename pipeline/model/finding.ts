import { z } from "zod";

/**
 * What a gate says. `refused` stops approve and send; `not evaluated` means that there was nothing to check: it is never green.
 */
export const FindingSchema = z.strictObject({
  gate: z.string(),
  verdict: z.enum(["passed", "noted", "refused", "not evaluated"]),
  /** Section, figure, file or line. */
  place: z.string(),
  message: z.string(),
  remedy: z.string().optional(),
});
export type Finding = z.infer<typeof FindingSchema>;
