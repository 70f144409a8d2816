import { serveMetrics } from "../world/metrics-server.ts";
import type { Served } from "../world/serve.ts";
import type { Machine } from "./jobs/workplace.ts";
import { tellLevels } from "./worker-levels.ts";

/** A worker's `/metrics` and `/health`; it is well where `health` is fulfilled. @throws PipelineError port-taken */
export async function serveWorker(
  { invocation, root, metrics, log }: Machine,
  at: { readonly host: string; readonly port: number },
  health: () => Promise<unknown>,
): Promise<Pick<Served, "close">> {
  await tellLevels(metrics, invocation, root);
  const served = await serveMetrics({ ...at, metrics, health });
  log.info("The worker tells its numbers.", { host: at.host, port: served.port });
  return served;
}
