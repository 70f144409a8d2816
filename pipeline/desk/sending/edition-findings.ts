import type { Finding } from "../../model/finding.ts";
import { approvalFindings } from "./approval-findings.ts";
import { buildFindings } from "./build-findings.ts";
import type { Known, KnownEdition, KnownVersion } from "./known.ts";
import { passed, refused, said } from "./sending-finding.ts";

/**
 * Whether an edition is one that this run is about: it has readers, and a correction of the other edition alone leaves it as it went out. With
 * `resume` it is one that was begun.
 */
export function goesOut(
  { readers, newest, correction }: KnownEdition,
  { allowed, editions }: Known,
): boolean {
  const isBegun = (newest?.rows ?? 0) > 0;
  if (allowed.resume) return isBegun;
  const correctsOther = correction === null && editions.some((other) => other.correction !== null);
  return (readers > 0 || isBegun) && !(isBegun && correctsOther);
}

/** What speaks for or against sending one edition. */
export function editionFindings(edition: KnownEdition, known: Known): readonly Finding[] {
  if (!goesOut(edition, known)) return [leftFinding(edition, known)];
  const { newest } = edition;
  const own = known.allowed.resume && newest ? resumeFindings(newest, known) : buildFindings(edition, known);
  return [...own, changeFinding(edition, known)];
}

function leftFinding({ tier, readers }: KnownEdition, { allowed }: Known): Finding {
  const place = `${tier} edition`;
  if (allowed.resume) return said("noted", place, "Nothing of it was begun: it is left out.");
  if (readers === 0) return said("noted", place, `No ${tier} reader is active: it is left out.`);
  return said("noted", place, "The day's issue corrects the other edition alone: this one stays as it is.");
}

/** What was begun was approved and checked then; only those who approved may have thought again. */
function resumeFindings({ version, approval }: KnownVersion, known: Known): readonly Finding[] {
  const kept = passed(version.id, "Its bytes are kept as they were approved.");
  const asked = { place: version.id, words: known.date, approval, blocks: [] };
  return [kept, ...approvalFindings(asked, known)];
}

function changeFinding({ tier, change }: KnownEdition, { settings, allowed }: Known): Finding {
  const place = `${tier} list`;
  if (!change) return said("not evaluated", place, "No earlier issue was sent to hold the list against.");
  const { last, now, joined, left } = change;
  const share = (joined + left) / Math.max(1, last);
  const most = allowed.listChange ?? settings.listChange;
  const words = `${last} readers at the last issue, ${now} now: ${joined} joined and ${left} left, ${percent(share)}`;
  if (share <= most) return passed(place, `${words}.`);
  return refused(
    place,
    `${words}. At most ${percent(most)} may have changed.`,
    `Look at it: npx tracker subscribers list. If it is right, add --list-change ${Math.ceil(share * 100)}.`,
  );
}

function percent(share: number): string {
  return `${Math.round(share * 1000) / 10}%`;
}
