import type { Surroundings } from "../../../pipeline/cli/database-of.ts";
import { openMailing } from "../../../pipeline/cli/mailing-world.ts";
import type { DeliveryState } from "../../../pipeline/model/delivery.ts";
import { type DeliveryProject, deliveryProject } from "../delivery-project.ts";
import type { LedgerRow } from "./balance.ts";
import { type SenderEnd, sending } from "./sender-process.ts";

/** A project that the real command line sends: one relay, so many free readers. */
export interface ChaosProject extends DeliveryProject {
  readonly addresses: readonly string[];
  rows(): Promise<readonly LedgerRow[]>;
  count(state: DeliveryState): Promise<number>;
  /** Sends until nothing waits any more. @throws Error after `most` runs, with what the last one said */
  finish(most: number): Promise<number>;
}

const VERSION = "2025-11-05/free/1";
/** Whoever is put off comes again within this run. */
const RETRY = { attempts: 40, firstSeconds: 0.05, mostSeconds: 0.4, runMinutes: 0.5 };

export async function chaosProject(
  port: number,
  readers: number,
  more: { readonly replySeconds?: number; readonly root?: string } = {},
): Promise<ChaosProject> {
  const { replySeconds = 20, ...place } = more;
  const own = await deliveryProject({
    ...place,
    relayPort: port,
    readers: { free: readers },
    relay: { connections: 5, replySeconds },
    settings: { retry: RETRY },
    pdfBytes: 20_000,
  });
  const project: ChaosProject = {
    ...own,
    addresses: Array.from({ length: readers }, (_, at) => `reader-free-${at}@example.net`),
    rows: () => rowsOf(own),
    count: async (state) => (await rowsOf(own)).filter((row) => row.state === state).length,
    finish: (most) => finished(project, most),
  };
  return project;
}

/** Who got what of the version, as the ledger of a project or of its database has it. */
export async function rowsOf({
  root,
  environment = {},
}: Pick<DeliveryProject, "root"> & Partial<Surroundings>): Promise<readonly LedgerRow[]> {
  const mailing = openMailing({ environment }, root);
  try {
    const rows: LedgerRow[] = [];
    for await (const { address, recipient, state } of mailing.deliveries.receipts(VERSION, {}))
      rows.push({ address: address ?? recipient, state });
    return rows;
  } finally {
    await mailing.close();
  }
}

async function finished(project: ChaosProject, most: number): Promise<number> {
  let last: SenderEnd | null = null;
  for (let runs = 1; runs <= most; runs += 1) {
    last = await sending(project).ended;
    const waiting = (await project.rows()).filter(({ state }) =>
      ["queued", "deferred", "handed over"].includes(state),
    );
    if (waiting.length === 0 && (await project.rows()).length > 0) return runs;
  }
  throw new Error(`Something is left after ${most} runs: ${JSON.stringify(last)}`);
}
