import { enableCompileCache, flushCompileCache } from "node:module";
import { parentPort, workerData } from "node:worker_threads";
import { PipelineError } from "../../errors.ts";
import type { Press } from "./press.ts";
import type { Order, PressSetup, Word } from "./printing-messages.ts";

/** Answers orders from the main thread: reading puppeteer would hold up its work for 100 ms, and every print a little. */
function serve(press: Press): void {
  const answer = async (order: Exclude<Order, { kind: "close" }>): Promise<void> => {
    const { number } = order;
    if (order.kind === "warm") {
      say({ kind: "warmed", number, browser: await press.warm() });
      flushCompileCache();
    } else {
      const pdf = await press.print(order.order);
      say({ kind: "printed", number, pdf }, [pdf.buffer as ArrayBuffer]);
    }
  };
  port.on("message", (order: Order) => {
    if (order.kind === "close") void press.close().then(() => process.exit());
    else answer(order).catch((error) => say(wordOfFailure(order.number, error)));
  });
}

/** Errors cross between threads without their class: a fault goes as what it says. */
function wordOfFailure(number: number, error: unknown): Word {
  if (!(error instanceof PipelineError)) return { kind: "bug", number, error };
  const faults = error.faults.map(({ cause, ...fault }) =>
    cause ? { ...fault, cause: String(cause) } : fault,
  );
  return { kind: "faults", number, faults };
}

const setup = workerData as PressSetup;
const port = parentPort!;
const say = (word: Word, move: ArrayBuffer[] = []) => port.postMessage(word, move);

// A thread does not inherit the compile cache of the one that started it; what is read before this line is not cached.
if (setup.compileCache) enableCompileCache(setup.compileCache);
const { openPress } = await import("./press.ts");

serve(
  openPress(setup, {
    remark: (remark) => say({ kind: "remark", remark }),
    browser: (pid) => say({ kind: "browser", pid }),
    folder: (folder) => say({ kind: "folder", folder }),
    settled: (folder) => say({ kind: "settled", folder }),
  }),
);
