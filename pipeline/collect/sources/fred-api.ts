import type { IsoDate } from "../../model/unit.ts";
import { addTo } from "../read/dated-rows.ts";
import type { Asked, Errand, Page, Reading, Rows, Wanted, WireFormat } from "../wire-format.ts";
import {
  byPublication,
  compare,
  contradiction,
  incomplete,
  readObservations,
  type Version,
} from "./fred-observations.ts";
import { fredRequest, isRefusal, refusal, saysUnknownSeries } from "./fred-reply.ts";

/** FRED with a key: `series/observations` as JSON, one request a series. Symbols are FRED ids. */
export const fredApi: WireFormat = {
  id: "fred-api",
  lagDays: 1,
  errands,
  read,
  failed({ status, excerpt }) {
    if (status !== 400 || !saysUnknownSeries(excerpt)) return null;
    return refusal(
      "empty",
      "FRED has no series of the id in series_id: correct the symbol in content/sources.yaml.",
    );
  },
};

/** No end date: so an address stays the same from day to day. */
function errands(wanted: readonly Wanted[], { from }: Asked): readonly Errand[] {
  const bySymbol = new Map<string, Wanted[]>();
  for (const one of wanted) addTo(bySymbol, one.symbol, one);
  return [...bySymbol].map(([series_id, same]) => ({
    pages: [fredRequest("series/observations", { series_id, observation_start: from, limit: "100000" })],
    wanted: same,
  }));
}

function read([page]: readonly Page[], { wanted }: Errand): Reading {
  if (!page) return refusal("empty", "There is no page to read.");
  const list = readObservations(page);
  if (isRefusal(list)) return list;
  const { versions, offset, count } = list;
  const names = [...new Set(wanted.map(({ symbol }) => symbol))].join(", ");
  if (offset !== 0 || versions.length !== count)
    return incomplete(`observations of ${names}`, versions.length, count);
  if (count === 0) return refusal("empty", `FRED has no observation of ${names} in the time asked for.`);
  const inOrder = [...versions].sort(byPublication);
  const wrong = contradiction(inOrder);
  if (wrong) return refusal("shape_changed", wrong);
  const newest = newestOf(inOrder);
  return {
    verdict: "ok",
    rows: wanted.map(({ series }) => ({ series, ...newest })),
    headlines: [],
    remarks: severalVersions(count - newest.dates.length, names),
  };
}

/** Of each date the version that became current last. */
function newestOf(inOrder: readonly Version[]): Pick<Rows, "dates" | "values"> {
  const values = new Map<IsoDate, number | null>();
  for (const { date, value } of inOrder) values.set(date, value);
  const dates = [...values.keys()].sort(compare);
  return { dates, values: dates.map((date) => values.get(date) ?? null) };
}

function severalVersions(older: number, names: string): string[] {
  if (older === 0) return [];
  return [`FRED sent ${older} older versions of observations of ${names}; the newest of each date counts.`];
}
