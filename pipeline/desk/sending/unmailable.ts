import type { Mailing, MailingOf } from "../../deliver/message/mailing.ts";
import { type FaultDetail, PipelineError } from "../../errors.ts";
import type { Bound } from "../../model/approval.ts";
import type { DeliverySettings } from "../../model/delivery-settings.ts";
import { type IssuePlace, placeName } from "../../rebuild/issue-place.ts";
import type { World } from "../../world/world.ts";
import { builtForms } from "./mail-forms.ts";
import { NO_KEY, trialVersion } from "./trial-version.ts";

export type UnmailableWorld = Pick<World, "files" | "now"> & {
  mailingOf(of: MailingOf): Mailing | Promise<Mailing>;
};

/** Why no letter can be made of what lies in an edition's folder, found by making one; none where it can. */
export async function unmailable(
  place: IssuePlace,
  { bound, settings }: { readonly bound: Bound; readonly settings: DeliverySettings },
  world: UnmailableWorld,
): Promise<readonly FaultDetail[]> {
  if (!SHOWN.test(bound.subject)) return [noSubject(place)];
  const forms = await builtForms(place, Object.keys(bound.forms), world);
  const version = trialVersion(place, { bound, correction: null, at: world.now() });
  // Keys are looked at where they are read.
  const unsigned = { ...settings, dkim: null };
  try {
    await world.mailingOf({ version, forms, settings: unsigned, linkKey: NO_KEY, dkimKey: null, prefix: "" });
    return [];
  } catch (error) {
    if (!(error instanceof PipelineError)) throw error;
    return error.faults.map((fault) => ({ ...fault, place: inFolder(fault.place, place) }));
  }
}

/** Not spaces alone, nor letters without width. */
const SHOWN = /[\p{L}\p{N}\p{P}\p{S}]/u;

function noSubject(place: IssuePlace): FaultDetail {
  return {
    code: "artifact-missing",
    place: `${placeName(place)}/issue.md`,
    message: "Its title shows nothing, and it is the subject of every mail.",
    remedy: "Give it one, then build and approve it again.",
  };
}

/** "email.html of 2025-11-05/free/0", or "email.html" alone → "out/2025-11-05/email.html". */
function inFolder(told: string | undefined, place: IssuePlace): string {
  const name = /^(\S+?)(?: of \S+)?$/.exec(told ?? "")?.[1];
  return name === undefined ? (told ?? placeName(place)) : `${placeName(place)}/${name}`;
}
