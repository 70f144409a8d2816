import { dayNumber } from "../../../finance/dates.ts";
import type { IsoDate } from "../../../model/unit.ts";
import { published } from "./days.ts";

/**
 * Where days stand between dated landmarks: the whole part names the landmark before, the rest is the share of the way to the next.
 * Days outside stand on the first or the last landmark.
 */
export function placeBetween(dates: readonly IsoDate[]): (day: number) => number {
  const days = dates.map(dayNumber);
  const end = days.length - 1;
  return (day) => {
    if (day <= days[0]!) return 0;
    if (day >= days[end]!) return end;
    let at = 0;
    while (days[at + 1]! <= day) at += 1;
    return at + (day - days[at]!) / (days[at + 1]! - days[at]!);
  };
}

/** The straight line through landmarks at such a place. */
export function lineAt(landmarks: ArrayLike<number>, place: number): number {
  const at = Math.floor(place);
  const from = landmarks[at]!;
  return place === at ? from : from + (place - at) * (landmarks[at + 1]! - from);
}

/** Rounds to places of publication; below nought they are whole tens. */
export function roundedTo(value: number, places: number): number {
  return places >= 0 ? published(value, 10 ** places) : Math.round(value / 10 ** -places) * 10 ** -places;
}
