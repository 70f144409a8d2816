import { createHash } from "node:crypto";
import type { Reader } from "../../deliver/message/mailing.ts";
import { type FaultDetail, PipelineError } from "../../errors.ts";
import type { DeliverySettings } from "../../model/delivery-settings.ts";
import type { Letter } from "../../model/letter.ts";
import type { Tier } from "../../model/subscriber.ts";
import type { IsoDate } from "../../model/unit.ts";
import type { IssuePlace } from "../../rebuild/issue-place.ts";
import { readBound } from "../approval/approval-bound.ts";
import { issuePlace } from "../settings/own-edition.ts";
import { correctionOf, readIssueCorrection } from "./issue-correction.ts";
import { builtForms } from "./mail-forms.ts";
import { readSimulated } from "./read-known-build.ts";
import { trialVersion } from "./trial-version.ts";
import type { UnmailableWorld } from "./unmailable.ts";

/** Letters of what lies in out/ now, for eyes at the desk: nothing is kept, entered or approved. */
export interface Trial {
  readonly tier: Tier;
  readonly place: IssuePlace;
  /** null: nothing says it. */
  readonly simulated: boolean | null;
  letterFor(reader: Reader): Letter;
}

export interface TrialRequest {
  readonly root: string;
  readonly date: IsoDate;
  readonly tiers: readonly Tier[];
  readonly settings: DeliverySettings;
  readonly linkKey: string;
  readonly dkimKey: string | null;
  /** Before the subject: "[Test] " or "". */
  readonly prefix: string;
}

export type TrialWorld = UnmailableWorld;

/** Of the tiers asked for, those whose edition is built. @throws PipelineError artifact-missing, where none is */
export async function trialsOf(request: TrialRequest, world: TrialWorld): Promise<readonly Trial[]> {
  const trials: Trial[] = [];
  const faults: FaultDetail[] = [];
  for (const edition of request.tiers) {
    const place = await issuePlace({ root: request.root, date: request.date, edition }, world);
    try {
      trials.push(await trialOf(place, request, world));
    } catch (error) {
      if (!(error instanceof PipelineError) || error.code !== "artifact-missing") throw error;
      faults.push(...error.faults);
    }
  }
  if (trials.length === 0) throw new PipelineError(faults);
  return trials;
}

async function trialOf(place: IssuePlace, request: TrialRequest, world: TrialWorld): Promise<Trial> {
  const { edition: tier } = place;
  const bound = await readBound(place, world);
  const forms = await builtForms(place, Object.keys(bound.forms), world);
  const correction = correctionOf(await readIssueCorrection(place, world), tier);
  const version = trialVersion(place, { bound, correction, at: world.now() });
  const { settings, linkKey, dkimKey, prefix } = request;
  const mailing = await world.mailingOf({ version, forms, settings, linkKey, dkimKey, prefix });
  return {
    tier,
    place,
    simulated: await readSimulated(place, world),
    letterFor: (reader) => mailing.letterFor(reader, correction ? "correction" : "issue"),
  };
}

const LETTERS = "abcdefghijklmnopqrstuvwxyz234567";
const ID_LETTERS = 16;

/**
 * Somebody at the desk, under an id that is nobody's on the list: the link to unsubscribe takes nobody off it.
 *
 * @param occasion another one makes another letter, which mail programs do not take for a copy
 */
export function trialReader(address: string, occasion: string): Reader {
  const bytes = createHash("sha256").update(`trial\n${address}\n${occasion}`).digest();
  const id = [...bytes.subarray(0, ID_LETTERS)].map((byte) => LETTERS[byte % LETTERS.length]).join("");
  return { id, address, name: null };
}
