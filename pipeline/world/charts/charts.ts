import { getCompileCacheDir } from "node:module";
import { dirname } from "node:path";
import { Worker } from "node:worker_threads";
import type { DressedChart } from "../../model/chart.ts";
import type { Charts } from "../world.ts";
import type { Answer, Commission } from "./drawing-thread.ts";

/** Charts drawn on a thread of their own. */
export interface ThreadCharts extends Charts {
  /** Ends the thread; pictures still asked for are refused. */
  close(): Promise<void>;
}

type Picture = string | Uint8Array;

const ENTRY = new URL("./drawing-thread.ts", import.meta.url);

/**
 * Draws on one worker thread, started by `warm()` or the first picture. If it dies, all that wait get its error and the next
 * picture starts another.
 *
 * @param entry the thread's module; only a test hands in another
 */
export function chartsOnThread(entry: URL = ENTRY): ThreadCharts {
  let thread: DrawingThread | null = null;
  const running = (): DrawingThread => {
    if (!thread || thread.dead()) thread = startThread(entry);
    return thread;
  };
  return {
    warm: () => void running(),
    svg: async (spec) => (await running().draw("svg", spec)) as string,
    png: async (spec) => (await running().draw("png", spec)) as Uint8Array,
    close: async () => thread?.end(),
  };
}

interface DrawingThread {
  draw(form: Commission["form"], spec: DressedChart): Promise<Picture>;
  dead(): boolean;
  end(): Promise<void>;
}

/** A thread does not inherit the compile cache of the one that starts it, and needs it before its first module. */
function environmentOf(cache: string | undefined): Record<string, string> {
  return {
    // Skia finds the machine's fonts without the list of them that @napi-rs/canvas would make.
    DISABLE_SYSTEM_FONTS_LOAD: "1",
    // Node names the folder below the one it was given, after its own version.
    ...(cache ? { NODE_COMPILE_CACHE: dirname(cache) } : {}),
  };
}

function startThread(entry: URL): DrawingThread {
  const cache = getCompileCacheDir();
  const worker = new Worker(entry, { env: environmentOf(cache) });
  const waiting = new Map<number, { resolve(picture: Picture): void; reject(reason: unknown): void }>();
  const numbers = new WeakMap<DressedChart, number>();
  let [asked, dead] = [0, false];

  const giveUp = (reason: unknown) => {
    dead = true;
    for (const { reject } of waiting.values()) reject(reason);
    waiting.clear();
  };
  worker.on("error", giveUp);
  worker.on("exit", (code) => giveUp(new Error(`The drawing thread ended with code ${code}.`)));
  worker.on("message", (answer: Answer) => {
    const one = waiting.get(answer.id);
    waiting.delete(answer.id);
    // An idle thread keeps nobody from leaving.
    if (waiting.size === 0) worker.unref();
    if ("error" in answer) one?.reject(answer.error);
    else one?.resolve(answer.picture);
  });
  worker.unref();

  return {
    draw: (form, spec) =>
      new Promise((resolve, reject) => {
        asked += 1;
        waiting.set(asked, { resolve, reject });
        worker.ref();
        const of = numbers.get(spec) ?? asked;
        numbers.set(spec, of);
        worker.postMessage({ id: asked, form, of, spec } satisfies Commission);
      }),
    dead: () => dead,
    end: async () => void (await worker.terminate()),
  };
}
