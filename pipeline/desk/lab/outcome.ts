import type { Built } from "../../build.ts";
import type { FaultDetail } from "../../errors.ts";
import type { Finding } from "../../model/finding.ts";
import { type TextChange, textChanges } from "./text-changes.ts";

/** An issue as one set of templates makes it. */
export interface Side {
  /** null where it cannot be made. */
  readonly built: Built | null;
  readonly faults: readonly FaultDetail[];
}

/** A page on both sides, as PNG; null on the side that has no such page. */
export interface PagePair {
  readonly number: number;
  readonly before: Uint8Array | null;
  readonly after: Uint8Array | null;
}

/** What became of one issue. */
export interface Tried {
  readonly name: string;
  readonly says: string;
  /** Wrong with the working templates: the issue cannot be made, or a gate refuses it that did not before. */
  readonly faults: readonly string[];
  /** Wrong with the revision's own. */
  readonly faultsBefore: readonly string[];
  readonly changes: readonly TextChange[];
  /** Only those that look different. */
  readonly pages: readonly PagePair[];
  readonly pageCounts: readonly [before: number | null, after: number | null];
}

type Named = { readonly name: string; readonly says: string };

/** Holds both sides of an issue against each other; pages are drawn only where the prints differ. */
export async function outcomeOf(
  { name, says }: Named,
  [before, after]: readonly [Side, Side],
  pictures: (pdf: Uint8Array) => Promise<readonly Uint8Array[]>,
): Promise<Tried> {
  const [old, now] = [printOf(before), printOf(after)];
  const isSame = old !== null && now !== null && Buffer.compare(old, now) === 0;
  const [pagesBefore, pagesAfter] = isSame
    ? [[], []]
    : [old ? await pictures(old) : [], now ? await pictures(now) : []];
  const [textBefore, textAfter] = [before.built?.filled.markdown, after.built?.filled.markdown];
  return {
    name,
    says,
    faults: [...templateFaults(before, after).map(faultText), ...newRefusals(before, after)],
    faultsBefore: before.faults.map(faultText),
    changes: textBefore !== undefined && textAfter !== undefined ? textChanges(textBefore, textAfter) : [],
    pages: pairsOf(pagesBefore, pagesAfter),
    pageCounts: isSame ? [null, null] : [old ? pagesBefore.length : null, now ? pagesAfter.length : null],
  };
}

/** What an older program left in out/<date>/ no template can mend: that it cannot be read stands under what was wrong before. */
function templateFaults(before: Side, after: Side): readonly FaultDetail[] {
  const known = new Set(before.faults.map(faultText));
  return after.faults.filter((fault) => fault.code !== "artifact-missing" || !known.has(faultText(fault)));
}

function printOf({ built }: Side): Uint8Array | null {
  return built?.artifacts["issue.pdf"] ?? null;
}

function pairsOf(before: readonly Uint8Array[], after: readonly Uint8Array[]): readonly PagePair[] {
  const count = Math.max(before.length, after.length);
  return Array.from({ length: count }, (_, at) => ({
    number: at + 1,
    before: before[at] ?? null,
    after: after[at] ?? null,
  })).filter((pair) => !pair.before || !pair.after || Buffer.compare(pair.before, pair.after) !== 0);
}

/** What a gate refuses now and did not before: a nasty day is refused for what it is, and that is no fault of a template. */
function newRefusals(before: Side, after: Side): readonly string[] {
  const keyOf = ({ gate, place }: Finding) => `${gate} ${place}`;
  const refusedBy = ({ built }: Side) => built?.findings.filter(({ verdict }) => verdict === "refused") ?? [];
  const known = new Set(refusedBy(before).map(keyOf));
  if (!before.built) return [];
  return refusedBy(after)
    .filter((finding) => !known.has(keyOf(finding)))
    .map(
      ({ gate, place, message }) => `A gate refuses what it let pass before [${gate}] ${place}: ${message}`,
    );
}

function faultText({ place, message, remedy }: FaultDetail): string {
  return `${place ? `${place}: ` : ""}${message}${remedy ? ` ${remedy}` : ""}`;
}
