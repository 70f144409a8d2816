import { z } from "zod";
import { IdentitySchema } from "./identity.ts";
import { MoverSchema } from "./told.ts";
import { IsoDateSchema } from "./unit.ts";

/** One section as computed: a view, or the reason why there is none. */
export const SectionReportSchema = z.strictObject({
  id: z.string(),
  title: z.string(),
  /** Finished figures for the template; its shape is the section's own schema. */
  view: z.unknown(),
  /** A full sentence for the reader where `view` is null. */
  unavailable: z.string().nullable(),
  /** What must hold between the view's figures; empty where there is no view. */
  identities: z.array(IdentitySchema),
});
export type SectionReport = z.infer<typeof SectionReportSchema>;

/** All sections of an issue, in the order in which they are printed. */
export const ReportSchema = z.strictObject({
  date: IsoDateSchema,
  previousDate: IsoDateSchema,
  simulated: z.boolean(),
  notices: z.array(z.string()),
  /** Series of which the newest figure is older than the day, by that date: a mixed-date issue says so. */
  dated: z.array(z.strictObject({ asOf: IsoDateSchema, names: z.array(z.string()) })),
  /** What moved most against its own history since the issue before, over all sections, the largest first. */
  changed: z.array(MoverSchema),
  sections: z.array(SectionReportSchema),
  /** Sections that the edition does not print: named in the footer, never silently absent. */
  omitted: z.array(z.strictObject({ id: z.string(), title: z.string() })),
});
export type Report = z.infer<typeof ReportSchema>;
