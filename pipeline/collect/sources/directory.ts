import { createHash } from "node:crypto";
import { type FaultDetail, PipelineError } from "../../errors.ts";
import type { SeriesPlan } from "../../model/edition.ts";
import type { Origin, Series } from "../../model/series.ts";
import type { IsoDate } from "../../model/unit.ts";
import type { Files } from "../../world/world.ts";
import { gather } from "../gather.ts";
import { readHeadlineItems } from "../headlines/recorded-headlines.ts";
import type { Answer, Question, Source } from "../source.ts";
import { readFuturesTable } from "./directory/futures-table.ts";
import { readMemberTable } from "./directory/member-table.ts";
import { readSectorTable } from "./directory/sector-table.ts";
import { publishedBy, readSeries, sliceFrom } from "./directory/series-csv.ts";

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
      if ((await files.list(folder)).length === 0) throw new PipelineError(noFolder(folder));
      const open = opener(folder, files);
      const single = question.needs.filter(({ series }) => question.plans.series[series]);
      const [series, sectors, members, futures, { headlines, refused }] = await gather([
        gather(single.map((need) => readOne(need, question, open))),
        tableSeries(question, "sectors", open),
        tableSeries(question, "members", open),
        tableSeries(question, "futures", open),
        headlineItems(question, open),
      ]);
      const found = [...series.filter((one) => one !== null), ...sectors, ...members, ...futures];
      return { series: found, headlines, refused, notices: [], simulated: false, visits: [], judgements: [] };
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

async function readOne(
  { series: id, from }: Question["needs"][number],
  { plans, date }: Question,
  open: Open,
): Promise<Series | null> {
  const plan = plans.series[id]!;
  const own = await open(`${id}.csv`);
  const found = own ?? (plan.file ? await open(plan.file) : null);
  if (found) {
    // Factor and column of the plan belong to the plan's file; <ID>.csv is `date,value` in the series' own unit.
    const isPlanned = !own || plan.file === `${id}.csv`;
    const as = isPlanned ? plan : { ...plan, factor: 1, column: undefined };
    const read = readSeries(id, found.bytes, { plan: as, origin: found.origin });
    const rows = sliceFrom(publishedBy(read, date, plan), from);
    // A fund that did not exist yet is no fund that went silent.
    const hasBegun = rows.values.some((value, row) => value !== null && rows.dates[row]! <= date);
    return hasBegun || !plan.optional ? rows : null;
  }
  if (plan.optional) return null;
  throw new PipelineError(missingFile(id, plan));
}

const TABLES = {
  sectors: { prefix: "SPX.SECTOR.", read: readSectorTable },
  members: { prefix: "SPX.MEMBER.", read: readMemberTable },
  futures: { prefix: "ZQ.", read: readFuturesTable },
} as const;

/** The needed series of one table; none where the table is not there, for an issue can be made without. */
async function tableSeries(
  { needs, date, plans, calendars }: Question,
  table: keyof typeof TABLES,
  open: Open,
): Promise<Series[]> {
  const { prefix, read } = TABLES[table];
  const wanted = new Map<string, IsoDate>();
  for (const { series, from } of needs) if (series.startsWith(prefix)) wanted.set(series, from);
  if (wanted.size === 0) return [];
  const plan = plans.tables[table];
  const found = plan ? await open(plan.file) : null;
  if (!plan || !found) return [];
  const from = [...wanted.values()].sort()[0]!;
  const { file: _, note, ...counted } = plan;
  const series = read(found.bytes, { ...found.origin, note }, { ...counted, from, to: date }, calendars.nyse);
  return series.filter(({ id }) => wanted.has(id));
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

function missingFile(id: string, { file }: SeriesPlan): FaultDetail {
  return {
    code: "file-missing",
    place: file ?? `${id}.csv`,
    message: `The series ${id} needs this file below the data folder, and it is not there.`,
    remedy: `Put it there, or as ${id}.csv with the columns date,value; or call the series optional in content/sources.yaml.`,
  };
}

function noFolder(folder: string): FaultDetail {
  const message = "The data folder is not there, or it is empty.";
  return { code: "file-missing", place: folder, message, remedy: "Correct --data." };
}
