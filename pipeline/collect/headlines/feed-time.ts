import type { IsoInstant } from "../../model/unit.ts";
import { monthNumber } from "../read/month-number.ts";

/** Minutes east of Greenwich. Names that mean two zones (IST, CST of China) are read as RFC 822 has them, or not at all. */
const ZONES: Readonly<Record<string, number>> = {
  z: 0,
  ut: 0,
  utc: 0,
  gmt: 0,
  est: -300,
  edt: -240,
  cst: -360,
  cdt: -300,
  mst: -420,
  mdt: -360,
  pst: -480,
  pdt: -420,
  wet: 0,
  west: 60,
  bst: 60,
  cet: 60,
  cest: 120,
};

const TIME = "(\\d{1,2}):(\\d{2})(?::(\\d{2})(?:[.,]\\d{1,9})?)?";
const ZONE = "([a-z]{1,4}|(?:utc|gmt)?[+-]\\d{2}:?\\d{2})";
/** `Wed, 5 Nov 2025 18:00:00 GMT`: the weekday says nothing that the date does not. */
const RFC_822 = new RegExp(
  `^(?:\\p{L}{2,10}\\.?,?\\s+)?(\\d{1,2})[\\s-]([a-z]{3})[a-z]{0,6}\\.?[\\s-](\\d{4}|\\d{2}),?\\s+${TIME}\\s*${ZONE}(?:\\s*\\([\\w\\s]{0,20}\\))?$`,
  "iu",
);
/** `2025-11-05T18:00:00Z`, also with a space for the T. */
const ISO = new RegExp(`^(\\d{4})-(\\d{2})-(\\d{2})(?:t|\\s+)${TIME}\\s*${ZONE}$`, "i");
const LONGEST = 60;

/**
 * A feed's time, RFC 822 or ISO 8601, as an instant. null for all that is no time of a real day with a zone: one without would mean
 * another hour on every machine.
 */
export function feedTime(written: string): IsoInstant | null {
  const text = written.slice(0, LONGEST + 1).trim();
  if (written.trim().length > LONGEST) return null;
  const iso = ISO.exec(text);
  if (iso) return instant(iso.slice(1, 4).map(Number), iso.slice(4));
  const [, day, month = "", year = "", ...rest] = RFC_822.exec(text) ?? [];
  if (day === undefined) return null;
  return instant([fourDigits(year), monthNumber(month) ?? 0, Number(day)], rest);
}

/** RFC 2822: 49 is 2049, 50 is 1950. */
function fourDigits(year: string): number {
  if (year.length === 4) return Number(year);
  return Number(year) + (Number(year) < 50 ? 2000 : 1900);
}

function instant(
  [year = 0, month = 0, day = 0]: readonly number[],
  [hour = "", minute = "", second = "0", zone = ""]: readonly (string | undefined)[],
): IsoInstant | null {
  const east = minutesEast(zone.toLowerCase());
  const [h, m, s] = [hour, minute, second].map(Number) as [number, number, number];
  const midnight = new Date(Date.UTC(year, month - 1, day));
  const isDay = midnight.getUTCMonth() === month - 1 && midnight.getUTCDate() === day && year >= 1970;
  if (east === null || !isDay || h > 23 || m > 59 || s > 59) return null;
  const at = midnight.getTime() + ((h * 60 + m - east) * 60 + s) * 1000;
  return new Date(at).toISOString().replace(".000Z", "Z");
}

function minutesEast(zone: string): number | null {
  const [, sign, hours, minutes] = /([+-])(\d{2}):?(\d{2})$/.exec(zone) ?? [];
  if (sign === undefined) return ZONES[zone] ?? null;
  const east = Number(hours) * 60 + Number(minutes);
  if (east > 14 * 60 || Number(minutes) > 59) return null;
  return sign === "-" ? -east : east;
}
