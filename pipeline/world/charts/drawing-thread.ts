import { enableCompileCache } from "node:module";
import { parentPort, workerData } from "node:worker_threads";
import type { ChartSpec } from "../../model/chart.ts";
import { type Commission, drawingQueue } from "./drawing-queue.ts";

/** What the thread answers: a picture, or the error that drawing it threw. */
export type Answer =
  | { readonly id: number; readonly picture: string | Uint8Array }
  | { readonly id: number; readonly error: unknown };

// A thread does not inherit the compile cache of the one that started it.
const { compileCache } = workerData as { compileCache: string | null };
if (compileCache) enableCompileCache(compileCache);

const { chartsHere } = await import("./drawing.ts");
const charts = chartsHere();
const port = parentPort!;

port.on(
  "message",
  drawingQueue<ChartSpec>(({ id, form, spec }: Commission<ChartSpec>) => {
    charts[form](spec).then(
      (picture) => answer(id, picture),
      (error) => port.postMessage({ id, error } satisfies Answer),
    );
  }),
);

function answer(id: number, drawn: string | Uint8Array): void {
  // The encoder's memory belongs to it; a copy can change hands.
  const picture = typeof drawn === "string" ? drawn : new Uint8Array(drawn);
  port.postMessage(
    { id, picture } satisfies Answer,
    typeof picture === "string" ? [] : [picture.buffer as ArrayBuffer],
  );
}
