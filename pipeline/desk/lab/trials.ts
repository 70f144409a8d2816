import type { Source } from "../../collect/source.ts";
import { PipelineError } from "../../errors.ts";
import { isDate } from "../../finance/dates.ts";
import type { IsoDate } from "../../model/unit.ts";
import { readRecord } from "../../rebuild/record.ts";
import type { World } from "../../world/world.ts";
import { nearest } from "../nearest.ts";
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
  const dates = (await files.list(`${root}/out`)).filter((name) => isDate(name)).reverse();
  const trials: Trial[] = [];
  for (const date of dates) {
    if (trials.length === last) break;
    const record = await readRecord(`${root}/out/${date}`, files);
    if (!record?.artifacts["report.json"]) continue;
    const edition = editionIn(record.request) ?? "free";
    trials.push({
      name: date,
      date,
      edition,
      says: `as it was built, ${edition} edition`,
      source: nothing,
      from: "fill",
    });
  }
  return trials;
}

/** The edition that a build was asked for; null where the desk's own was taken. */
function editionIn(request: string): "free" | "paid" | null {
  const found = /"edition":"(free|paid)"/.exec(request)?.[1];
  return (found as "free" | "paid" | undefined) ?? null;
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
