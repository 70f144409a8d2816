import type { Series } from "../../model/series.ts";

/** Only the origins that a row comes from: what was read later, or beside, is not where these values stand. */
export function usedOrigins<T extends Pick<Series, "origins" | "originOf">>(columns: T): T {
  const { originOf, ...rest } = columns;
  const used = [...new Set(originOf)].sort((a, b) => a - b);
  if (!originOf || used.length === 0) return columns;
  const origins = used.map((old) => columns.origins[old]!);
  // A single origin needs no column, as where a series was told only once.
  if (origins.length === 1) return { ...rest, origins } as T;
  const places = new Map(used.map((old, place) => [old, place]));
  return { ...columns, origins, originOf: originOf.map((old) => places.get(old)!) };
}
