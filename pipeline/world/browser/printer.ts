import { rm } from "node:fs/promises";
import { getCompileCacheDir } from "node:module";
import { dirname } from "node:path";
import { Worker } from "node:worker_threads";
import { PipelineError } from "../../errors.ts";
import type { Printer } from "../world.ts";
import { killBrowser } from "./browser-process.ts";
import type { Machine } from "./machine.ts";
import type { Order, PressSetup, RunningBrowser, Word } from "./printing-messages.ts";

/** A printer that is started early and ended by hand. */
export interface OpenPrinter extends Printer {
  /** Starts the browser, while others work; the first print does it too. */
  warm(): Promise<RunningBrowser>;
  /** Ends the browser at once, and what it left behind. */
  close(): Promise<void>;
}

export interface PrinterSetup {
  readonly machine: Machine;
  /** Told of browsers that were passed over. */
  readonly tell?: (remark: string) => void;
  /** How long one print may take before the browser is replaced; 30 s. */
  readonly deadlineMs?: number;
  /** After so many prints it is replaced in any case. */
  readonly printsPerBrowser?: number;
}

/**
 * Measured on issues, a browser and its two pages hold 450 to 530 MB after 20 prints as after 250. A fresh one costs 0.4 s, which is less than a
 * percent of the time of a hundred prints; in return what another browser may leak comes to an end.
 */
const PRINTS = 100;

const CLOSED = "The printer was closed.";

interface Waiting {
  resolve(value: never): void;
  reject(error: unknown): void;
}

/** A printer in a thread of its own. Nothing starts before it is asked. */
export function openPrinter({ machine, tell = () => {}, ...limits }: PrinterSetup): OpenPrinter {
  const { deadlineMs = 30_000, printsPerBrowser = PRINTS } = limits;
  const setup = { machine, deadlineMs, printsPerBrowser, compileCache: compileCache() };
  const waiting = new Map<number, Waiting>();
  const folders = new Set<string>();
  let browser: number | null = null;
  let thread: Worker | null = null;
  let closed = false;
  let asked = 0;

  const hear = (word: Word) => {
    if (word.kind === "remark") tell(word.remark);
    else if (word.kind === "browser") browser = word.pid;
    else if (word.kind === "folder") folders.add(word.folder);
    else if (word.kind === "settled") folders.delete(word.folder);
    else settle(waiting, word);
    if (waiting.size === 0) thread?.unref(); // a forgotten close() does not keep the program alive
  };
  const end = (error: unknown) => {
    thread = null;
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  const ask = <T>(order: (number: number) => Order) =>
    new Promise<T>((resolve, reject) => {
      if (closed) throw new Error(CLOSED);
      thread ??= startThread(setup, hear, end);
      thread.ref();
      asked += 1;
      waiting.set(asked, { resolve, reject });
      thread.postMessage(order(asked));
    });

  return {
    warm: () => {
      const warmed = ask<RunningBrowser>((number) => ({ kind: "warm", number }));
      warmed.catch(() => {}); // nobody need wait for it: the first print meets the same fault
      return warmed;
    },
    print: (order) => ask((number) => ({ kind: "print", number, order })),
    close: async () => {
      closed = true;
      if (!thread) return;
      const ended = new Promise((resolve) => thread?.once("exit", resolve));
      thread.postMessage({ kind: "close" } satisfies Order);
      if (browser !== null) killBrowser(browser);
      // The thread sees the browser off in 20 ms, for which nobody need wait unless there is something to clear up.
      if (!folders.size) return thread.unref();
      thread.ref();
      await ended;
      await Promise.all([...folders].map((folder) => rm(folder, { recursive: true, force: true })));
    },
  };
}

/** Node names the folder below the one that cli.ts gave it, after its own version. */
function compileCache(): string | null {
  const folder = getCompileCacheDir();
  return folder ? dirname(folder) : null;
}

function startThread(setup: PressSetup, hear: (word: Word) => void, end: (error: unknown) => void): Worker {
  const thread = new Worker(new URL("./printing-thread.ts", import.meta.url), {
    workerData: setup,
    execArgv: [],
  });
  return thread
    .on("message", hear)
    .on("error", end)
    .on("exit", () => end(new Error(CLOSED)));
}

function settle(
  waiting: Map<number, Waiting>,
  word: Exclude<Word, { kind: "remark" | "browser" | "folder" | "settled" }>,
): void {
  const order = waiting.get(word.number);
  waiting.delete(word.number);
  if (word.kind === "printed") order?.resolve(word.pdf as never);
  else if (word.kind === "warmed") order?.resolve(word.browser as never);
  else if (word.kind === "faults") order?.reject(new PipelineError(word.faults));
  else order?.reject(word.error);
}
