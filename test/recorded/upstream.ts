import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";

/** A line of the server's log. */
export interface LoggedRequest {
  readonly ms: number;
  readonly host: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly status: number | null;
  readonly fault: string | null;
}

/** A fault on demand; see the server's README. */
export type Fault = Readonly<Record<string, unknown>> & { readonly mode: string; readonly match?: string };

/** A server that replays recorded data in the sources' own formats at a moment of the past. */
export interface Upstream {
  /** For --mirror. */
  readonly url: string;
  /** Another present from here on. */
  setNow(now: string): Promise<void>;
  /** These faults and no others. */
  setFaults(faults: readonly Fault[]): Promise<void>;
  setOptions(options: Readonly<Record<string, unknown>>): Promise<void>;
  /** The requests since the last call. */
  takeLog(): Promise<readonly LoggedRequest[]>;
  close(): Promise<void>;
}

/** The recorded data that stand beside the project. */
export const recordedFolder = fileURLToPath(new URL("../../../shared/recorded", import.meta.url));

/** Starts it in this process on a port of its own. */
export async function startUpstream(now: string): Promise<Upstream> {
  const place = new URL("../../../shared/upstream/server.mjs", import.meta.url).href;
  const { createUpstream }: { createUpstream(options: { readonly now: string }): Server } = await import(
    /* @vite-ignore */ place
  );
  const server = createUpstream({ now });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const control = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const reply = await fetch(`${url}/__${path}`, {
      method,
      // The server hangs up on idle lines after five seconds, for which this process may have been computing.
      headers: { connection: "close" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!reply.ok) throw new Error(`the upstream refuses ${method} ${path}: ${await reply.text()}`);
    return reply.json();
  };
  return {
    url,
    setNow: async (moment) => void (await control("POST", "now", { now: moment })),
    setFaults: async (faults) => void (await control("PUT", "faults", faults)),
    setOptions: async (options) => void (await control("POST", "options", options)),
    async takeLog() {
      const log = (await control("GET", "log")) as readonly LoggedRequest[];
      await control("DELETE", "log");
      return log;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}
