import { z } from "zod";
import { FigureSchema } from "./figure.ts";

/**
 * A figure that moved since the last issue, measured by the history of its own moves. Sections hand theirs over; the issue ranks
 * those of all sections. `name` is the name of its series; where there is no series, null, and a template words the `key`.
 */
export const MoverSchema = z.strictObject({
  /** Unique among the movers of an issue: two sections that tell of one series give one key, and it is told once. */
  key: z.string(),
  name: z.string().nullable(),
  level: FigureSchema,
  /** Since the observation before, in the unit that the market quotes moves in: percent of a price, bp of a yield. */
  change: FigureSchema,
  /** The change in standard deviations of its own earlier changes, with its sign; unit `sd`. */
  size: FigureSchema,
});
export type Mover = z.infer<typeof MoverSchema>;

export const levelKinds = ["band-edge", "mean", "high", "low", "tight", "wide", "trigger", "range"] as const;

/** A level at which something changes, and how far away it is today. */
export const LevelAheadSchema = z.strictObject({
  key: z.string(),
  /** As of a mover: the series' name, or null where a template words the `key`. */
  name: z.string().nullable(),
  kind: z.enum(levelKinds),
  /** Names this one among several of its kind, such as a band's label or a signal's name; null where the kind says it. */
  label: z.string().nullable(),
  current: FigureSchema,
  level: FigureSchema,
  /** level - current, in the unit of both, or bp of a yield: how far the current figure has to go. */
  distance: FigureSchema,
  /** |distance| in standard deviations of the figure's daily changes: how near it is; null where that is not known. */
  daysMove: FigureSchema.nullable(),
});
export type LevelAhead = z.infer<typeof LevelAheadSchema>;

/** What the other sections of an issue have told, for the section that listens. */
export interface Told {
  readonly movers: readonly Mover[];
  readonly levels: readonly LevelAhead[];
}
