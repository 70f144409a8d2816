import { byDate, columnsOf, type DatedRow } from "../read/dated-rows.ts";
import { onlyPage } from "../read/page-text.ts";
import { empty, readingOf } from "../read/refusal.ts";
import type { Asked, Errand, Page, Wanted, WireFormat } from "../wire-format.ts";
import { inOrder, readObservations } from "./fred/observations.ts";
import { incomplete, saysUnknownSeries } from "./fred/reply.ts";
import { fredRequest } from "./fred/request.ts";

/** FRED with a key: `series/observations` as JSON, one request a series. Symbols are FRED ids. */
export const fredApi: WireFormat = {
  id: "fred-api",
  lagDays: 1,
  errands,
  read: (pages, { wanted }) => readingOf(() => readNewest(onlyPage(pages), wanted)),
  failed({ status, excerpt }) {
    if (status !== 400 || !saysUnknownSeries(excerpt)) return null;
    const reason = "FRED has no series of the id in series_id: correct the symbol in content/sources.yaml.";
    return { verdict: "empty", reason };
  },
};

/** No end date: so an address stays the same from day to day. */
function errands(wanted: readonly Wanted[], { from }: Asked): readonly Errand[] {
  return [...Map.groupBy(wanted, ({ symbol }) => symbol)].map(([series_id, same]) => ({
    pages: [fredRequest("series/observations", { series_id, observation_start: from, limit: "100000" })],
    wanted: same,
  }));
}

function readNewest(page: Page, wanted: readonly Wanted[]) {
  const { versions, offset, count } = readObservations(page);
  const names = [...new Set(wanted.map(({ symbol }) => symbol))].join(", ");
  if (offset !== 0 || versions.length !== count)
    throw incomplete(`observations of ${names}`, versions.length, count);
  if (count === 0) throw empty(`FRED has no observation of ${names} in the time asked for.`);
  // Of each date the version that became current last.
  const newest = new Map(inOrder(versions).map((version): [string, DatedRow] => [version.date, version]));
  const rows = columnsOf([...newest.values()].sort(byDate));
  return {
    rows: wanted.map(({ series }) => ({ series, ...rows })),
    remarks: severalVersions(count - newest.size, names),
  };
}

function severalVersions(older: number, names: string): string[] {
  if (older === 0) return [];
  return [`FRED sent ${older} older versions of observations of ${names}; the newest of each date counts.`];
}
