import type { Finding } from "../../model/finding.ts";
import { placeName, placeWords } from "../../rebuild/issue-place.ts";
import { changedForms } from "../approval/approval.ts";
import { formsWords, momentWords } from "../approval/standing.ts";
import { approvalFindings } from "./approval-findings.ts";
import type { Known, KnownBuild, KnownEdition } from "./known.ts";
import { passed, refused, said } from "./sending-finding.ts";

/** What speaks for or against the bytes that lie in the folder of an edition. */
export function buildFindings(edition: KnownEdition, known: Known): readonly Finding[] {
  const { build, place } = edition;
  if (!("bound" in build)) return missingFindings(edition, build.faults);
  const below = placeName(place);
  const asked = {
    place: below,
    words: placeWords(place),
    approval: build.approval,
    blocks: build.standing.blocks,
  };
  return [
    dataFinding(below, build),
    ...wholeFindings(below, build),
    ...gateFindings(below, build),
    ...approvalFindings(asked, known),
    ...versionFindings(edition, build, known),
  ];
}

function missingFindings(
  { tier, readers, place }: KnownEdition,
  faults: Extract<KnownEdition["build"], { readonly faults: unknown }>["faults"],
): readonly Finding[] {
  const without = `Or leave its ${readers} readers out: --tier ${tier === "free" ? "paid" : "free"}.`;
  return faults.map((fault) =>
    refused(
      fault.place ?? placeName(place),
      `The ${tier} edition has ${readers} active readers and is not whole. ${fault.message}`,
      `${fault.remedy ?? `Run: npx tracker build ${placeWords(place)}.`} ${without}`,
    ),
  );
}

function dataFinding(below: string, { simulated, gates }: KnownBuild): Finding {
  if (simulated === true || gates.some(({ gate }) => gate === "simulated"))
    return refused(
      below,
      "It is made of simulated sample data, which never goes to readers.",
      "Build it from real sources; --dry-run shows what would go out.",
    );
  if (simulated === false) return passed(below, "Its figures are observed and not simulated.");
  return said("not evaluated", below, "Nothing says whether its figures are simulated.");
}

function wholeFindings(below: string, { withoutProducts, unmailable }: KnownBuild): readonly Finding[] {
  const again = "Build it again with all its forms, and approve that.";
  return [
    ...withoutProducts.map((name) =>
      refused(`${below}/${name}`, "It is not there, and is kept beside what is sent.", again),
    ),
    ...unmailable.map(({ place = below, message, remedy }) => refused(place, message, remedy ?? again)),
  ];
}

function gateFindings(below: string, { gates, standing, approval }: KnownBuild): readonly Finding[] {
  const refusing = gates.filter(({ gate }) => gate !== "simulated");
  if (refusing.length > 0) return refusing;
  // What keeps an approved issue back and is no gate: a fault in the day's texts.
  if (gates.length === 0 && approval.state === "approved" && standing.state !== "approved")
    return standing.blocks.map((block) => refused(below, block, undefined));
  return gates.length > 0 ? [] : [passed(below, "No gate refuses it, and it is what was built.")];
}

/** What went out once goes out otherwise only as a correction of just that. */
function versionFindings(
  { newest, correction, tier }: KnownEdition,
  { bound }: KnownBuild,
  { date }: Known,
): readonly Finding[] {
  if (!newest || newest.rows === 0) {
    if (correction === null) return [];
    const remedy = `Take content/issues/${date}/correction.yaml away and build again.`;
    return [refused(correction.replaces, `No ${tier} edition went out that could be corrected.`, remedy)];
  }
  const { version } = newest;
  const changed = changedForms(version.bound, bound);
  if (changed.length === 0)
    return [passed(version.id, "These bytes were begun before: what is left of them is sent.")];
  if (correction?.replaces === version.id)
    return [
      said("noted", version.id, `It went out; its correction goes to whoever got it: ${correction.cause}.`),
    ];
  const message = correction
    ? `It went out, and the issue corrects another version, ${correction.replaces}.`
    : `It went out from ${momentWords(version.frozenAt)} on with other bytes: ${formsWords(changed)} differ.`;
  const remedy = `Correct it: npx tracker correct ${date}; or finish what was begun: npx tracker send ${date} --resume.`;
  return [refused(version.id, message, remedy)];
}
