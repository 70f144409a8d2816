import { PipelineError } from "../../../errors.ts";
import type { Lines } from "./lines.ts";
import { faultOf } from "./postgres-fault.ts";
import { lockOf } from "./schema.ts";

/**
 * Does what no two processes may do to one database at a moment. A line is held meanwhile: with the process, its right to it dies.
 *
 * @param deed "carrying files into the database"
 * @throws PipelineError archive-busy where somebody is at it
 */
export function alone<T>(lines: Lines, deed: string, work: () => Promise<T>): Promise<T> {
  const lock = lockOf(deed);
  const locked = lines.use(async (client) => {
    const { rows } = await client.query(`SELECT pg_try_advisory_lock(${lock}) AS is_mine`);
    if (!rows[0].is_mine) throw busy(lines.place, deed);
    try {
      return await work();
    } finally {
      await client.query(`SELECT pg_advisory_unlock(${lock})`).catch(() => undefined);
    }
  });
  return locked.catch((cause) => {
    throw faultOf(lines.place, { holds: "the database", restore: "Put a copy of it in its place." }, cause);
  });
}

function busy(place: string, deed: string): PipelineError {
  return new PipelineError({
    code: "archive-busy",
    place,
    message: `Another process is ${deed}.`,
    remedy: "Wait until it has ended and run again.",
  });
}
