import { type FaultDetail, PipelineError } from "../../errors.ts";
import type { ApprovalRules } from "../../model/approval.ts";
import type { Correction } from "../../model/delivery.ts";
import type { DeliverySettings } from "../../model/delivery-settings.ts";
import type { Tier } from "../../model/subscriber.ts";
import type { IsoDate } from "../../model/unit.ts";
import type { IssuePlace } from "../../rebuild/issue-place.ts";
import type { Section } from "../../sections/section.ts";
import type { Approvals } from "../../world/approvals/approvals.ts";
import type { Deliveries, Subscribers } from "../../world/mailing/mailing.ts";
import { approvalState } from "../approval/approval.ts";
import { issuePlace } from "../settings/own-edition.ts";
import { correctionOf, readIssueCorrection } from "./issue-correction.ts";
import type { Allowed, Known, KnownEdition, KnownVersion } from "./known.ts";
import { readKnownBuild } from "./read-known-build.ts";
import type { UnmailableWorld } from "./unmailable.ts";

/** What is to be sent. */
export interface Asked {
  readonly root: string;
  readonly date: IsoDate;
  /** In the order in which they are sent. */
  readonly tiers: readonly Tier[];
  readonly allowed: Allowed;
}

/** The desk's rules for it. */
export interface SendingRules {
  readonly settings: DeliverySettings;
  readonly approval: ApprovalRules;
  readonly sections: readonly Section[];
  /** Secrets and authorities' files that are missing. */
  readonly faults: readonly FaultDetail[];
}

export type KnowingWorld = UnmailableWorld & {
  readonly approvals: Approvals;
  readonly deliveries: Pick<Deliveries, "versions" | "tally" | "listChange">;
  readonly subscribers: Pick<Subscribers, "count">;
};

/** All that `preflight` judges: the folders of the editions, approvals, the list and what was sent before. */
export async function readKnown(asked: Asked, rules: SendingRules, world: KnowingWorld): Promise<Known> {
  const { root, date, tiers, allowed } = asked;
  const corrections = await readIssueCorrection({ root, date }, world);
  const editions: KnownEdition[] = [];
  for (const tier of tiers) {
    const place = await issuePlace({ root, date, edition: tier }, world);
    editions.push(await readEdition(place, { rules, correction: correctionOf(corrections, tier) }, world));
  }
  const versions = await world.deliveries.versions({});
  const lastFrozenAt =
    versions
      .map(({ frozenAt }) => frozenAt)
      .sort()
      .at(-1) ?? null;
  const { settings, faults } = rules;
  return { date, now: world.now(), settings, editions, faults, lastFrozenAt, allowed };
}

async function readEdition(
  place: IssuePlace,
  { rules, correction }: { readonly rules: SendingRules; readonly correction: Correction | null },
  world: KnowingWorld,
): Promise<KnownEdition> {
  const { date, edition: tier } = place;
  return {
    tier,
    place,
    readers: await world.subscribers.count({ tier, state: "active" }),
    build: await orFaults(readKnownBuild(place, rules, world)),
    newest: await readNewest(place, rules, world),
    correction,
    change: await world.deliveries.listChange(tier, date),
  };
}

async function readNewest(
  { date, edition }: IssuePlace,
  { approval: rules }: SendingRules,
  { deliveries, approvals, now }: KnowingWorld,
): Promise<KnownVersion | null> {
  const versions = await deliveries.versions({ date, edition });
  const counted = await Promise.all(
    versions.map(async (version) => {
      const tally = await deliveries.tally(version.id);
      return { version, rows: Object.values(tally).reduce((sum, count) => sum + count, 0) };
    }),
  );
  // One that was kept, and whose readers a limit left for later, has gone out to nobody: the one before it is still what readers have.
  const newest = counted.findLast(({ rows }) => rows > 0) ?? counted.at(-1);
  if (!newest) return null;
  const acts = await approvals.of(date);
  return { ...newest, approval: approvalState(acts, newest.version.bound, { rules, now: now() }) };
}

/** An edition that is not whole is told with all the other reasons. */
async function orFaults<T>(reading: Promise<T>): Promise<T | { readonly faults: readonly FaultDetail[] }> {
  return reading.catch((error: unknown) => {
    if (error instanceof PipelineError && error.code === "artifact-missing") return { faults: error.faults };
    throw error;
  });
}
