import { addDays } from "../../finance/dates.ts";
import { inNewYork, newYorkInstant } from "../../finance/new-york.ts";
import type { DeliverySettings } from "../../model/delivery-settings.ts";
import type { IsoInstant } from "../../model/unit.ts";

export type Window = NonNullable<DeliverySettings["window"]>;

/** Whether clocks in New York show an hour of the window: its first minute belongs to it, the minute of its end does not. */
export function isInWindow({ from, to }: Window, now: IsoInstant): boolean {
  const { time } = inNewYork(now);
  return from <= time && time < to;
}

/** When the window opens next after `now`, which is outside it. */
export function opensNext({ from }: Window, now: IsoInstant): IsoInstant {
  const { date, time } = inNewYork(now);
  return newYorkInstant(time < from ? date : addDays(date, 1), from);
}
