import type { Lines } from "../database/postgres/lines.ts";
import { deadOf, JOBS } from "./boss.ts";
import { JOB_KINDS, type JobKind, type JobState, type Standing } from "./queue.ts";

const STATES: readonly JobState[] = ["waiting", "running", "done", "dead"];

/** States of pg-boss; one that failed for good has its copy among the dead letters. */
const SQL = `
  SELECT name,
    CASE WHEN state < 'active' THEN 'waiting' WHEN state = 'active' THEN 'running' ELSE state::text END AS state,
    count(*) AS count,
    EXTRACT(EPOCH FROM now() - min(created_on)) AS oldest
  FROM ${JOBS.schema}.job
  WHERE name = ANY($1)
  GROUP BY 1, 2`;

interface Counted {
  readonly name: string;
  readonly state: string;
  readonly count: number;
  readonly oldest: string;
}

/** Counted now, and nothing made where nothing is yet. */
export async function standingOn(lines: Lines): Promise<readonly Standing[]> {
  const rows = await lines.use(async (client): Promise<readonly Counted[]> => {
    const { rows } = await client.query("SELECT to_regclass($1) IS NOT NULL AS is_there", [
      `${JOBS.schema}.job`,
    ]);
    if (!rows[0].is_there) return [];
    return (await client.query(SQL, [JOB_KINDS.flatMap((kind) => [kind, deadOf(kind)])])).rows;
  });
  return JOB_KINDS.flatMap((kind) => STATES.map((state) => standingOf(kind, state, rows)));
}

function standingOf(kind: JobKind, state: JobState, rows: readonly Counted[]): Standing {
  const name = state === "dead" ? deadOf(kind) : kind;
  const kept = { waiting: "waiting", running: "running", done: "completed", dead: "waiting" }[state];
  const row = rows.find((one) => one.name === name && one.state === kept);
  return { kind, state, count: row?.count ?? 0, oldestSeconds: row ? Math.max(0, Number(row.oldest)) : null };
}
