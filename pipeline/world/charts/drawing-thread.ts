import { parentPort } from "node:worker_threads";
import type { DressedChart } from "../../model/chart.ts";
import { chartsHere } from "./drawing.ts";
import { drawingQueue } from "./drawing-queue.ts";
import { practice } from "./practice.ts";

/** One picture asked for. */
export interface Commission {
  readonly id: number;
  readonly form: "svg" | "png";
  /** The same number for the same spec: a message is a copy. */
  readonly of: number;
  readonly spec: DressedChart;
}

/** A picture, or the error that drawing it threw. */
export type Answer =
  | { readonly id: number; readonly picture: string | Uint8Array }
  | { readonly id: number; readonly error: unknown };

const charts = chartsHere();
const port = parentPort!;

const enqueue = drawingQueue((work: () => Promise<void>) => void work());
port.on("message", (commission: Commission) => enqueue(commission.form, () => fulfil(commission)));
for (const spec of practice) {
  enqueue("practice", async () => {
    // A fault that shows here shows again on the first real picture, where somebody waits for it.
    await charts.svg(spec).catch(() => undefined);
  });
}

async function fulfil({ id, form, of, spec }: Commission): Promise<void> {
  try {
    const drawn = await charts[form](firstCopy(of, spec));
    // The encoder's memory belongs to it; a copy can change hands.
    const picture = typeof drawn === "string" ? drawn : new Uint8Array(drawn);
    const owned = typeof picture === "string" ? [] : [picture.buffer as ArrayBuffer];
    port.postMessage({ id, picture } satisfies Answer, owned);
  } catch (error) {
    port.postMessage({ id, error } satisfies Answer);
  }
}

/** Copies that are kept: of two issues that are drawn at once. */
const KEPT = 128;
const copies = new Map<number, DressedChart>();

/** The copy that came first, which may be drawn already. */
function firstCopy(of: number, spec: DressedChart): DressedChart {
  const first = copies.get(of) ?? spec;
  if (first === spec) copies.set(of, spec);
  if (copies.size > KEPT) copies.delete(copies.keys().next().value!);
  return first;
}
