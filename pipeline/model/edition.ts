import { z } from "zod";
import type { Paper } from "./artifacts.ts";
import {
  AnchorsSchema,
  Mag7Schema,
  ModelsSchema,
  RateSensitivitySchema,
  RatesShockSchema,
  RegimeSchema,
  SignalsSchema,
  WatchSchema,
} from "./section-settings.ts";
import { CalendarIdSchema, IsoDateSchema, UnitSchema } from "./unit.ts";

/** One band of a spread: from its cut point up to the next one. */
const BandSchema = z.strictObject({ from: z.number(), label: z.string().min(1), to: z.number().nullable() });
export type Band = z.infer<typeof BandSchema>;

/** A word list that sends a headline to a theme or names its speaker. */
const WordGroupSchema = z.strictObject({ name: z.string().min(1), words: z.array(z.string().min(1)).min(1) });
export type WordGroup = z.infer<typeof WordGroupSchema>;

/** How long a section waits for a late figure, and how full a history must be before it speaks of its years. */
export const PatienceSchema = z.strictObject({
  /** Days on which the figure's market was open since its newest observation; more, and the figure is n/a. */
  missedDays: z.int().nonnegative(),
  /** Share of its calendar's days that a window must hold, 0 to 1; less, and what is computed over it is n/a. */
  coverage: z.number().min(0).max(1),
});
export type Patience = z.infer<typeof PatienceSchema>;

/** content/tracker.yaml: what an issue holds and how it is cut. Refused as a whole when any field is wrong. */
export const EditionSchema = z.strictObject({
  title: z.string().min(1),
  edition: z.enum(["free", "paid"]),
  sections: z.array(z.string()).min(1),
  /** What readers see above each section; one that is not named bears the product's own name for it. */
  titles: z.record(z.string(), z.string().min(1)).default({}),
  /** Of these sections, those that the free edition leaves out. */
  paidOnly: z.array(z.string()).default([]),
  /** What the free edition says in the place of such a section, without figures: one or two sentences, no Markdown. */
  teasers: z.record(z.string(), z.string().min(1).max(400)).default({}),
  keyFigures: z.strictObject({
    index: z.string(),
    longYield: z.string(),
    shortYield: z.string(),
    spread: z.string(),
    volatility: z.string(),
    /** Further series, each a row below the six. */
    also: z.array(z.string()).default([]),
  }),
  headlines: z.strictObject({
    /** Hour in New York up to which a headline belongs to the day's issue. */
    cutoff: z.string().regex(/^\d{2}:\d{2}$/, "an hour such as 18:30"),
    perTheme: z.int().positive(),
    themes: z.array(WordGroupSchema),
    speakers: z.array(WordGroupSchema),
  }),
  sectors: z.strictObject({ index: z.string(), residualPrintedFromPp: z.number().nonnegative() }),
  ig: z.strictObject({
    series: z.string(),
    /** Further instruments, each under its own name, never mixed. */
    beside: z.array(z.string()),
    /** From here on the cycle's tight is counted. */
    cycleStart: IsoDateSchema,
    /** Calendar years whose highs are named beside the level: 2020, 2022. */
    referenceYears: z.array(z.int()),
    /** Per instrument, sorted, from 0 without gap to "and above". */
    bands: z.record(z.string(), z.array(BandSchema)),
  }),
  policy: z.strictObject({
    input: z.enum(["futures", "ois"]),
    /** Compared with the first where both are at hand; never mixed with it. */
    second: z.enum(["futures", "ois", "tenor-ois"]).nullable().default(null),
  }),
  models: ModelsSchema,
  regime: RegimeSchema,
  mag7: Mag7Schema,
  rateSensitivity: RateSensitivitySchema,
  signals: SignalsSchema,
  anchors: AnchorsSchema,
  ratesShock: RatesShockSchema,
  watch: WatchSchema,
  /** Who must agree before an issue may go out. */
  approval: z
    .strictObject({
      /** So many different people must approve the same bytes. */
      people: z.int().min(1).max(5).default(1),
      /** An approved issue waits so long before it may go out, so that somebody may still stop it. */
      holdMinutes: z.int().nonnegative().max(1440).default(0),
      /** Names that may approve; empty: anybody who gives a name. */
      approvers: z.array(z.string().min(1)).default([]),
    })
    .prefault({}),
  /** What old or thin data a section may still speak of; "default" is for those that are not named. */
  patience: z.record(z.string(), PatienceSchema.partial()).default({}),
});
export type EditionSettings = z.infer<typeof EditionSchema>;

/** What an issue holds, how it is cut, and on which papers it is printed: those of the theme, or of `--paper`. */
export type Edition = EditionSettings & {
  readonly papers: readonly Paper[];
  /** Where a reader of the free edition asks for the paid one; left out where there is no site. */
  readonly subscribe?: string | null;
};

/** content/sources.yaml: one line per series: its name, unit, calendar and where each source finds it. */
export const SeriesPlanSchema = z.strictObject({
  name: z.string().min(1),
  unit: UnitSchema,
  calendar: CalendarIdSchema,
  /** Values outside are refused: a percent given as bp, a hundredfold error. */
  plausible: z.tuple([z.number(), z.number()]),
  /** Below a data folder (`--data`): the file, and the factor from its unit to ours (0.81 percent is 81 bp: 100). */
  file: z.string().optional(),
  factor: z.number().default(1),
  /** The column of that file; left out, `value`. */
  column: z.string().optional(),
  /** A folder does not say when a figure was published: it counts as known so many calendar days after its date, */
  publishedAfterDays: z.int().nonnegative().default(0),
  /** and of these dates on the day named. */
  publishedOn: z.record(IsoDateSchema, IsoDateSchema).default({}),
  /** An issue can be made without it: its figures are "n/a". Otherwise a missing file is a fault. */
  optional: z.boolean().default(false),
  note: z.string().optional(),
  /** Where the outside has it: source to symbol, best first. A later one fills the dates that the ones before do not have. */
  live: z.record(z.string(), z.string().min(1)).default({}),
  /** How far two sources may be apart, in the series' own unit; without it they are not compared. */
  tolerance: z.number().positive().optional(),
  /** Series of which this one is made by somebody else: it may not be newer than the oldest of them. */
  parts: z.array(z.string()).default([]),
  /** For what is not published daily: so many days may pass after the newest observation. */
  maxAgeDays: z.int().positive().optional(),
  /** Days whose implausible move a person has looked at and found true. */
  accepted: z.array(IsoDateSchema).default([]),
});
export type SeriesPlan = z.infer<typeof SeriesPlanSchema>;

/** A feed: its address, how old its newest item may be, and what may be done with it. */
export const FeedPlanSchema = z.strictObject({
  name: z.string().min(1),
  url: z.url({ protocol: /^https$/ }),
  /** Days since the newest item after which the feed counts as stuck. */
  maxAgeDays: z.int().positive(),
  /** What the publisher allows: "headline and link only". */
  rights: z.string().min(1),
  minItems: z.int().nonnegative().default(1),
});
export type FeedPlan = z.infer<typeof FeedPlanSchema>;

export const SourcesSchema = z.strictObject({
  series: z.record(z.string(), SeriesPlanSchema),
  /** Tables below a data folder that hold many series. */
  tables: z.strictObject({
    sectors: z.strictObject({ file: z.string(), note: z.string() }),
    futures: z.strictObject({
      file: z.string(),
      note: z.string(),
      /** Prices derived from CME's own tool count the calendar day after a decision as the first at the new rate; settlements do not. */
      newRateFrom: z.literal("next-day").optional(),
    }),
    headlines: z.strictObject({ file: z.string(), note: z.string() }),
    /** Market values of the index's members; without it the weights of single companies are n/a. */
    members: z.strictObject({ file: z.string(), note: z.string() }).optional(),
  }),
  /** News feeds by a short name: the word that stands behind each of its lines. */
  feeds: z.record(z.string().regex(/^[a-z0-9-]+$/), FeedPlanSchema).default({}),
});
export type Sources = z.infer<typeof SourcesSchema>;
