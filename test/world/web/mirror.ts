import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach } from "vitest";
import type { WebSettings } from "../../../pipeline/world/web/settings.ts";
import { openWeb } from "../../../pipeline/world/web/web.ts";
import type { WebReply, WebRequest } from "../../../pipeline/world/world.ts";

/** Our own clock in these tests. */
export const OWN = "2030-01-01T00:00:00Z";
/** The moment that a mirror replays. */
export const REPLAYED = "Wed, 05 Nov 2025 22:30:00 GMT";
export const KEY = "abcdef0123456789abcdef0123456789";
export const PAGE = "https://rates.example/daily.csv";

export type Answering = (request: IncomingMessage, response: ServerResponse) => void;

const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

/** A mirror on loopback, gone after the test. `asked` are the lines that came, "GET /rates.example/daily.csv". */
export async function mirror(answer: Answering) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  ends.push(() => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  });
  return { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked, server };
}

/** A web with short patience; what is not said is as in life, but nobody sleeps: `slept` tells how long they would have. */
export function webOn(
  address: string | null,
  settings: Partial<WebSettings> = {},
  environment: Readonly<Record<string, string>> = {},
) {
  const slept: number[] = [];
  let ticks = 0;
  const web = openWeb({
    environment,
    mirror: address,
    now: () => OWN,
    settings: {
      firstByteMs: 1_000,
      random: () => 0.5,
      ticks: () => ticks,
      sleep: async (ms) => {
        slept.push(ms);
        ticks += ms;
      },
      ...settings,
    },
  });
  ends.push(() => web.close());
  return { web, slept };
}

export function page(wishes: Partial<WebRequest> = {}): WebRequest {
  return { url: PAGE, limitBytes: 100_000, gapMs: 0, known: null, ...wishes };
}

/** One page of a mirror that answers so. */
export async function getFrom(
  answer: Answering,
  wishes: Partial<WebRequest> = {},
  settings: Partial<WebSettings> = {},
) {
  const { address, asked } = await mirror(answer);
  const { web, slept } = webOn(address, settings, { FRED_API_KEY: KEY });
  return { reply: await web.get(page(wishes)), asked, slept };
}

export function fetched(reply: WebReply) {
  if (reply.outcome !== "fetched") throw new Error(`not fetched: ${JSON.stringify(reply)}`);
  return { ...reply, text: Buffer.from(reply.bytes).toString() };
}

export function failure(reply: WebReply) {
  if (reply.outcome !== "failed") throw new Error(`not failed: ${JSON.stringify(reply)}`);
  return reply;
}

/** Answers one after the other; the last again and again. */
export function inOrder(...answers: readonly Answering[]): Answering {
  let turn = 0;
  return (request, response) => answers[Math.min(turn++, answers.length - 1)]!(request, response);
}

/** An answer with that status. */
export function says(status: number, body = "", headers: Readonly<Record<string, string>> = {}): Answering {
  return (_, response) => response.writeHead(status, { date: REPLAYED, ...headers }).end(body);
}
