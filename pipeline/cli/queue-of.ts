import type { Queue } from "../world/queue/queue.ts";
import { databaseOf, type Surroundings } from "./database-of.ts";

/** Where the desk's machines find their work; null: it is a single one. pg-boss is loaded where somebody asks for it. */
export async function queueOf(surroundings: Surroundings): Promise<Queue | null> {
  if (databaseOf(surroundings) === null) return null;
  const { openQueue } = await import("../world/queue/open-queue.ts");
  return openQueue(surroundings.environment.TRACKER_DATABASE!);
}
