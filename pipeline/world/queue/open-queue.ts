import type { JobInsert, PgBoss } from "pg-boss";
import { type Lines, openLines } from "../database/postgres/lines.ts";
import { faultOf } from "../database/postgres/postgres-fault.ts";
import { deadOf, JOBS, refuseNewer, startBoss } from "./boss.ts";
import {
  type Brief,
  JOB_KINDS,
  type JobKind,
  type Order,
  PACE,
  type Pace,
  PRIORITY,
  type Queue,
} from "./queue.ts";
import { deadOn, standingOn, toldOn } from "./standing.ts";
import { workWith } from "./working.ts";

/** Orders in one statement. */
const PAGE = 1000;
/** Lines of a worker besides one per lane: heartbeats, and the watch. */
const LINES_BESIDES = 3;

/**
 * The queue in the schema `tracker_jobs` of a PostgreSQL database. Nothing is asked before the first call.
 *
 * @param address `postgres://user:password@host:port/database`
 * @param pace what differs from `PACE`; pauses are those of who made the queues
 */
export function openQueue(
  address: string,
  { patienceMs, ...changed }: Partial<Pace> & { readonly patienceMs?: number } = {},
): Queue {
  const pace = { ...PACE, ...changed };
  const patience = patienceMs === undefined ? {} : { patienceMs };
  const lines = openLines(address, patience);
  let clerk: Promise<PgBoss> | null = null;
  const asked = <T>(work: (boss: PgBoss) => Promise<T>): Promise<T> => {
    // One that could not start is begun anew by the next.
    clerk ??= startBoss(lines, pace, { isWorker: false, onTrouble: () => undefined }).catch((cause) => {
      clerk = null;
      throw cause;
    });
    return told(lines, clerk.then(work));
  };
  // To look starts nothing, so that who may only read can look. Layouts only ever grow: one look at theirs is enough.
  let isKnown = false;
  const looked = <T>(look: () => Promise<T>): Promise<T> =>
    told(
      lines,
      (async () => {
        if (!isKnown) await refuseNewer(lines);
        isKnown = true;
        return look();
      })(),
    );
  const putAll: Queue["putAll"] = (orders) =>
    asked(async (boss) => {
      let count = 0;
      for (const [kind, page] of pagesOf(orders)) {
        const jobs = page.map((order) => insertOf(order, pace));
        count += (await boss.insert(kind, jobs, { returnId: true }))?.length ?? 0;
      }
      return count;
    });
  return {
    putAll,
    put: async (order) => (await putAll([order])) === 1,
    async work(shift) {
      const lanes = JOB_KINDS.map((kind) => (shift.doers[kind] ? (shift.concurrency?.[kind] ?? 1) : 0));
      const most = lanes.reduce((sum, count) => sum + count, LINES_BESIDES);
      const own = openLines(address, { ...patience, most });
      const onTrouble = (sentence: string) => shift.onTrouble?.(sentence);
      try {
        const boss = await told(own, startBoss(own, pace, { isWorker: true, onTrouble }));
        shift.onReady?.();
        await workWith(boss, shift, pace.pollSeconds);
      } finally {
        await own.close();
      }
    },
    told: (kind, keys) => looked(() => toldOn(lines, kind, keys)),
    standing: () => looked(() => standingOn(lines)),
    deadLetters: (kind, most = 1000) => looked(() => deadOn(lines, kind, most)),
    retryDead: (kind, ids) =>
      asked(async (boss) => {
        if (ids?.length === 0) return 0;
        let count = 0;
        let moved = 0;
        do {
          moved = await boss.redrive(deadOf(kind), { limit: PAGE, ...(ids && { ids: [...ids] }) });
          count += moved;
        } while (moved > 0);
        return count;
      }),
    async close() {
      const open = clerk;
      clerk = null;
      await (await open?.catch(() => null))?.stop({ graceful: false });
      await lines.close();
    },
  };
}

function told<T>(lines: Lines, work: Promise<T>): Promise<T> {
  return work.catch((cause) => {
    throw faultOf(lines.place, JOBS, cause);
  });
}

function* pagesOf(orders: readonly Order[]): Generator<readonly [JobKind, readonly Order[]]> {
  for (const kind of JOB_KINDS) {
    const own = orders.filter((order) => order.kind === kind);
    for (let at = 0; at < own.length; at += PAGE) yield [kind, own.slice(at, at + PAGE)];
  }
}

function insertOf({ key, brief, priority, retries, afterSeconds }: Order, pace: Pace): JobInsert<Brief> {
  return {
    data: brief,
    singletonKey: key,
    priority: priority ?? PRIORITY.normal,
    heartbeatSeconds: pace.leaseSeconds,
    retryDelay: pace.firstPauseSeconds,
    retryBackoff: true,
    retryDelayMax: pace.longestPauseSeconds,
    ...(retries !== undefined && { retryLimit: retries }),
    ...(afterSeconds !== undefined && { startAfter: afterSeconds }),
  };
}
