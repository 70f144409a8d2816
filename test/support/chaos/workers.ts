import { type DeliveryProject, deliveryProject } from "../delivery-project.ts";
import type { TestPostgres } from "../postgres.ts";
import type { LedgerRow } from "./balance.ts";
import { rowsOf } from "./project.ts";
import { commanded, type SenderEnd, type SenderProcess, sending, working } from "./sender-process.ts";

/** A project whose mail several workers send, over one PostgreSQL: one relay, so many free readers. */
export interface WorkedProject extends DeliveryProject {
  readonly addresses: readonly string[];
  /** Of the database. */
  readonly address: string;
  rows(): Promise<readonly LedgerRow[]>;
  /** Sends until nothing waits any more. @throws Error after `most` runs, with what the last one said */
  finish(most: number): Promise<number>;
  /** Every connection to the database is cut off, whatever it is at. */
  cut(): Promise<void>;
}

/** Whoever is put off comes again within this run. */
const RETRY = { attempts: 40, firstSeconds: 0.05, mostSeconds: 0.4, runMinutes: 2 };

export async function workedProject(
  postgres: TestPostgres,
  port: number,
  more: {
    readonly readers: number;
    /** Besides those, who have the free edition. */
    readonly paid?: number;
    readonly relay?: Readonly<Record<string, unknown>>;
    readonly retry?: Readonly<Record<string, number>>;
  },
): Promise<WorkedProject> {
  const { readers, paid, relay = {}, retry = {} } = more;
  const own = await deliveryProject({
    relayPort: port,
    readers: { free: readers, ...(paid !== undefined && { paid }) },
    relay: { connections: 8, replySeconds: 20, ...relay },
    settings: { retry: { ...RETRY, ...retry } },
    pdfBytes: 20_000,
  });
  const address = await postgres.database();
  const environment = { ...own.environment, TRACKER_DATABASE: address, TRACKER_LOG: "error" };
  const { exit, err } = await commanded({ ...own, environment }, "migrate");
  if (exit !== 0) throw new Error(err);
  const cutting = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = '${new URL(address).pathname.slice(1)}' AND pid <> pg_backend_pid()`;
  const project: WorkedProject = {
    ...own,
    ...{ environment, address },
    addresses: Array.from({ length: readers }, (_, at) => `reader-free-${at}@example.net`),
    rows: () => rowsOf(project),
    finish: (most) => finished(project, most),
    cut: async () => void (await postgres.sql(postgres.address({}), cutting)),
  };
  return project;
}

async function finished(project: WorkedProject, most: number): Promise<number> {
  let last: SenderEnd | null = null;
  for (let runs = 1; runs <= most; runs += 1) {
    last = await sending(project).ended;
    const rows = await project.rows();
    const isLeft = rows.some(({ state }) => ["queued", "deferred", "handed over"].includes(state));
    if (rows.length > 0 && !isLeft) return runs;
  }
  throw new Error(`Something is left after ${most} runs: ${JSON.stringify(last)}`);
}

/** So many workers, each replaced by another when it is killed. */
export interface Crew {
  readonly kills: number;
  /** One of them ends at once; another begins in its place. */
  killOne(nth: number): Promise<void>;
  /** Asks all to end. @returns how they did */
  dismiss(): Promise<readonly SenderEnd[]>;
}

/** @param hours by which the clock of each is off; as many workers as are named */
export function crewOf(project: WorkedProject, hours: readonly number[]): Crew {
  const begin = (off: number) =>
    working(off === 0 ? project : { ...project, environment: skewed(project, off) });
  const workers: SenderProcess[] = hours.map(begin);
  let kills = 0;
  return {
    get kills() {
      return kills;
    },
    async killOne(nth) {
      const at = nth % workers.length;
      workers[at]!.kill("SIGKILL");
      await workers[at]!.ended;
      kills += 1;
      workers[at] = begin(hours[at]!);
    },
    dismiss() {
      for (const worker of workers) worker.kill("SIGTERM");
      return Promise.all(workers.map(({ ended }) => ended));
    },
  };
}

const clock = new URL("skewed-clock.ts", import.meta.url).href;

function skewed({ environment }: WorkedProject, hours: number) {
  return { ...environment, SKEWED_HOURS: String(hours), NODE_OPTIONS: `--import ${clock}` };
}
