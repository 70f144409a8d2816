import { z } from "zod";
import { IdentitySchema } from "./identity.ts";
import { MoverSchema } from "./told.ts";
import { IsoDateSchema } from "./unit.ts";

/** Why a section has no view, for the template to say; what a kind does not speak of is empty or null. */
export const AbsenceSchema = z.strictObject({
  kind: z.enum([
    "no-observation",
    "no-current-observation",
    "few-observations",
    "no-asset",
    "no-input",
    "nothing-recent",
    "no-headline",
    "nothing-ahead",
    "no-effr",
    "no-price",
    "no-meeting",
    "no-index-close",
    "index-close-not-positive",
    "some-sectors",
    "no-sectors",
    "no-company",
  ]),
  /** Of series, sectors or instruments, in the order in which they are told. */
  names: z.array(z.string()),
  /** The day of the newest that there is. */
  newest: IsoDateSchema.nullable(),
  /** How far ahead was looked. */
  until: IsoDateSchema.nullable(),
  /** Observations that are needed, or sectors or companies that are meant. */
  count: z.int().nullable(),
});
export type Absence = z.infer<typeof AbsenceSchema>;

/** One section as computed: a view, or the reason why there is none. */
export const SectionReportSchema = z.strictObject({
  id: z.string(),
  title: z.string(),
  /** Finished figures for the template; its shape is the section's own schema. */
  view: z.unknown(),
  /** Where `view` is null. */
  unavailable: AbsenceSchema.nullable(),
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
  omitted: z.array(
    z.strictObject({
      id: z.string(),
      title: z.string(),
      /** Printed in the paid edition: its teaser stands behind so many of the sections. null: no edition prints it. */
      at: z.int().nonnegative().nullable().default(null),
    }),
  ),
});
export type Report = z.infer<typeof ReportSchema>;
