import { type Balance, balanceOf, type OnceUncertain } from "./balance.ts";
import type { FarMailServer } from "./far-mail-server.ts";
import type { ChaosStage } from "./stage.ts";

/** Ledger and servers side by side, and what was done to the letters. */
export async function counted(
  addresses: readonly string[],
  stage: Pick<ChaosStage, "rows">,
  servers: readonly FarMailServer[],
  once: OnceUncertain = new Map(),
): Promise<{ readonly balance: Balance; readonly faults: Readonly<Record<string, number>> }> {
  const kept = (await Promise.all(servers.map((server) => server.letters()))).flat();
  const counts = await Promise.all(servers.map((server) => server.counts()));
  const faults: Record<string, number> = {};
  for (const [name, times] of counts.flatMap((one) => Object.entries(one)))
    faults[name] = (faults[name] ?? 0) + times;
  return { balance: balanceOf(addresses, { rows: await stage.rows(), kept, once }), faults };
}
