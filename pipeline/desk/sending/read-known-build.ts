import type { ApprovalRules } from "../../model/approval.ts";
import type { DeliverySettings } from "../../model/delivery-settings.ts";
import { readFindings } from "../../products.ts";
import { type IssuePlace, outFolder } from "../../rebuild/issue-place.ts";
import type { Section } from "../../sections/section.ts";
import type { World } from "../../world/world.ts";
import { readBound } from "../approval/approval-bound.ts";
import { readStanding, type StandingWorld } from "../approval/read-standing.ts";
import { standingOf } from "../approval/standing.ts";
import { checkBuilt } from "../check-built.ts";
import { PRODUCTS } from "./approved-bytes.ts";
import type { KnownBuild } from "./known.ts";
import { type UnmailableWorld, unmailable } from "./unmailable.ts";

/** What lies in the folder of an edition. @throws PipelineError artifact-missing, where it is not whole */
export async function readKnownBuild(
  place: IssuePlace,
  {
    approval: rules,
    sections,
    settings,
  }: {
    readonly approval: ApprovalRules;
    readonly sections: readonly Section[];
    readonly settings: DeliverySettings;
  },
  world: StandingWorld & UnmailableWorld,
): Promise<KnownBuild> {
  const bound = await readBound(place, world);
  const gates = [...(await readFindings(place, world)), ...(await checkBuilt(place, world))];
  const standing = standingOf(await readStanding(place, { rules, sections }, world));
  return {
    bound,
    gates: gates.filter(({ verdict, gate }) => verdict === "refused" && gate !== "approval"),
    standing,
    approval: standing.approval,
    simulated: await readSimulated(place, world),
    withoutProducts: await absent(place, world),
    unmailable: await unmailable(place, { bound, settings }, world),
  };
}

/** Of the whole report that one word: its sections are not looked at. */
export async function readSimulated(
  place: IssuePlace,
  { files }: Pick<World, "files">,
): Promise<boolean | null> {
  const bytes = await files.read(`${outFolder(place)}/report.json`);
  if (!bytes) return null;
  try {
    const report: { readonly simulated?: unknown } | null = JSON.parse(new TextDecoder().decode(bytes));
    return typeof report?.simulated === "boolean" ? report.simulated : null;
  } catch {
    return null;
  }
}

async function absent(place: IssuePlace, { files }: Pick<World, "files">): Promise<readonly string[]> {
  const names = new Set(await files.list(outFolder(place)));
  return PRODUCTS.filter((name) => !names.has(name));
}
