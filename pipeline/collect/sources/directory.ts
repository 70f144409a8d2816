import { createHash } from "node:crypto";
import { type FaultDetail, PipelineError } from "../../errors.ts";
import type { SeriesPlan } from "../../model/edition.ts";
import type { Origin, Series } from "../../model/series.ts";
import type { Files } from "../../world/world.ts";
import { readHeadlineItems } from "../headlines/recorded-headlines.ts";
import { readFuturesTable } from "../read/futures-table.ts";
import { readSectorTable } from "../read/sector-table.ts";
import { readSeries, sliceFrom } from "../read/series-csv.ts";
import type { Answer, Question, Source } from "../source.ts";

/** Bytes of a file below the data folder, with where they were read. */
interface Found {
  readonly bytes: Uint8Array;
  readonly origin: Origin;
}

/**
 * A folder of `date,value` files and tables (`--data DIR`). A series is looked for as `<ID>.csv` first, then where
 * content/sources.yaml says. A file that is planned, needed and not there is a fault, unless the plan calls it optional.
 */
export function directorySource(folder: string): Source {
  return {
    id: "directory",
    async answer(question, { files }) {
      const open = opener(folder, files);
      const single = question.needs.filter(({ series }) => question.plans.series[series]);
      const [series, sectors, futures, news] = await Promise.all([
        gather(
          single.map(
            ({ series: id, from }) =>
              () =>
                readOne(id, from, question, open),
          ),
        ),
        sectorSeries(question, open),
        futuresSeries(question, open),
        headlineItems(question, open),
      ]);
      return {
        series: [...series.flatMap((one) => (one ? [one] : [])), ...sectors, ...futures],
        headlines: news.headlines,
        refused: news.refused,
        notices: [],
        simulated: false,
      };
    },
  };
}

type Open = (place: string) => Promise<Found | null>;

function opener(folder: string, files: Files): Open {
  return async (place) => {
    const bytes = await files.read(`${folder}/${place}`);
    if (!bytes) return null;
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    return { bytes, origin: { source: "directory", place, sha256, retrievedAt: null } };
  };
}

/** All of them, or every fault of all of them. */
async function gather<T>(readings: readonly (() => Promise<T>)[]): Promise<T[]> {
  const outcomes = await Promise.allSettled(readings.map((reading) => reading()));
  const reasons = outcomes.flatMap((outcome) => (outcome.status === "rejected" ? [outcome.reason] : []));
  const bug = reasons.find((reason) => !(reason instanceof PipelineError));
  if (bug) throw bug;
  if (reasons.length > 0) throw new PipelineError(reasons.flatMap((reason: PipelineError) => reason.faults));
  return outcomes.map((outcome) => (outcome as PromiseFulfilledResult<T>).value);
}

async function readOne(id: string, from: string, { plans }: Question, open: Open): Promise<Series | null> {
  const plan = plans.series[id]!;
  const own = await open(`${id}.csv`);
  const found = own ?? (plan.file ? await open(plan.file) : null);
  if (found)
    return sliceFrom(readSeries(id, found.bytes, own ? { ...plan, factor: 1 } : plan, found.origin), from);
  if (plan.optional) return null;
  throw new PipelineError(missingFile(id, plan));
}

function missingFile(id: string, { file }: SeriesPlan): FaultDetail {
  return {
    code: "file-missing",
    place: file ?? `${id}.csv`,
    message: `The series ${id} needs this file below the data folder, and it is not there.`,
    remedy: `Put it there, or as ${id}.csv with the columns date,value; or call the series optional in content/sources.yaml.`,
  };
}

async function sectorSeries({ needs, date, plans }: Question, open: Open): Promise<Series[]> {
  const wanted = needs.filter(({ series }) => series.startsWith("SPX.SECTOR."));
  if (wanted.length === 0) return [];
  const { file, note } = plans.tables.sectors;
  const found = await open(file);
  const from = wanted.map((need) => need.from).sort()[0]!;
  if (!found) return [];
  const table = readSectorTable(found.bytes, { ...found.origin, note }, { from, to: date });
  return table.filter(({ id }) => wanted.some(({ series }) => series === id));
}

async function futuresSeries({ needs, date, plans }: Question, open: Open): Promise<Series[]> {
  const wanted = new Set(needs.flatMap(({ series }) => (series.startsWith("ZQ.") ? [series] : [])));
  if (wanted.size === 0) return [];
  const { file, note } = plans.tables.futures;
  const found = await open(file);
  if (!found) return [];
  const from = needs
    .filter(({ series }) => wanted.has(series))
    .map((need) => need.from)
    .sort()[0]!;
  return readFuturesTable(found.bytes, { ...found.origin, note }, { from, to: date }).filter(({ id }) =>
    wanted.has(id),
  );
}

async function headlineItems(
  { headlines: { after, upTo }, plans }: Question,
  open: Open,
): Promise<Pick<Answer, "headlines" | "refused">> {
  const { file, note } = plans.tables.headlines;
  const found = await open(file);
  if (!found) return { headlines: [], refused: [] };
  return readHeadlineItems(found.bytes, { ...found.origin, note }, { after, upTo });
}
