import type { Source } from "../../collect/source.ts";
import { compute, pickSections } from "../../compute/compute.ts";
import { PipelineError, sentence } from "../../errors.ts";
import { figuresIn } from "../../finance/view-figures.ts";
import { readJob } from "../../job.ts";
import type { Version } from "../../model/delivery.ts";
import type { Figure } from "../../model/figure.ts";
import { LedgerSchema } from "../../model/ledger.ts";
import type { Snapshot } from "../../model/snapshot.ts";
import { SnapshotFileSchema } from "../../model/snapshot-file.ts";
import type { Tier } from "../../model/subscriber.ts";
import { allSections } from "../../sections/all.ts";
import { gather } from "../../stages.ts";
import type { Deliveries } from "../../world/mailing/mailing.ts";
import type { World } from "../../world/world.ts";
import { figureName } from "./figure-changes.ts";
import { productOf } from "./kept-products.ts";
import { type RestatedFigure, restatedFigures } from "./restated.ts";
import { retold } from "./retold-snapshot.ts";

export interface Restating {
  readonly root: string;
  /** In units of the last place that was printed. */
  readonly above: number;
  /** Where the data of an issue come from now, by the request of its build; null where it is of none that can be asked again. */
  sourceOf(request: string): Promise<Source | null>;
}

/** An issue that went out, beside what its figures would be today. */
export interface RestatedIssue {
  readonly version: Version;
  readonly figures: readonly RestatedFigure[];
  /** Why it could not be held against today's data; null where it was. */
  readonly notCompared: string | null;
}

type Reading = Pick<World, "files" | "kept" | "archive" | "now"> & {
  readonly deliveries: Pick<Deliveries, "file">;
};

/** The newest version of each edition of each day, the newest day first. Pure. */
export function newestVersions(versions: readonly Version[], last: number): readonly Version[] {
  const newest = [...Map.groupBy(versions, ({ date, edition }) => `${date}/${edition}`).values()].map(
    (own) => own.at(-1)!,
  );
  const dates = [...new Set(newest.map(({ date }) => date))].sort().reverse().slice(0, last);
  return dates.flatMap((date) => newest.filter((version) => version.date === date));
}

/** One issue, computed anew from what its sources tell now of what it saw, without making it. Its own faults are told, so that others are looked at all the same. */
export async function restateIssue(
  version: Version,
  restating: Restating,
  world: Reading,
): Promise<RestatedIssue> {
  const not = (why: string): RestatedIssue => ({ version, figures: [], notCompared: why });
  try {
    const read = (name: string) => productOf(version, name, world.deliveries);
    const printed = LedgerSchema.safeParse(await read("ledger.json"));
    const saw = SnapshotFileSchema.safeParse(await read("snapshot.json"));
    const request = ((await read("build.json")) as { request?: unknown } | null)?.request;
    if (!printed.success || !saw.success || typeof request !== "string")
      return not("It was kept without ledger.json, snapshot.json or build.json.");
    const source = await restating.sourceOf(request);
    if (!source) return not("It was not built from the archive or a folder.");
    const { figures, titles } = await revisedFigures(
      version,
      { source, kept: saw.data },
      restating.root,
      world,
    );
    const nameOf = (id: string) => figureName(id, titles);
    const found = restatedFigures(printed.data, figures, { above: restating.above, nameOf });
    return { version, figures: found, notCompared: null };
  } catch (error) {
    if (error instanceof PipelineError) return not(error.faults.map(sentence).join(" "));
    throw error;
  }
}

interface Revised {
  readonly figures: ReadonlyMap<string, Figure>;
  readonly titles: Readonly<Record<string, string>>;
}

/** Figures that come out otherwise, by id, and by nothing but what sources tell otherwise. */
async function revisedFigures(
  { date, edition }: { readonly date: string; readonly edition: Tier },
  { source, kept }: { readonly source: Source; readonly kept: Snapshot },
  root: string,
  world: Reading,
): Promise<Revised> {
  const job = await readJob({ root, date, edition }, allSections, world);
  const chosen = pickSections(job.edition, allSections);
  const now = await gather(job, chosen, source, world);
  const computed = (snapshot: Snapshot) =>
    compute(snapshot, job.edition, { chosen, all: allSections }).sections;
  const [before, sections] = [computed(kept), computed(retold(kept, now))];
  const values = new Map(figuresIn(before.map(({ view }) => view)).map(({ id, value }) => [id, value]));
  const figures = figuresIn(sections.map(({ view }) => view)).filter(
    ({ id, value }) => values.get(id) !== value,
  );
  return {
    figures: new Map(figures.map((figure) => [figure.id, figure])),
    titles: Object.fromEntries(sections.map(({ id, title }) => [id, title])),
  };
}
