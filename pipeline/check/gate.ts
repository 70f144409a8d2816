import type { Artifacts } from "../model/artifacts.ts";
import type { Filled } from "../model/filled.ts";
import type { Finding } from "../model/finding.ts";
import type { Report } from "../model/report.ts";
import type { Snapshot } from "../model/snapshot.ts";
import type { IsoDate } from "../model/unit.ts";
import type { Statement, WrittenText } from "../model/written.ts";

/** All that a gate may look at. */
export interface Checked {
  readonly date: IsoDate;
  readonly snapshot: Snapshot;
  readonly report: Report;
  readonly filled: Filled;
  readonly artifacts: Artifacts;
  /** What people wrote, and what was read out of it. */
  readonly texts: readonly WrittenText[];
  readonly statements: readonly Statement[];
  /** Days that a series may have missed before a section that needs it calls it n/a. */
  readonly patience: (series: string) => number;
}

/** A gate looks at one thing and says what it found; having had nothing to look at, it says so. */
export type Gate = (checked: Checked) => readonly Finding[];
