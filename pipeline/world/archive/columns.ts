import { dayNumber, daysInMonth, isoDate, monthOf } from "../../finance/dates.ts";
import type { IsoDate } from "../../model/unit.ts";

// Columns lie in the file as the machine has them in memory: little endian, as all machines are that Node runs on today but one.

/** A column's bytes as they go into the file. */
export function bytesOf(column: Int32Array | Float64Array): Uint8Array {
  return new Uint8Array(column.buffer, column.byteOffset, column.byteLength);
}

export function int32Of(bytes: Uint8Array): Int32Array {
  const { buffer, byteOffset, byteLength } = aligned(bytes, 4);
  return new Int32Array(buffer, byteOffset, byteLength / 4);
}

export function float64Of(bytes: Uint8Array): Float64Array {
  const { buffer, byteOffset, byteLength } = aligned(bytes, 8);
  return new Float64Array(buffer, byteOffset, byteLength / 8);
}

function aligned(bytes: Uint8Array, width: number): Uint8Array {
  // A buffer's own slice() would be the same memory again.
  return bytes.byteOffset % width === 0 ? bytes : new Uint8Array(bytes);
}

/** Days since 1970. @throws RangeError if a date is none */
export function daysOf(dates: readonly IsoDate[]): Int32Array {
  const days = new Int32Array(dates.length);
  for (let row = 0; row < days.length; row += 1) days[row] = dayNumber(dates[row]!);
  return days;
}

/** Numbers for the file: null is NaN there. */
export function numbersOf(values: readonly (number | null)[]): Float64Array {
  const numbers = new Float64Array(values.length);
  for (let row = 0; row < numbers.length; row += 1) numbers[row] = values[row] ?? Number.NaN;
  return numbers;
}

/** Values as the house has them: NaN is null again. */
export function valuesOf(numbers: Float64Array): (number | null)[] {
  return hasNaN(numbers) ? withNulls(numbers) : plainNumbers(numbers);
}

function hasNaN(numbers: Float64Array): boolean {
  for (let row = 0; row < numbers.length; row += 1) if (Number.isNaN(numbers[row])) return true;
  return false;
}

function withNulls(numbers: Float64Array): (number | null)[] {
  const values: (number | null)[] = new Array(numbers.length).fill(null);
  for (let row = 0; row < numbers.length; row += 1) {
    const number = numbers[row]!;
    if (!Number.isNaN(number)) values[row] = number;
  }
  return values;
}

let halves: readonly number[] = [];

/** A copy of an array of fractions keeps its numbers unboxed from the start: twice as fast as filling a new one. */
function plainNumbers(numbers: Float64Array): number[] {
  if (halves.length < numbers.length) halves = new Array<number>(numbers.length).fill(0.5);
  const values = halves.slice(0, numbers.length);
  for (let row = 0; row < numbers.length; row += 1) values[row] = numbers[row]!;
  return values;
}

/** Whole numbers as a plain array. */
export function listOf(numbers: Int32Array): number[] {
  const list: number[] = new Array(numbers.length);
  for (let row = 0; row < numbers.length; row += 1) list[row] = numbers[row]!;
  return list;
}

/** A reader of day columns that makes the dates of equal columns once: most series of a market share their days. */
export function dateReader(): (days: Int32Array) => readonly IsoDate[] {
  const made: { readonly bytes: Uint8Array; readonly dates: readonly IsoDate[] }[] = [];
  return (days) => {
    const bytes = bytesOf(days);
    const known = made.find((one) => Buffer.compare(one.bytes, bytes) === 0);
    if (known) return known.dates;
    const dates = datesOf(days);
    made.push({ bytes, dates });
    return dates;
  };
}

/** Only the first date of a month is asked of the calendar; the others count on from it. */
function datesOf(days: Int32Array): IsoDate[] {
  const dates: IsoDate[] = new Array(days.length);
  let [month, begin, end] = ["", 0, 0];
  for (let row = 0; row < days.length; row += 1) {
    const day = days[row]!;
    if (day < begin || day >= end) {
      const date = isoDate(day);
      month = date.slice(0, -2);
      begin = day + 1 - Number(date.slice(-2));
      end = begin + daysInMonth(monthOf(date));
    }
    dates[row] = month + DAYS[day - begin];
  }
  return dates;
}

const DAYS = Array.from({ length: 31 }, (_, index) => String(index + 1).padStart(2, "0"));

/** The first row whose day is not before `day`. `count` rows are looked at. */
export function rowFrom(days: Int32Array, count: number, day: number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (days[middle]! < day) low = middle + 1;
    else high = middle;
  }
  return low;
}
