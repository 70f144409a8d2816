import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { PipelineError } from "../errors.ts";
import { type Caller, callerOf, isTrustedPeer, type Proxies } from "./caller.ts";
import { readBody } from "./request-body.ts";
import type { Asked, Reply, Served } from "./serve.ts";

/** A request from anywhere. */
export interface PublicAsked extends Asked {
  readonly caller: Caller;
}

/** How much of this machine strangers may hold. */
export interface PublicLimits {
  /** Bytes of request line and headers; more is 431. */
  readonly headerBytes: number;
  /** Letters of path and query; more is 414. */
  readonly targetLetters: number;
  /** How long the headers, and how long a whole request, may take to come. */
  readonly headersMs: number;
  readonly requestMs: number;
  /** How long a connection may be silent. */
  readonly idleMs: number;
  readonly connections: number;
  /** From one machine that is no trusted proxy. */
  readonly connectionsEach: number;
  readonly requestsPerConnection: number;
  /** How long what is under way may go on when the server ends. */
  readonly drainMs: number;
}

export const PUBLIC_LIMITS: PublicLimits = {
  headerBytes: 16_384,
  targetLetters: 8192,
  headersMs: 10_000,
  requestMs: 30_000,
  idleMs: 30_000,
  connections: 1000,
  connectionsEach: 100,
  requestsPerConnection: 1000,
  drainMs: 10_000,
};

export interface PublicListening {
  readonly host: string;
  /** 0 for any that is free. */
  readonly port: number;
  readonly proxies: Proxies;
  readonly limits?: Partial<PublicLimits>;
  /** Told of what was refused because it is no request: with which status. */
  readonly refused?: (status: number) => void;
}

/** A server for everybody. */
export interface PublicServing {
  /**
   * Listens until it is closed; `close` takes no new requests and waits for those under way.
   *
   * @param answer what it throws is a bug, and answered with 500
   * @throws PipelineError port-taken
   */
  serve(listening: PublicListening, answer: (asked: PublicAsked) => Promise<Reply>): Promise<Served>;
}

export const publicServing: PublicServing = {
  async serve({ host, port, proxies, refused = () => undefined, ...listening }, answer) {
    const limits = { ...PUBLIC_LIMITS, ...listening.limits };
    const server = createServer(
      {
        maxHeaderSize: limits.headerBytes,
        headersTimeout: limits.headersMs,
        requestTimeout: limits.requestMs,
        keepAliveTimeout: 5000,
        connectionsCheckingInterval: Math.min(1000, limits.headersMs),
        insecureHTTPParser: false,
      },
      (request, response) => void reply(request, response, { limits, proxies, answer }),
    );
    server.maxConnections = limits.connections;
    server.maxHeadersCount = 100;
    server.maxRequestsPerSocket = limits.requestsPerConnection;
    server.timeout = limits.idleMs;
    server.on("clientError", (error, socket) => refused(sayRefusal(codeOf(error), socket as Socket)));
    server.on("connect", (_, socket) => refused(sayRefusal("CONNECT", socket as Socket)));
    holdEach(server, limits.connectionsEach, proxies);
    await listen(server, host, port);
    return { port: (server.address() as AddressInfo).port, close: () => drain(server, limits.drainMs) };
  },
};

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (cause) => reject(cannotListen(host, port, cause)));
    server.listen({ port, host, exclusive: true }, resolve);
  });
}

/** Nobody holds all connections: a machine that has its share open is hung up on. */
function holdEach(server: Server, most: number, proxies: Proxies): void {
  const open = new Map<string, number>();
  server.on("connection", (socket) => {
    // A line that breaks is no trouble of ours.
    socket.on("error", () => undefined);
    const peer = socket.remoteAddress;
    if (peer === undefined || isTrustedPeer(peer, proxies)) return;
    const count = (open.get(peer) ?? 0) + 1;
    open.set(peer, count);
    socket.once("close", () => {
      const left = (open.get(peer) ?? 1) - 1;
      if (left > 0) open.set(peer, left);
      else open.delete(peer);
    });
    if (count > most) socket.destroy();
  });
}

interface Answering {
  readonly limits: PublicLimits;
  readonly proxies: Proxies;
  readonly answer: (asked: PublicAsked) => Promise<Reply>;
}

async function reply(
  request: IncomingMessage,
  response: ServerResponse,
  { limits, proxies, answer }: Answering,
): Promise<void> {
  response.on("error", () => undefined);
  request.on("error", () => undefined);
  const target = request.url ?? "/";
  const { status, headers, body } =
    target.length > limits.targetLetters
      ? brokenOff(414, "The address is too long.")
      : await answer(askedOf(request, proxies)).catch(() => brokenOff(500, "The server failed at this."));
  if (response.destroyed) return;
  const bytes = typeof body === "string" ? Buffer.from(body) : body instanceof Uint8Array ? body : null;
  if (bytes === null) throw new Error("the public server has no answers that go on");
  // What was sent and nobody read is not waited for.
  const leftUnread = request.complete ? {} : { connection: "close" };
  const length = status === 204 || status === 304 ? {} : { "content-length": String(bytes.length) };
  response.writeHead(status, { ...headers, ...length, ...leftUnread });
  response.end(request.method === "HEAD" ? undefined : bytes);
}

function askedOf(request: IncomingMessage, proxies: Proxies): PublicAsked {
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value]),
  );
  return {
    method: request.method ?? "GET",
    target: request.url ?? "/",
    headers,
    caller: callerOf(request.socket.remoteAddress, headers, proxies),
    body: (mostBytes) => readBody(request, mostBytes),
  };
}

const REFUSALS: Readonly<Record<string, readonly [number, string]>> = {
  HPE_HEADER_OVERFLOW: [431, "Request Header Fields Too Large"],
  HPE_CHUNK_EXTENSIONS_OVERFLOW: [413, "Payload Too Large"],
  ERR_HTTP_REQUEST_TIMEOUT: [408, "Request Timeout"],
  CONNECT: [405, "Method Not Allowed"],
};

/** What is no request of HTTP is told so, and hung up on. */
function sayRefusal(code: string, socket: Socket): number {
  const [status, words] = REFUSALS[code] ?? [400, "Bad Request"];
  if (socket.writable && !socket.writableEnded)
    socket.end(`HTTP/1.1 ${status} ${words}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
  // Nothing more that it sends is read.
  setTimeout(() => socket.destroy(), 500).unref();
  return status;
}

function codeOf(error: NodeJS.ErrnoException): string {
  return error.code ?? "";
}

function brokenOff(status: number, sentence: string): Reply {
  const headers = { "content-type": "text/plain; charset=utf-8", "x-content-type-options": "nosniff" };
  return { status, headers, body: `${sentence}\n` };
}

async function drain(server: Server, ms: number): Promise<void> {
  const ended = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const late = setTimeout(() => server.closeAllConnections(), ms);
  await ended;
  clearTimeout(late);
}

function cannotListen(host: string, port: number, cause: NodeJS.ErrnoException): PipelineError {
  const taken = cause.code === "EADDRINUSE";
  return new PipelineError({
    code: "port-taken",
    message: taken
      ? `Port ${port} is taken: another program listens there.`
      : `The server cannot listen on ${host} port ${port} (${cause.code ?? "unknown"}).`,
    remedy: "Choose another with --port, or another of this machine's addresses with --host.",
    cause,
  });
}
