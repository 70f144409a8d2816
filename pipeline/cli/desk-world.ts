import { readStanding, type StandingWorld } from "../desk/approval/read-standing.ts";
import { standingOf } from "../desk/approval/standing.ts";
import { issuePlace } from "../desk/settings/own-edition.ts";
import { readConfig } from "../desk/settings/read-config.ts";
import type { Edition } from "../model/edition.ts";
import type { IssuePlace } from "../rebuild/issue-place.ts";
import { allSections } from "../sections/all.ts";
import { realNow } from "../world/clock.ts";
import { realFiles } from "../world/files.ts";
import { keptOn } from "../world/kept.ts";
import { filesOf, type Surroundings } from "./database-of.ts";
import { approvalsOf } from "./stores.ts";

/** Of the same files the settings are read once, however many commands one process runs. */
const KEPT = keptOn(null);

/** What commands on an issue's way need: the desk's rules, and where the approvals are. */
export async function openDesk(
  surroundings: Surroundings,
  root: string,
): Promise<{
  readonly edition: Edition;
  readonly rules: Edition["approval"];
  readonly world: StandingWorld;
}> {
  const { edition } = await readConfig(root, allSections, { files: realFiles, kept: KEPT });
  const world = {
    files: filesOf(surroundings, root),
    now: realNow,
    approvals: approvalsOf(surroundings, root),
  };
  return { edition, rules: edition.approval, world };
}

/** How an edition of an issue stands, in one line: for the preview. @throws PipelineError, where it cannot be read */
export async function standingLine(
  surroundings: Surroundings,
  asked: Pick<IssuePlace, "root" | "date" | "edition">,
): Promise<string> {
  const { rules, world } = await openDesk(surroundings, asked.root);
  const place = await issuePlace(asked, world);
  return standingOf(await readStanding(place, { rules, sections: allSections }, world)).line;
}
