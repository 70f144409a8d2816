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
export function opensNext(window: Window, now: IsoInstant): IsoInstant {
  const { from } = window;
  const { date, time } = inNewYork(now);
  const day = time < from ? date : addDays(date, 1);
  const opens = newYorkInstant(day, from);
  // On the night of a change to summer time clocks never show some hours.
  return isInWindow(window, opens) ? opens : newYorkInstant(addDays(day, 1), from);
}
