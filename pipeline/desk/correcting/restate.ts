import type { Source } from "../../collect/source.ts";
import { compute, pickSections } from "../../compute/compute.ts";
import { PipelineError, sentence } from "../../errors.ts";
import { figuresIn } from "../../finance/view-figures.ts";
import { readJob } from "../../job.ts";
import type { Version } from "../../model/delivery.ts";
import type { Figure } from "../../model/figure.ts";
import { LedgerSchema } from "../../model/ledger.ts";
import type { Tier } from "../../model/subscriber.ts";
import { allSections } from "../../sections/all.ts";
import { gather } from "../../stages.ts";
import type { Deliveries } from "../../world/mailing/mailing.ts";
import type { World } from "../../world/world.ts";
import { figureName } from "./figure-changes.ts";
import { type RestatedFigure, restatedFigures } from "./restated.ts";

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

/** One issue, computed anew from what is known now, without making it. Its own faults are told, so that others are looked at all the same. */
export async function restateIssue(
  version: Version,
  restating: Restating,
  world: Reading,
): Promise<RestatedIssue> {
  const not = (why: string): RestatedIssue => ({ version, figures: [], notCompared: why });
  const [ledger, record] = await Promise.all([
    productOf(version, "ledger.json", world.deliveries),
    productOf(version, "build.json", world.deliveries),
  ]);
  const printed = LedgerSchema.safeParse(ledger);
  const request = (record as { request?: unknown } | null)?.request;
  if (!printed.success || typeof request !== "string")
    return not("It was kept without ledger.json or build.json.");
  const source = await restating.sourceOf(request);
  if (!source) return not("It was not built from the archive or a folder.");
  try {
    const { figures, titles } = await figuresNow(version, source, restating.root, world);
    const nameOf = (id: string) => figureName(id, titles);
    const found = restatedFigures(printed.data, figures, { above: restating.above, nameOf });
    return { version, figures: found, notCompared: null };
  } catch (error) {
    if (error instanceof PipelineError) return not(error.faults.map(sentence).join(" "));
    throw error;
  }
}

async function productOf(
  { products }: Version,
  name: string,
  deliveries: Pick<Deliveries, "file">,
): Promise<unknown> {
  const hash = products[name];
  const bytes = hash === undefined ? null : await deliveries.file(hash);
  try {
    return bytes && JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return null;
  }
}

async function figuresNow(
  { date, edition }: { readonly date: string; readonly edition: Tier },
  source: Source,
  root: string,
  world: Reading,
): Promise<{
  readonly figures: ReadonlyMap<string, Figure>;
  readonly titles: Readonly<Record<string, string>>;
}> {
  const job = await readJob({ root, date, edition }, allSections, world);
  const chosen = pickSections(job.edition, allSections);
  const snapshot = await gather(job, chosen, source, world);
  const report = compute(snapshot, job.edition, { chosen, all: allSections });
  const figures = figuresIn(report.sections.map(({ view }) => view));
  const titles = Object.fromEntries(report.sections.map(({ id, title }) => [id, title]));
  return { figures: new Map(figures.map((figure) => [figure.id, figure])), titles };
}
