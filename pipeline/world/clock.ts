import type { IsoInstant } from "../model/unit.ts";

/** This machine's clock: the only place that asks it for the time of an issue. */
export function realNow(): IsoInstant {
  return new Date().toISOString();
}
