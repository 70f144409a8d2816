import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, dayNumber, isoDate } from "../../pipeline/finance/dates.ts";
import {
  isTradingDay,
  openDays,
  tradingDayAfter,
  tradingDayBefore,
  tradingDays,
} from "../../pipeline/finance/trading-days.ts";
import { calendars } from "../support/snapshots.ts";

const { nyse, sifma, fed } = calendars;
const known = fc.integer({ min: dayNumber("2015-01-10"), max: dayNumber("2027-12-20") }).map(isoDate);

describe("a trading day", () => {
  it("differs between equities and bonds on Columbus Day and Veterans Day", () => {
    for (const day of ["2025-10-13", "2025-11-11"]) {
      expect(
        [nyse, sifma, fed].map((one) => isTradingDay(day, one)),
        day,
      ).toEqual([true, false, false]);
    }
  });

  it("is none on Good Friday for equities, but one for overnight rates", () => {
    expect(isTradingDay("2025-04-18", nyse)).toBe(false);
    expect(isTradingDay("2025-04-18", fed)).toBe(true);
  });

  it("is found before and after a long weekend", () => {
    expect(tradingDayBefore("2025-09-02", nyse)).toBe("2025-08-29");
    expect(tradingDayAfter("2025-12-24", nyse)).toBe("2025-12-26");
    expect(tradingDayAfter("2025-11-10", sifma)).toBe("2025-11-12");
  });

  it("is never guessed beyond the days for which closings are known", () => {
    expect(() => isTradingDay(addDays(nyse.knownTo, 1), nyse)).toThrow(/known from .* not for/);
    expect(() => isTradingDay(addDays(nyse.knownFrom, -1), nyse)).toThrow(RangeError);
    expect(() => tradingDayAfter(nyse.knownTo, nyse)).toThrow(RangeError);
  });

  it("comes 250 times in 2025, with the day of mourning of 9 January", () => {
    expect(tradingDays("2025-01-01", "2025-12-31", nyse)).toHaveLength(250);
    expect(isTradingDay("2025-01-09", nyse)).toBe(false);
  });
});

describe("the number of days on which a market was open", () => {
  it("leaves out the first day and counts the last", () => {
    expect(openDays("2025-11-07", "2025-11-10", nyse)).toBe(1);
    expect(openDays("2025-11-10", "2025-11-11", nyse)).toBe(1);
    expect(openDays("2025-11-10", "2025-11-11", sifma)).toBe(0);
    expect(openDays("2025-11-05", "2025-11-05", nyse)).toBe(0);
  });

  it("counts weekdays also before 1970, when yields already were", () => {
    const never = { knownFrom: "1962-01-01", knownTo: "1999-12-31", closed: [], earlyClose: [] };
    expect(openDays("1969-12-19", "1969-12-31", never)).toBe(8);
    expect(openDays("1962-01-05", "1962-01-08", never)).toBe(1);
  });

  it("is what walking the days gives, for every market", () => {
    fc.assert(
      fc.property(
        known,
        fc.integer({ min: 0, max: 800 }),
        fc.constantFrom(nyse, sifma, fed),
        (after, span, market) => {
          const end = addDays(after, span);
          const upTo = end > market.knownTo ? market.knownTo : end;
          expect(openDays(after, upTo, market)).toBe(tradingDays(addDays(after, 1), upTo, market).length);
        },
      ),
    );
  });
});
