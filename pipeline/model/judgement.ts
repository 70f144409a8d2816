import { z } from "zod";

/** What collect thought of a series when it put it together: a row left out, a second source that stood in, two that disagree. */
export const JudgementSchema = z.strictObject({
  series: z.string(),
  /** `refused` stops the issue until a person has looked; `noted` is told. */
  verdict: z.enum(["noted", "refused"]),
  /** Which rule: "jump", "second source", "newer than its parts". */
  rule: z.string(),
  /** Full sentences with figures and dates. */
  message: z.string(),
  remedy: z.string().optional(),
});
export type Judgement = z.infer<typeof JudgementSchema>;
