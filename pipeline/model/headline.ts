import { z } from "zod";
import { OriginSchema } from "./series.ts";
import { IsoInstantSchema } from "./unit.ts";

/** One line of news as it was read: words from outside, not yet escaped for any page. */
export const HeadlineSchema = z.strictObject({
  id: z.string(),
  /** Publication, UTC; null on the paste lane where none was given. */
  time: IsoInstantSchema.nullable(),
  /** The feed's or the pasting person's name for it: "wsj", "paste". */
  feed: z.string(),
  title: z.string().min(1).max(400),
  /** http or https, or none. */
  link: z.url({ protocol: /^https?$/ }).nullable(),
  origin: OriginSchema,
  line: z.int().optional(),
  /** The writer wants it first in its theme: content/issues/<date>/headlines.yaml. */
  pinned: z.literal(true).optional(),
  /** Under which it came, where the writer has given it another title. */
  originalTitle: z.string().optional(),
});
export type Headline = z.infer<typeof HeadlineSchema>;
