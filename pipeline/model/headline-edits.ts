import { z } from "zod";

/** A YAML line with a colon and a space in it, unquoted, is a setting and no words. */
const words = (what: string, most: number) =>
  z
    .string({ error: `Expected ${what} as text; one with a colon or a # in it must stand in quotes` })
    .trim()
    .min(3, `Expected ${what}, found fewer than three characters`)
    .max(most, `Expected ${what} of at most ${most} characters`);

/** A headline by its id, its link, its title or a beginning of it that no other has. */
const NameSchema = words("a headline's id, link or title", 2000);

/** A setting with nothing behind it is a list with nothing in it. */
const listOf = <T extends z.ZodType>(one: T) =>
  z
    .array(one, { error: "Expected a list, a line each, with a hyphen before it" })
    .nullish()
    .transform((list): z.output<T>[] => list ?? []);

/** content/issues/<date>/headlines.yaml: what the writer does with the lines that the feeds brought. */
export const HeadlineEditsSchema = z.strictObject({
  /** To stand first in their theme, however many there are. */
  pin: listOf(NameSchema),
  /** Not to be printed. */
  drop: listOf(NameSchema),
  retitle: listOf(z.strictObject({ headline: NameSchema, title: words("a title", 400) })),
});
export type HeadlineEdits = z.infer<typeof HeadlineEditsSchema>;
