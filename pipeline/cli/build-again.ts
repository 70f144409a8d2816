import type { Correcting } from "../desk/correcting/correct-issue.ts";
import { knownThen } from "../desk/correcting/kept-products.ts";
import { PipelineError } from "../errors.ts";
import type { Version } from "../model/delivery.ts";
import type { Tier } from "../model/subscriber.ts";
import type { IsoInstant } from "../model/unit.ts";
import { outFolder } from "../rebuild/issue-place.ts";
import { readRecord } from "../rebuild/record.ts";
import type { Deliveries } from "../world/mailing/mailing.ts";
import type { World } from "../world/world.ts";
import type { BuildRequest } from "./build-request.ts";
import type { Options } from "./command.ts";

interface Again {
  readonly correcting: Correcting;
  /** The newest of each edition that went out. */
  readonly versions: readonly Version[];
  readonly options: Options;
}

type Reading = Pick<World, "files"> & { readonly deliveries: Pick<Deliveries, "file"> };

/**
 * The options of builds that make the editions of a day again, each from where it came; both in one where that is the same. A slip of the pen
 * is mended in what was known then; for other causes the archive is asked what it knows now, or by --known-at.
 *
 * @throws PipelineError usage: an edition is not built
 */
export async function buildsAgain(again: Again, world: Reading): Promise<readonly Options[]> {
  const { cause } = again.correcting;
  const then = cause === "typo" ? await newestOf(again.versions, world) : null;
  const asked: Options[] = [];
  for (const { edition } of again.versions) asked.push(await sameAgain(edition, { ...again, then }, world));
  const [first, ...others] = asked.map((one) => JSON.stringify({ ...one, edition: "both" }));
  const isOne = others.length > 0 && others.every((one) => one === first);
  return isOne ? [{ ...asked[0], edition: "both" }] : asked;
}

async function newestOf(versions: readonly Version[], { deliveries }: Reading): Promise<IsoInstant | null> {
  const moments = await Promise.all(versions.map((version) => knownThen(version, deliveries)));
  const known = moments.filter((at) => at !== null).map((at) => new Date(at).toISOString());
  return known.sort().at(-1) ?? null;
}

async function sameAgain(
  edition: Tier,
  { correcting, options, then }: Again & { readonly then: IsoInstant | null },
  { files }: Reading,
): Promise<Options> {
  const { date } = correcting;
  const record = await readRecord(outFolder({ ...correcting, edition }), files);
  if (!record) throw notBuilt(edition, date);
  const { data, papers, appendix } = (JSON.parse(record.request) as [unknown, BuildRequest])[1];
  const { root, json, knownAt } = options;
  const form = { root, json, edition, paper: papers?.join(","), appendix: appendix || undefined };
  if (data.kind === "directory") return { ...form, data: data.folder, knownAt };
  if (data.kind === "sample") return { ...form, sample: data.scenario, knownAt };
  const pinned = then === null ? undefined : (data.knownAt ?? then);
  return { ...form, knownAt: knownAt ?? pinned, offline: data.offline || undefined };
}

function notBuilt(edition: Tier, date: string): PipelineError {
  return new PipelineError({
    code: "usage",
    message: `The ${edition} edition of ${date} is not built.`,
    remedy: `Run: npx tracker build ${date} --edition ${edition}.`,
  });
}
