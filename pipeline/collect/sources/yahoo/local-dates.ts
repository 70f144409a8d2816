import { Temporal } from "temporal-polyfill";
import { isoDate } from "../../../finance/dates.ts";
import type { IsoDate } from "../../../model/unit.ts";
import { numberOf } from "../../read/json-fields.ts";
import { otherShape } from "../../read/refusal.ts";

const HOUR = 3600;
const DAY = 24 * HOUR;

/**
 * Dates of bars by the exchange's clock. `gmtoffset` is the offset of today alone: bars that begin at local midnight (futures,
 * currencies) would fall on the day before on the other side of a change of the clocks. So the zone's own rules are asked wherever
 * an hour could change the date, and `gmtoffset` serves for the rest and where the zone is unknown.
 *
 * @param zone meta.exchangeTimezoneName
 * @param gmtoffset meta.gmtoffset, in seconds
 * @returns the date at a time in seconds since 1970
 * @throws Unreadable where the reply names neither
 */
export function localDates(zone: unknown, gmtoffset: unknown): (time: number) => IsoDate {
  const offset = numberOf(gmtoffset);
  if (offset === null || Math.abs(offset) > 15 * HOUR)
    throw otherShape(
      "The chart does not say in which zone its days are.",
      "meta.gmtoffset in seconds",
      gmtoffset,
    );
  const name = typeof zone === "string" && zone !== "UTC" && isZone(zone) ? zone : null;
  return (time) => {
    const local = time + offset;
    const sinceMidnight = ((local % DAY) + DAY) % DAY;
    const isSure = sinceMidnight > HOUR && sinceMidnight < DAY - HOUR;
    return name === null || isSure ? isoDate(Math.floor(local / DAY)) : dateIn(name, time);
  };
}

function dateIn(zone: string, time: number): IsoDate {
  const instant = Temporal.Instant.fromEpochMilliseconds(time * 1000);
  return instant.toZonedDateTimeISO(zone).toPlainDate().toString();
}

function isZone(name: string): boolean {
  try {
    return /^[A-Za-z_/+-]{1,40}$/.test(name) && dateIn(name, 0) !== "";
  } catch {
    return false;
  }
}
