import { z } from "zod";
import type { Origin } from "./series.ts";
import { type Snapshot, SnapshotSchema } from "./snapshot.ts";

const FIELDS = Object.keys({
  ...{ source: true, place: true, sha256: true, retrievedAt: true, note: true, rights: true },
} satisfies Record<keyof Origin, true>) as (keyof Origin)[];

/**
 * A snapshot as the text of snapshot.json. What was read in one place stands there once, in `origins`, and a series names it by its number in that
 * list: with an archive of every evening, five parts of six would be origins said again.
 */
export function snapshotText(snapshot: Snapshot): string {
  const { origins, numberOf } = originList();
  const numbered = Object.entries(snapshot.series).map(
    ([id, series]) => [id, { ...series, origins: series.origins.map(numberOf) }] as const,
  );
  return JSON.stringify({ ...snapshot, series: Object.fromEntries(numbered), origins });
}

/** A parsed snapshot.json, as a snapshot; also one that says its origins in each series, as older ones do. */
export const SnapshotFileSchema: z.ZodType<Snapshot> = z.preprocess(withOrigins, SnapshotSchema);

function originList() {
  const origins: Origin[] = [];
  const byBytes = new Map<string, number[]>();
  const numberOf = (origin: Origin): number => {
    const alike = byBytes.get(origin.sha256) ?? [];
    const known = alike.find((number) => isSame(origins[number]!, origin));
    if (known !== undefined) return known;
    byBytes.set(origin.sha256, [...alike, origins.length]);
    return origins.push(origin) - 1;
  };
  return { origins, numberOf };
}

function isSame(one: Origin, other: Origin): boolean {
  return FIELDS.every((field) => one[field] === other[field]);
}

const FileSchema = z.looseObject({
  origins: z.array(z.unknown()),
  series: z.record(z.string(), z.looseObject({ origins: z.array(z.int()) })),
});

function withOrigins(file: unknown): unknown {
  const { data } = FileSchema.safeParse(file);
  if (!data) return file;
  const { origins, series, ...rest } = data;
  const whole = Object.entries(series).map(
    ([id, one]) => [id, { ...one, origins: one.origins.map((number) => origins[number]) }] as const,
  );
  return { ...rest, series: Object.fromEntries(whole) };
}
