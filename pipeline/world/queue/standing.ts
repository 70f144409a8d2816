import type { Lines } from "../database/postgres/lines.ts";
import { deadOf, JOBS } from "./boss.ts";
import {
  type Brief,
  type DeadLetter,
  JOB_KINDS,
  type JobKind,
  type JobState,
  type Standing,
  type Told,
} from "./queue.ts";
import { keptReason } from "./reasons.ts";

const STATES: readonly JobState[] = ["waiting", "running", "done", "dead"];

/** States of pg-boss; one that failed for good has its copy among the dead letters. */
const STATE =
  "CASE WHEN state < 'active' THEN 'waiting' WHEN state = 'active' THEN 'running' ELSE state::text END";
const SQL = `
  SELECT name, ${STATE} AS state,
    count(*) AS count,
    EXTRACT(EPOCH FROM now() - min(created_on)) AS oldest
  FROM ${JOBS.schema}.job
  WHERE name = ANY($1)
  GROUP BY 1, 2`;
const NEWEST = `
  SELECT DISTINCT ON (singleton_key) singleton_key AS key, ${STATE} AS state, output
  FROM ${JOBS.schema}.job
  WHERE name = $1 AND singleton_key = ANY($2)
  ORDER BY singleton_key, created_on DESC, id DESC`;
const DEAD = `
  SELECT id, singleton_key AS key, data, source_output, source_retry_count, created_on
  FROM ${JOBS.schema}.job
  WHERE name = $1 AND state < 'active'
  ORDER BY created_on, id
  LIMIT $2`;
const SHOWN: Readonly<Record<string, JobState>> = {
  waiting: "waiting",
  running: "running",
  completed: "done",
  failed: "dead",
  cancelled: "dead",
};

interface Counted {
  readonly name: string;
  readonly state: string;
  readonly count: number;
  readonly oldest: string;
}

/** Counted now, and nothing made where nothing is yet. */
export async function standingOn(lines: Lines): Promise<readonly Standing[]> {
  const rows = await asked<Counted>(lines, SQL, [JOB_KINDS.flatMap((kind) => [kind, deadOf(kind)])]);
  return JOB_KINDS.flatMap((kind) => STATES.map((state) => standingOf(kind, state, rows)));
}

function standingOf(kind: JobKind, state: JobState, rows: readonly Counted[]): Standing {
  const name = state === "dead" ? deadOf(kind) : kind;
  const kept = { waiting: "waiting", running: "running", done: "completed", dead: "waiting" }[state];
  const row = rows.find((one) => one.name === name && one.state === kept);
  return { kind, state, count: row?.count ?? 0, oldestSeconds: row ? Math.max(0, Number(row.oldest)) : null };
}

interface KeyRow {
  readonly key: string;
  readonly state: string;
  readonly output: { readonly result?: unknown } | null;
}

/** The newest of each key, where there is any. */
export async function toldOn(lines: Lines, kind: JobKind, keys: readonly string[]): Promise<readonly Told[]> {
  const rows = new Map(
    (await asked<KeyRow>(lines, NEWEST, [kind, keys])).map((row) => [row.key, row] as const),
  );
  return keys.flatMap((key) => {
    const row = rows.get(key);
    if (!row) return [];
    const state = SHOWN[row.state]!;
    const result = state === "done" ? (row.output?.result ?? null) : null;
    return { key, state, result, reason: state === "dead" ? keptReason(row.output) : null };
  });
}

interface DeadRow {
  readonly id: string;
  readonly key: string | null;
  readonly data: Brief;
  readonly source_output: unknown;
  readonly source_retry_count: number | null;
  readonly created_on: Date;
}

/** Those that were given up, the oldest first. */
export async function deadOn(lines: Lines, kind: JobKind, most: number): Promise<readonly DeadLetter[]> {
  const rows = await asked<DeadRow>(lines, DEAD, [deadOf(kind), most]);
  return rows.map((row) => ({
    id: row.id,
    kind,
    key: row.key ?? "",
    brief: row.data,
    reason: keptReason(row.source_output),
    attempts: (row.source_retry_count ?? 0) + 1,
    at: row.created_on.toISOString(),
  }));
}

/** No rows where no table is yet. */
function asked<Row>(lines: Lines, text: string, values: readonly unknown[]): Promise<readonly Row[]> {
  return lines.use(async (client) => {
    const { rows } = await client.query("SELECT to_regclass($1) IS NOT NULL AS is_there", [
      `${JOBS.schema}.job`,
    ]);
    return rows[0].is_there ? (await client.query(text, [...values])).rows : [];
  });
}
