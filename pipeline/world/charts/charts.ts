import { getCompileCacheDir } from "node:module";
import { dirname } from "node:path";
import { Worker } from "node:worker_threads";
import type { ChartSpec } from "../../model/chart.ts";
import type { Charts } from "../world.ts";
import type { Commission } from "./drawing-queue.ts";
import type { Answer } from "./drawing-thread.ts";

/** Charts drawn on a thread of their own. */
export interface ThreadCharts extends Charts {
  /** Starts the thread now, so that its loading overlaps with other work; otherwise the first picture starts it. */
  warm(): void;
  /** Ends the thread; pictures still asked for are refused. */
  close(): Promise<void>;
}

type Picture = string | Uint8Array;
interface Waiting {
  readonly resolve: (picture: never) => void;
  readonly reject: (reason: unknown) => void;
}

/** Draws on one worker thread. If it dies, all that wait get its error and the next picture starts another. */
export function chartsOnThread(): ThreadCharts {
  let thread: Thread | null = null;
  const running = () => {
    thread ??= startThread(() => {
      thread = null;
    });
    return thread;
  };
  return {
    warm: () => void running(),
    svg: (spec) => running().draw("svg", spec),
    png: (spec) => running().draw("png", spec),
    close: async () => thread?.end(),
  };
}

type Thread = ReturnType<typeof startThread>;

function startThread(ended: () => void) {
  const waiting = new Map<number, Waiting>();
  const cache = getCompileCacheDir();
  const worker = new Worker(new URL("./drawing-thread.ts", import.meta.url), {
    // Node names the folder below the one it was given, after its own version.
    workerData: { compileCache: cache ? dirname(cache) : null },
  });
  const giveUp = (reason: unknown) => {
    ended();
    for (const { reject } of waiting.values()) reject(reason);
    waiting.clear();
  };
  worker.unref();
  worker.on("message", (answer: Answer) => settle(answer));
  worker.on("error", giveUp);
  worker.on("exit", (code) => giveUp(new Error(`The drawing thread ended with code ${code}.`)));

  function settle(answer: Answer): void {
    const asked = waiting.get(answer.id);
    waiting.delete(answer.id);
    // An idle thread keeps nobody from leaving.
    if (waiting.size === 0) worker.unref();
    if ("error" in answer) asked?.reject(answer.error);
    else asked?.resolve(answer.picture as never);
  }

  let asked = 0;
  return {
    draw<Form extends Commission<ChartSpec>["form"]>(form: Form, spec: ChartSpec) {
      type Drawn = Form extends "svg" ? string : Uint8Array;
      return new Promise<Drawn & Picture>((resolve, reject) => {
        asked += 1;
        waiting.set(asked, { resolve, reject });
        worker.ref();
        worker.postMessage({ id: asked, form, spec } satisfies Commission<ChartSpec>);
      });
    },
    async end(): Promise<void> {
      await worker.terminate();
    },
  };
}
