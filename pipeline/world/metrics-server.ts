import type { Metrics } from "./metrics.ts";
import { publicServing } from "./public-server.ts";
import { LOOPBACK, type Reply, type Served } from "./serve.ts";

export interface MetricsListening {
  /** This machine alone where nothing else is said. */
  readonly host?: string;
  /** 0 for any that is free. */
  readonly port: number;
  readonly metrics: Metrics;
  /** Fulfilled where all that the work needs answers. What it throws is a reason to be restarted or looked at. */
  readonly health: () => Promise<unknown>;
  /** How long that may take, ms. */
  readonly patienceMs?: number;
}

/**
 * `/metrics` for a Prometheus server and `/health` for who watches: 200 `{"status":"ok"}`, or 503 without the reason, which stands in the
 * log and is nothing for whoever asks.
 *
 * @throws PipelineError port-taken
 */
export function serveMetrics(listening: MetricsListening): Promise<Served> {
  const { host = LOOPBACK, port, metrics, health, patienceMs = 5000 } = listening;
  return publicServing.serve({ host, port, proxies: [] }, async ({ method, target }) => {
    if (method !== "GET" && method !== "HEAD")
      return plain(405, "Only GET and HEAD.", { allow: "GET, HEAD" });
    switch (target.split("?")[0]) {
      case "/health":
        return healthReply(await isWithin(health, patienceMs));
      case "/metrics": {
        const { type, text } = await metrics.page();
        return { status: 200, headers: { ...UNKEPT, "content-type": type }, body: text };
      }
      default:
        return plain(404, "There are /metrics and /health.");
    }
  });
}

const UNKEPT = { "cache-control": "no-store", "x-content-type-options": "nosniff" };

function healthReply(isWell: boolean): Reply {
  return {
    status: isWell ? 200 : 503,
    headers: { ...UNKEPT, "content-type": "application/json" },
    body: `${JSON.stringify({ status: isWell ? "ok" : "unwell" })}\n`,
  };
}

function plain(status: number, sentence: string, headers: Readonly<Record<string, string>> = {}): Reply {
  return {
    status,
    headers: { ...UNKEPT, "content-type": "text/plain; charset=utf-8", ...headers },
    body: `${sentence}\n`,
  };
}

async function isWithin(asked: () => Promise<unknown>, ms: number): Promise<boolean> {
  const late = Promise.withResolvers<boolean>();
  const timer = setTimeout(() => late.resolve(false), ms);
  const answered = asked().then(
    () => true,
    () => false,
  );
  const isWell = await Promise.race([answered, late.promise]);
  clearTimeout(timer);
  return isWell;
}
