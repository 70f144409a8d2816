import { hash } from "node:crypto";
import type { Telling, VisitRecord } from "../../model/telling.ts";
import { msOf } from "./instant.ts";

/**
 * Refuses what no reader of ours may hand over: nothing of it could ever be taken back.
 *
 * @throws RangeError
 */
export function expectSound({ visit, raw, tellings, headlines }: VisitRecord): void {
  msOf(visit.at);
  if (!raw && tellings.length + headlines.length > 0)
    throw new RangeError(`the visit to ${visit.place} tells something without a body to have read it in`);
  if (raw && hash("sha256", raw.bytes, "hex") !== raw.sha256)
    throw new RangeError(`the body from ${visit.place} does not have the hash that is given for it`);
  for (const telling of tellings) expectColumns(telling);
}

function expectColumns({ series, source, dates, values, lines }: Telling): void {
  const name = `${series} by ${source}`;
  if (values.length !== dates.length || (lines && lines.length !== dates.length))
    throw new RangeError(`the columns of ${name} are not equally long`);
  for (let row = 1; row < dates.length; row += 1) {
    if (dates[row - 1]! >= dates[row]!)
      throw new RangeError(`${dates[row]} does not come after ${dates[row - 1]} in ${name}`);
  }
  const odd = values.findIndex((value) => value !== null && !Number.isFinite(value));
  if (odd >= 0) throw new RangeError(`${name} has ${values[odd]} on ${dates[odd]}`);
}
