import { type ChildProcess, spawn } from "node:child_process";
import type { Readable, Writable } from "node:stream";
import type { ConnectionTransport } from "puppeteer-core/internal/puppeteer-core-browser.js";
import type { Environment } from "./machine.ts";

/** A browser that was started, and the pipe to it. The pipe's end is the browser's: it leaves even if we are killed. */
export interface BrowserProcess {
  /** Leader of a process group of its own; null if it could not be started. */
  readonly pid: number | null;
  readonly transport: ConnectionTransport;
  /** Settles when it has ended, with the last that it said. */
  readonly ended: Promise<string>;
}

export interface Command {
  readonly path: string;
  readonly args: readonly string[];
  readonly env: Environment;
}

/** Starts a browser whose DevTools speak on descriptors 3 and 4. Never throws: see `ended`. */
export function startBrowser({ path, args, env }: Command): BrowserProcess {
  const child = spawn(path, [...args], {
    stdio: ["ignore", "ignore", "pipe", "pipe", "pipe"],
    env: env as NodeJS.ProcessEnv,
    detached: process.platform !== "win32",
  });
  const [, , errors, toBrowser, fromBrowser] = child.stdio as [null, null, Readable, Writable, Readable];
  const transport = pipeTransport(toBrowser, fromBrowser);
  return { pid: child.pid ?? null, transport, ended: endOf(child, errors) };
}

/** Ends a browser at once with all that it started: nothing of it is worth a farewell. */
export function killBrowser(pid: number): void {
  try {
    process.kill(process.platform === "win32" ? pid : -pid, "SIGKILL");
  } catch {
    // It has ended by itself.
  }
}

function endOf(child: ChildProcess, errors: Readable): Promise<string> {
  let said = "";
  errors.setEncoding("utf8").on("data", (text: string) => {
    said = (said + text).slice(-4000);
  });
  return new Promise((resolve) => {
    child.on("error", (error) => resolve(error.message));
    child.on("close", (code, signal) => resolve(said.trim() || `It ended with ${signal ?? `code ${code}`}.`));
  });
}

/** Messages of DevTools are JSON, each ended by a zero byte. */
function pipeTransport(toBrowser: Writable, fromBrowser: Readable): ConnectionTransport {
  const transport: ConnectionTransport = {
    send: (message) => void toBrowser.write(`${message}\0`),
    close: () => toBrowser.end(),
  };
  let pending: Buffer[] = [];
  fromBrowser.on("data", (chunk: Buffer) => {
    pending.push(chunk);
    if (!chunk.includes(0)) return;
    const messages = splitMessages(Buffer.concat(pending));
    pending = [messages.rest];
    // One at a time, as puppeteer's own pipe does: what waits for one message runs before the next.
    for (const message of messages.whole) setImmediate(() => transport.onmessage?.(message));
  });
  fromBrowser.on("close", () => transport.onclose?.());
  for (const pipe of [toBrowser, fromBrowser]) pipe.on("error", () => {}); // the browser's end says more
  return transport;
}

function splitMessages(bytes: Buffer): { whole: string[]; rest: Buffer } {
  const whole: string[] = [];
  let start = 0;
  for (let end = bytes.indexOf(0); end >= 0; end = bytes.indexOf(0, start)) {
    whole.push(bytes.toString("utf8", start, end));
    start = end + 1;
  }
  return { whole, rest: bytes.subarray(start) };
}
