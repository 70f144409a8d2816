import type { FaultDetail } from "../../errors.ts";
import type { Bound } from "../../model/approval.ts";
import type { Correction, Version } from "../../model/delivery.ts";
import type { DeliverySettings } from "../../model/delivery-settings.ts";
import type { Finding } from "../../model/finding.ts";
import type { Tier } from "../../model/subscriber.ts";
import type { IsoDate, IsoInstant } from "../../model/unit.ts";
import type { IssuePlace } from "../../rebuild/issue-place.ts";
import type { Deliveries } from "../../world/mailing/mailing.ts";
import type { ApprovalState } from "../approval/approval.ts";

/** What a person allows for one run. */
export interface Allowed {
  /** Finish what was begun, whatever lies in out/ now. */
  readonly resume: boolean;
  /** An issue whose day is long over. */
  readonly late: boolean;
  /** Share of the list, 0 to 1 and above; null: what content/delivery.yaml says. */
  readonly listChange: number | null;
}

/** What lies in the folder of an edition and how it stands with those who must agree. */
export interface KnownBuild {
  readonly bound: Bound;
  /** Refusals of findings.json, and of the comparison of the folder with its build. */
  readonly gates: readonly Finding[];
  /** As `standingOf` says it. */
  readonly standing: { readonly state: string; readonly blocks: readonly string[] };
  readonly approval: ApprovalState;
  /** null: report.json is not there, so nobody knows. */
  readonly simulated: boolean | null;
  /** Products that are kept beside what is sent, and are not there. */
  readonly withoutProducts: readonly string[];
  /** Why no letter can be made of it. */
  readonly unmailable: readonly FaultDetail[];
}

/** The newest version of an edition. */
export interface KnownVersion {
  readonly version: Version;
  /** Rows in the ledger of deliveries. */
  readonly rows: number;
  /** How those who approved it stand now: one may have taken it back. */
  readonly approval: ApprovalState;
}

export interface KnownEdition {
  readonly tier: Tier;
  /** Where it is built: "out/2025-11-05-paid" as people name it. */
  readonly place: IssuePlace;
  /** Active ones. */
  readonly readers: number;
  /** What is built, or why that is nothing. */
  readonly build: KnownBuild | { readonly faults: readonly FaultDetail[] };
  readonly newest: KnownVersion | null;
  /** What the day's issue corrects of this edition. */
  readonly correction: Correction | null;
  readonly change: Awaited<ReturnType<Deliveries["listChange"]>>;
}

/** All that is known before anything is sent. */
export interface Known {
  readonly date: IsoDate;
  readonly now: IsoInstant;
  readonly settings: DeliverySettings;
  /** The tiers that are asked for. */
  readonly editions: readonly KnownEdition[];
  /** Secrets and files of authorities that are missing. */
  readonly faults: readonly FaultDetail[];
  /** When a version was last kept, of whatever day; null: never. */
  readonly lastFrozenAt: IsoInstant | null;
  readonly allowed: Allowed;
}
