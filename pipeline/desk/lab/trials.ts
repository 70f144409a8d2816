import type { Source } from "../../collect/source.ts";
import { PipelineError } from "../../errors.ts";
import type { IsoDate } from "../../model/unit.ts";
import { dayIn, outFolder, placeName } from "../../rebuild/issue-place.ts";
import { otherEdition, readRecord } from "../../rebuild/record.ts";
import type { World } from "../../world/world.ts";
import { nearest } from "../nearest.ts";
import { ownEdition } from "../settings/own-edition.ts";
import type { Trial } from "./lab.ts";

/** A source that is never asked: the issue is made of what an earlier build left. */
const nothing: Source = {
  id: "nothing",
  answer: async () => {
    throw new Error("a trial that begins with a report asks no source");
  },
};

/** The newest issues that were built, newest first: as many as there are, up to `last`. */
export async function builtTrials(
  root: string,
  last: number,
  { files }: Pick<World, "files">,
): Promise<readonly Trial[]> {
  const own = await ownEdition(root, { files });
  const trials: Trial[] = [];
  for (const name of (await files.list(`${root}/out`)).toReversed()) {
    if (trials.length === last) break;
    const day = dayIn(name);
    if (!day) continue;
    const { date, edition } = { date: day.date, edition: day.edition ?? own };
    const place = { root, date, edition, own };
    const record = await readRecord(outFolder(place), files);
    // What content/tracker.yaml named otherwise when it was built lies in a folder that is now another edition's.
    if (placeName(place) !== `out/${name}` || otherEdition(place, record) !== null) continue;
    if (!record?.artifacts["report.json"]) continue;
    trials.push({
      name,
      date,
      edition,
      place,
      says: `as it was built, ${edition} edition`,
      source: nothing,
      from: "fill",
    });
  }
  return trials;
}

/** Simulated days, each with everything that an issue may hold. */
export function scenarioTrials(
  wanted: readonly string[] | null,
  known: Readonly<Record<string, string>>,
  { date, sourceOf }: { readonly date: IsoDate; readonly sourceOf: (scenario: string) => Source },
): readonly Trial[] {
  const names = wanted ? [...new Set(wanted)] : Object.keys(known);
  const unknown = names.filter((name) => !Object.hasOwn(known, name));
  if (unknown.length > 0)
    throw new PipelineError(
      unknown.map((name) => ({
        code: "scenario-unknown",
        message: `There is no scenario "${name}".`,
        remedy: nearest(name, Object.keys(known)),
      })),
    );
  return names.map((name) => ({
    name: `scenario-${name}`,
    date,
    edition: "paid",
    says: known[name]!,
    source: sourceOf(name),
    from: "collect",
  }));
}
