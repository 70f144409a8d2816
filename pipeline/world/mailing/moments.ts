import type { IsoInstant } from "../../model/unit.ts";

/** With milliseconds, as all that is kept: so moments sort as texts do. */
export function momentOf(at: IsoInstant): IsoInstant {
  return at.length === 24 ? at : new Date(at).toISOString();
}

export function later(at: IsoInstant, ms: number): IsoInstant {
  return new Date(Date.parse(at) + ms).toISOString();
}
