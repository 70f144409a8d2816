import { readFileSync } from "node:fs";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import type { PageRequest } from "../../pipeline/collect/sources/fred/request.ts";
import type { Page } from "../../pipeline/collect/wire-format.ts";

const shared = new URL("../../../shared/", import.meta.url);

/** A server that replays FRED at a moment of the past, and does harm where it is told to. */
export interface Upstream {
  /** The page at an https address, with a made-up key where it asks for one; null where the status is not 200. */
  fetch(request: PageRequest): Promise<Page | null>;
  /** From now on every reply is harmed in this way; null for none. */
  harm(fault: Readonly<Record<string, unknown>> | null): Promise<void>;
  close(): Promise<void>;
}

interface ServerFile {
  createUpstream(options: { readonly now: string }): Server;
}

/** Starts it in this process. */
export async function startUpstream(now: string): Promise<Upstream> {
  const { createUpstream }: ServerFile = await import(
    /* @vite-ignore */ new URL("upstream/server.mjs", shared).href
  );
  const server = createUpstream({ now });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    fetch: (request) => fetchPage(origin, request),
    async harm(fault) {
      await fetch(`${origin}/__faults`, { method: "PUT", body: JSON.stringify(fault ? [fault] : []) });
    },
    async close() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

async function fetchPage(origin: string, { url, secret }: PageRequest): Promise<Page | null> {
  const address = new URL(url.replace("https:/", origin));
  if (secret) address.searchParams.set(secret.parameter, "abcdefghijklmnopqrstuvwxyz012345");
  // A zipped body that was cut short unzips to shorter text without a complaint: cuts are to be where the test says.
  const reply = await fetch(address, { headers: { "accept-encoding": "identity" } });
  const bytes = new Uint8Array(await reply.arrayBuffer());
  return reply.ok ? { url, bytes, type: "", charset: null, at: "2026-01-01T00:00:00Z" } : null;
}

/** The values of a recorded file by date: what the server replays, read without it. */
export function recordedValues(place: string): ReadonlyMap<string, number> {
  const text = readFileSync(fileURLToPath(new URL(`recorded/fred/${place}`, shared)), "utf8");
  const rows = text
    .trim()
    .split("\n")
    .slice(1)
    .map((line) => line.trim().split(","));
  return new Map(rows.filter(([, value]) => value).map(([date, value]) => [date!, Number(value)]));
}
