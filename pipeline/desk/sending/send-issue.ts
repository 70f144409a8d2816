import type { Mailing } from "../../deliver/message/mailing.ts";
import type { Version } from "../../model/delivery.ts";
import { PRODUCTS, readApproved } from "./approved-bytes.ts";
import { goesOut } from "./edition-findings.ts";
import type { Known, KnownEdition } from "./known.ts";
import { keptForms } from "./mail-forms.ts";
import { preflight } from "./preflight.ts";
import { readKnown } from "./read-known.ts";
import { inRounds, type Prepared } from "./rounds.ts";
import type { SendRequest, SendWorld, Sent } from "./sent.ts";

/**
 * The approved editions of a day to all their readers who have none yet: looked at, kept, entered in the ledger, handed over.
 *
 * @throws PipelineError delivery-busy (another process is sending), not-approved (files changed while they were read), and what stores throw
 */
export async function sendIssue(request: SendRequest, world: SendWorld): Promise<Sent> {
  const known = await readKnown(request.asked, request.rules, world);
  const findings = preflight(known);
  if (findings.some(({ verdict }) => verdict === "refused")) return { refused: findings };
  // All are kept and can be made into letters before the first is entered: what is wrong with the second stops both.
  const ready: Omit<Prepared, "enqueued">[] = [];
  for (const edition of known.editions.filter((one) => goesOut(one, known))) {
    const version = await keptVersion(edition, known, world);
    ready.push({ tier: edition.tier, version, mailing: await mailingFor(version, request, world) });
  }
  const entered: Prepared[] = [];
  let most = request.limit;
  for (const one of ready) {
    const enqueued = await world.deliveries.enqueue(one.version.id, world.now(), most);
    if (most !== null) most -= enqueued.issues + enqueued.corrections;
    entered.push({ ...one, enqueued });
  }
  const editions = await inRounds(entered, request, world);
  return { findings, editions, limited: most !== null && most <= 0 };
}

/** The version that is sent: with `resume` the one that was begun, else what lies there, if it is still what was looked at. */
async function keptVersion(
  { place, build, newest, correction, tier }: KnownEdition,
  { date, allowed }: Known,
  world: SendWorld,
): Promise<Version> {
  if (allowed.resume && newest) return newest.version;
  if (!("bound" in build)) throw new Error(`${tier} passed the preflight without a build`);
  const { bound, approval } = build;
  const files = await readApproved(place, bound, world);
  const approvedBy = approval.by.map(({ name, at }) => ({ name, at }));
  const version = { date, edition: tier, bound, approvedBy, correction, products: PRODUCTS };
  return world.deliveries.freeze(version, files, world.now());
}

async function mailingFor(
  version: Version,
  { rules: { settings }, secrets }: SendRequest,
  world: SendWorld,
): Promise<Mailing> {
  const { linkKey } = secrets;
  if (linkKey === null) throw new Error("the preflight passed without a key for links");
  const dkimKey = settings.dkim ? secrets.dkimKey : null;
  const forms = await keptForms(version, world.deliveries);
  return world.mailingOf({ version, forms, settings, linkKey, dkimKey, prefix: "" });
}
