import { z } from "zod";

/** What `build` was asked for, as an order holds it: in the order of its keys, by which a build knows an earlier one. */
const RequestSchema = z.strictObject({
  /** null: that of content/tracker.yaml. */
  edition: z.enum(["free", "paid", "both"]).nullable(),
  from: z.enum(["collect", "compute", "fill"]),
  only: z.array(z.enum(["md", "html", "pdf", "email"])).nullable(),
  appendix: z.boolean(),
  papers: z.array(z.enum(["a4", "letter"])).nullable(),
  data: z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("sample"), scenario: z.string() }),
    z.strictObject({ kind: z.literal("directory"), folder: z.string() }),
    z.strictObject({
      kind: z.literal("archive"),
      knownAt: z.string().nullable(),
      offline: z.boolean(),
    }),
  ]),
});

/** A day that is to be built, as it lies in the queue. */
export const BuildBriefSchema = z.strictObject({
  date: z.iso.date(),
  /** The moment at which the day was found to be over. */
  now: z.string(),
  request: RequestSchema,
  /** The program and its browser, by hash. */
  program: z.string(),
  /** The settings, texts, templates and assets that the day is made with, by hash. */
  content: z.string(),
});
export type BuildBrief = z.infer<typeof BuildBriefSchema>;
