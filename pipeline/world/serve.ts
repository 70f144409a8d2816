import { randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { PipelineError } from "../errors.ts";

/** What a browser asked for. */
export interface Asked {
  readonly method: string;
  /** Path and query as they were sent, nothing decoded. */
  readonly target: string;
  /** By their names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** What was sent with it; null where that is longer than `mostBytes`. */
  body(mostBytes: number): Promise<Uint8Array | null>;
}

/** An answer that goes on: it is handed `say`, and gives what to do when the listener has left. */
export type Telling = (say: (text: string) => void) => () => void;

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | string | Telling;
}

/** A server for one person, on this machine. */
export interface Serving {
  /**
   * Listens on the loopback address alone.
   *
   * @param port 0 for any that is free
   * @param answer is not expected to throw
   * @throws PipelineError port-taken
   */
  serve(port: number, answer: (asked: Asked) => Promise<Reply>): Promise<Served>;
  /** A word that nobody can guess. */
  secret(): string;
}

export interface Served {
  readonly port: number;
  /** Ends at once, and every answer that goes on. */
  close(): Promise<void>;
}

/** 127.0.0.1: nobody else on the network can reach it. */
export const LOOPBACK = "127.0.0.1";

export const realServing: Serving = {
  secret: () => randomBytes(24).toString("base64url"),
  async serve(port, answer) {
    const server = createServer((request, response) => void reply(request, response, answer));
    await new Promise<void>((resolve, reject) => {
      server.once("error", (cause) => reject(cannotListen(port, cause)));
      // Exclusive: not even processes of one cluster share it.
      server.listen({ port, host: LOOPBACK, exclusive: true }, resolve);
    });
    return {
      port: (server.address() as AddressInfo).port,
      close: () =>
        new Promise((resolve) => {
          server.close(() => resolve());
          server.closeAllConnections();
        }),
    };
  },
};

async function reply(
  request: IncomingMessage,
  response: ServerResponse,
  answer: (asked: Asked) => Promise<Reply>,
): Promise<void> {
  // A browser that leaves in the middle is no trouble of ours.
  response.on("error", () => undefined);
  request.on("error", () => undefined);
  const { status, headers, body } = await answer(askedOf(request)).catch(brokenOff);
  if (response.destroyed) return;
  response.writeHead(status, headers);
  if (typeof body !== "function") return void response.end(body);
  response.flushHeaders();
  const left = body((text) => response.write(text));
  response.once("close", left);
}

function askedOf(request: IncomingMessage): Asked {
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value]),
  );
  return {
    method: request.method ?? "GET",
    target: request.url ?? "/",
    headers,
    body: (mostBytes) => bodyOf(request, mostBytes),
  };
}

async function bodyOf(request: IncomingMessage, mostBytes: number): Promise<Uint8Array | null> {
  const parts: Uint8Array[] = [];
  let length = 0;
  // What is too long is read to its end all the same, and forgotten: a browser listens only when it has said everything.
  for await (const part of request as AsyncIterable<Uint8Array>) {
    length += part.length;
    if (length <= mostBytes) parts.push(part);
  }
  return length > mostBytes ? null : Buffer.concat(parts);
}

/** A bug, told without its insides. */
function brokenOff(): Reply {
  return {
    status: 500,
    headers: { "content-type": "text/plain; charset=utf-8" },
    body: "The preview failed.",
  };
}

function cannotListen(port: number, cause: NodeJS.ErrnoException): PipelineError {
  const taken = cause.code === "EADDRINUSE";
  return new PipelineError({
    code: "port-taken",
    message: taken
      ? `Port ${port} is taken: another preview or another program listens there.`
      : `The preview cannot listen on port ${port} (${cause.code ?? "unknown"}).`,
    remedy: "Choose another with --port, or any free one with --port 0.",
    cause,
  });
}
