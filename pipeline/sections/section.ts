import type { z } from "zod";
import type { Desk } from "../finance/desk.ts";
import type { Edition } from "../model/edition.ts";
import type { Identity } from "../model/identity.ts";
import type { MeetingCalendar } from "../model/meeting.ts";
import type { Absence } from "../model/report.ts";
import type { LevelAhead, Mover, Told } from "../model/told.ts";
import type { IsoDate } from "../model/unit.ts";

/** A series that a section reads. Collect brings it from `from` on; a missing one is for the section to state. */
export interface Need {
  readonly series: string;
  readonly from: IsoDate;
}

/** Thrown by nobody: returned where a section cannot be made, with what the template says to the reader in its place. */
export interface Unavailable {
  readonly unavailable: Absence;
}

/** What an issue can say: one folder under sections/, one template of the same name. */
export interface Section<View = unknown> {
  readonly id: string;
  /** Its name among the desk's tools, and for readers where the edition gives none. */
  readonly title: string;
  needs(edition: Edition, date: IsoDate, meetings: MeetingCalendar): readonly Need[];
  /** The contract with the template: figures, nulls, enumerations and names, no prose. */
  readonly view: z.ZodType<View>;
  compute(desk: Desk, edition: Edition, told?: Told): View | Unavailable;
  /** True for a section that speaks of all others: it is computed after them, and `told` holds what they tell. */
  readonly listens?: boolean;
  /** The figures of the view that may be named as moving most, whether they moved or not. */
  movers?(view: View, desk: Desk, edition: Edition): readonly Mover[];
  /** The levels that matter for the view's figures. */
  levels?(view: View, desk: Desk, edition: Edition): readonly LevelAhead[];
  /** What must hold between the view's own figures; the gates hold it. */
  identities?(view: View): readonly Identity[];
}

/** Keeps a section's own view type, so that `compute` is checked against `view`. */
export function defineSection<View>(section: Section<View>): Section<View> {
  return section;
}
