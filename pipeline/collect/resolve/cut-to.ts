import type { Series } from "../../model/series.ts";
import type { Lane } from "../../model/telling.ts";
import type { IsoDate } from "../../model/unit.ts";
import { usedOrigins } from "./used-origins.ts";

/** The rows up to a date, included, with what is said of them: the last guard against tomorrow's figures in today's issue. */
export function cutTo<T extends Series | Lane>(rows: T, date: IsoDate): T {
  if ((rows.dates.at(-1) ?? "") <= date) return rows;
  const count = rows.dates.filter((day) => day <= date).length;
  const cut = <V>(column: readonly V[]) => column.slice(0, count);
  const { revisedFrom = {}, ...others } = rows;
  const { lines, originOf } = rows;
  const revised = Object.entries(revisedFrom).filter(([day]) => day <= date);
  return usedOrigins({
    ...others,
    dates: cut(rows.dates),
    values: cut(rows.values),
    ...(lines ? { lines: cut(lines) } : {}),
    ...(originOf ? { originOf: cut(originOf) } : {}),
    ...(revised.length > 0 ? { revisedFrom: Object.fromEntries(revised) } : {}),
  } as T);
}
