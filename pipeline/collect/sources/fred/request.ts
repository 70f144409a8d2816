import type { Errand } from "../../wire-format.ts";

/** A page to be fetched. */
export type PageRequest = Errand["pages"][number];

/** FRED counts requests by the second, about two; over it, replies come back partial or empty. */
const GAP_MS = 550;
/** A hundred thousand observations of a hundred characters, and some more. */
const LIMIT_BYTES = 12_000_000;

/** A request to the FRED API, in JSON, with the desk's key. */
export function fredRequest(path: string, parameters: Readonly<Record<string, string>>): PageRequest {
  const { series_id, ...rest } = parameters;
  const of = series_id === undefined ? {} : { series_id };
  const query = new URLSearchParams({ ...of, file_type: "json", ...rest });
  return {
    url: `https://api.stlouisfed.org/fred/${path}?${query}`,
    secret: { parameter: "api_key", variable: "FRED_API_KEY" },
    limitBytes: LIMIT_BYTES,
    gapMs: GAP_MS,
  };
}
