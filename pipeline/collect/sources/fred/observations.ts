import type { IsoDate } from "../../../model/unit.ts";
import { numberIn } from "../../read/cell.ts";
import { byDate } from "../../read/dated-rows.ts";
import { isFields } from "../../read/json-fields.ts";
import { shapeChanged, within } from "../../read/refusal.ts";
import type { Page } from "../../wire-format.ts";
import { dayIn, replyOf, type Slice, sliceOf, unexpected } from "./reply.ts";

/** One version of one observation. */
export interface Version {
  readonly date: IsoDate;
  /** In the source's unit; null where FRED has ".". */
  readonly value: number | null;
  /** From when it was the current one; not before the start of the window that was asked for. */
  readonly current: { readonly from: IsoDate; readonly until: IsoDate };
}

/** What one reply of `series/observations` holds. */
export interface Observations extends Slice {
  /** The window of real time that was asked for. */
  readonly window: { readonly start: IsoDate; readonly end: IsoDate };
  readonly versions: readonly Version[];
}

/**
 * A reply of `series/observations`, by real-time period and untransformed. Whether the list is whole is for the caller to say.
 *
 * @throws Unreadable
 */
export function readObservations(page: Page): Observations {
  const reply = replyOf(page);
  const { entries, ...slice } = sliceOf(reply, "observations");
  if (reply.units !== "lin") throw unexpected("units", "lin, values as they are", reply.units);
  const window = { start: dayIn(reply, "realtime_start"), end: dayIn(reply, "realtime_end") };
  return { ...slice, window, versions: entries.map(versionIn) };
}

function versionIn(entry: unknown, index: number): Version {
  return within(`Observation ${index + 1} of FRED's reply:`, () => {
    if (!isFields(entry)) throw shapeChanged("An object is expected.");
    const current = { from: dayIn(entry, "realtime_start"), until: dayIn(entry, "realtime_end") };
    return { date: dayIn(entry, "date"), value: numberOrNone(entry.value), current };
  });
}

function numberOrNone(text: unknown): number | null {
  const value = typeof text === "string" ? numberIn(text) : Number.NaN;
  if (Number.isNaN(value)) throw unexpected("value", 'a number in quotes, or "."', text);
  return value;
}

/**
 * Versions in order of publication, then of dates.
 *
 * @throws Unreadable shape_changed for two of one date and day that differ
 */
export function inOrder(versions: readonly Version[]): readonly Version[] {
  const sorted = [...versions].sort(byPublication);
  const second = sorted.find((version, index) => {
    const before = sorted[index - 1];
    return before && byPublication(before, version) === 0 && before.value !== version.value;
  });
  if (!second) return sorted;
  throw shapeChanged(`FRED has two different values for ${second.date} as of ${second.current.from}.`);
}

function byPublication(a: Version, b: Version): number {
  return byDate({ date: a.current.from }, { date: b.current.from }) || byDate(a, b);
}
