import type { ConstructorOptions, Db, PgBoss } from "pg-boss";
import type { OwnSchema } from "../database/postgres/described.ts";
import type { Lines } from "../database/postgres/lines.ts";
import { isCut, newerSchema } from "../database/postgres/postgres-fault.ts";
import { JOB_KINDS, type JobKind, type Pace } from "./queue.ts";
import { reasonOf } from "./reasons.ts";

/** The layout of this schema is pg-boss's own. */
export const JOBS: OwnSchema = {
  schema: "tracker_jobs",
  holds: "jobs",
  restore:
    "Restore the schema tracker_jobs from a copy, or drop it: jobs can be put again, what was sent is recorded elsewhere.",
  migrations: [],
};

/** How long one attempt may take, seconds. */
const LONGEST: Readonly<Record<JobKind, number>> = {
  build: 1800,
  collect: 1800,
  deliver: 3600,
  restate: 1800,
};

const DAY = 86_400;
/** A statement whose line broke is said again this often. */
const TRIES = 3;

export const deadOf = (kind: JobKind) => `${kind}-dead`;

/**
 * pg-boss over our lines, started: its tables are made or led forward, its queues are there.
 *
 * @throws PipelineError archive-damaged where a newer pg-boss wrote the tables; what the database says otherwise, also where a worker may
 *   only read
 */
export async function startBoss(
  lines: Lines,
  pace: Pace,
  { isWorker, onTrouble }: { readonly isWorker: boolean; readonly onTrouble: (sentence: string) => void },
): Promise<PgBoss> {
  // It would go on with tables that it does not know.
  await refuseNewer(lines);
  if (isWorker) await expectWritable(lines);
  const { PgBoss } = await import("pg-boss");
  const boss = new PgBoss(optionsFor(lines, pace, isWorker));
  // Without somebody who listens, an error would end the process.
  boss.on("error", (error) => onTrouble(reasonOf(error.message)));
  boss.on("warning", ({ message }) => onTrouble(reasonOf(message)));
  try {
    await boss.start();
    await makeQueues(boss, pace);
  } catch (cause) {
    await boss.stop({ graceful: false });
    throw cause;
  }
  return boss;
}

function optionsFor(lines: Lines, pace: Pace, isWorker: boolean): ConstructorOptions {
  return {
    schema: JOBS.schema,
    db: statementsOn(lines),
    // Who only puts orders leaves the watching to workers.
    supervise: isWorker,
    registerInstance: isWorker,
    superviseIntervalSeconds: pace.watchSeconds,
    monitorIntervalSeconds: pace.watchSeconds,
    schedule: false,
    openTelemetry: { enabled: false },
  };
}

/**
 * Statements of pg-boss, each again where its line broke. That does no harm: what is settled twice is settled once by its attempt's number,
 * what is put twice is put once by its key, and a job that was taken by an answer nobody heard goes to another when its lease is over.
 */
function statementsOn(lines: Lines): Db {
  const say = (text: string, values?: unknown[]) =>
    lines.use(async (client) => {
      try {
        return await client.query(text, values);
      } catch (cause) {
        // Several statements in one text leave their transaction open.
        if (!isCut(cause)) await client.query("ROLLBACK").catch(() => undefined);
        throw cause;
      }
    });
  return {
    async executeSql(text, values) {
      for (let tries = 1; ; tries += 1) {
        try {
          return await say(text, values);
        } catch (cause) {
          if (!isCut(cause) || tries === TRIES) throw cause;
        }
      }
    },
  };
}

/** @throws PipelineError archive-damaged where a newer pg-boss wrote the tables */
export async function refuseNewer(lines: Lines): Promise<void> {
  const { default: own } = await import("pg-boss/package.json", { with: { type: "json" } });
  const there = await lines.use(async (client) => {
    const { rows } = await client.query("SELECT to_regclass($1) IS NOT NULL AS is_there", [
      `${JOBS.schema}.version`,
    ]);
    if (!rows[0].is_there) return 0;
    return Number((await client.query(`SELECT version FROM ${JOBS.schema}.version`)).rows[0]?.version ?? 0);
  });
  if (there > own.pgboss.schema) throw newerSchema(`${lines.place} [${JOBS.schema}]`, JOBS);
}

/** Changes nothing, and is refused where changes would be: a worker would go on asking for jobs that it may not take. */
async function expectWritable(lines: Lines): Promise<void> {
  const table = `${JOBS.schema}.job_common`;
  await lines.use(async (client) => {
    const { rows } = await client.query("SELECT to_regclass($1) IS NOT NULL AS is_there", [table]);
    if (rows[0].is_there) await client.query(`UPDATE ${table} SET state = state WHERE false`);
  });
}

/** Asked for again they stay what they are. */
async function makeQueues(boss: PgBoss, pace: Pace): Promise<void> {
  const there = new Set((await boss.getQueues()).map(({ name }) => name));
  for (const kind of JOB_KINDS) {
    // Kept until a person has looked at them; nobody works on them.
    if (!there.has(deadOf(kind))) await boss.createQueue(deadOf(kind), { retentionSeconds: 3650 * DAY });
    if (there.has(kind)) continue;
    await boss.createQueue(kind, {
      // One of a key waits, rests or runs.
      policy: "exclusive",
      deadLetter: deadOf(kind),
      retryLimit: 5,
      retryBackoff: true,
      retryDelay: pace.firstPauseSeconds,
      retryDelayMax: pace.longestPauseSeconds,
      expireInSeconds: LONGEST[kind],
      heartbeatSeconds: pace.leaseSeconds,
      retentionSeconds: 365 * DAY,
      deleteAfterSeconds: 7 * DAY,
    });
  }
}
