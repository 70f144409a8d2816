import type { Agent, Dispatcher } from "undici";
import { checkedLookup } from "./addresses.ts";
import { type Body, readBody } from "./body.ts";
import { GLANCE_BYTES } from "./excerpt.ts";
import type { WebSettings } from "./settings.ts";
import { FIRST_BYTE, lasting, type Trouble, troubleBy, WHOLE_TIME } from "./troubles.ts";

/** One answer with its body. */
export interface Answer {
  readonly kind: "answer";
  readonly status: number;
  /** The header's value, the first if it came twice; null where it did not come. */
  header(name: string): string | null;
  readonly body: Omit<Body, "end"> & { readonly end: Body["end"] | "too-slow" };
}

export interface Order {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly limitBytes: number;
  /** What is left of the time for the whole. */
  readonly leftMs: number;
}

/** Sockets, kept open for the next request to the same host. */
export interface Wire {
  /** Loads what is needed, so that the time for it does not fall between a request's turn and its start. */
  ready(): Promise<void>;
  ask(order: Order): Promise<Answer | Trouble>;
  /** The Date header of an answer to HEAD, whatever its status; null if none comes in time. */
  date(url: URL, withinMs: number): Promise<string | null>;
  close(): Promise<void>;
}

/** @param checked whether only public addresses may be connected to: not so where all goes to a mirror */
export function openWire(settings: WebSettings, checked: boolean): Wire {
  let opening: Promise<Agent> | null = null;
  let closed = false;
  const agent = () => {
    opening ??= openAgent(settings, checked);
    return opening;
  };
  return {
    async ready() {
      if (!closed) await agent();
    },
    async ask(order) {
      if (closed) return lasting("is not asked any more: the program is closing its connections");
      return ask(await agent(), order, settings);
    },
    async date(url, withinMs) {
      return closed ? null : dateOf(await agent(), url, withinMs);
    },
    async close() {
      closed = true;
      await (await opening)?.destroy();
    },
  };
}

async function openAgent({ connectMs, lookup }: WebSettings, checked: boolean): Promise<Agent> {
  // Loading it takes some 100 ms, which a run without a network need not spend.
  const { Agent } = await import("undici");
  const resolving = checked ? { lookup: checkedLookup(lookup) } : {};
  return new Agent({ allowH2: false, connect: { timeout: connectMs, allowH2: false, ...resolving } });
}

async function ask(agent: Agent, order: Order, settings: WebSettings): Promise<Answer | Trouble> {
  const { url, headers, limitBytes, leftMs } = order;
  const late = new AbortController();
  const endAfter = (ms: number, code: string) =>
    setTimeout(() => late.abort(Object.assign(new Error(code), { code })), ms);
  const timers = [endAfter(leftMs, WHOLE_TIME), endAfter(settings.firstByteMs, FIRST_BYTE)];
  try {
    const question = { ...target(url, "GET"), headers, headersTimeout: 0, bodyTimeout: 0 };
    const {
      statusCode: status,
      headers: sent,
      body,
    } = await agent.request({ ...question, signal: late.signal });
    clearTimeout(timers[1]);
    const header = (name: string) => [sent[name]].flat()[0] ?? null;
    body.on("error", () => {}); // told by the reading
    // Of an error page the beginning is enough, and it is not worth a long wait.
    if (status !== 200) timers.push(endAfter(settings.firstByteMs, WHOLE_TIME));
    const read = await readBody(body, header("content-encoding"), status === 200 ? limitBytes : GLANCE_BYTES);
    const end = read.end === "cut-short" && late.signal.aborted ? "too-slow" : read.end;
    return { kind: "answer", status, header, body: { ...read, end } };
  } catch (error) {
    return troubleBy(error, settings);
  } finally {
    for (const timer of timers) clearTimeout(timer);
  }
}

async function dateOf(agent: Agent, url: URL, withinMs: number): Promise<string | null> {
  try {
    const signal = AbortSignal.timeout(withinMs);
    const { headers, body } = await agent.request({ ...target(url, "HEAD"), signal });
    body.on("error", () => {}).destroy();
    return [headers.date].flat()[0] ?? null;
  } catch {
    return null;
  }
}

function target({ origin, pathname, search }: URL, method: Dispatcher.HttpMethod) {
  return { origin, path: pathname + search, method };
}
