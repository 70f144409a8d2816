import { describe, expect, it } from "vitest";
import { expiriesIn, lastTradingDay, optionsExpiry, vixExpiry } from "../../pipeline/finance/expiries.ts";
import { calendars } from "../support/snapshots.ts";

const { nyse } = calendars;

describe("monthly options", () => {
  it("expire on the third Friday", () => {
    expect(optionsExpiry("2025-11", nyse)).toBe("2025-11-21");
    // A month that begins on a Friday has its third on the 15th.
    expect(optionsExpiry("2025-08", nyse)).toBe("2025-08-15");
  });

  it("expire on the Thursday before Good Friday and before Juneteenth", () => {
    // Cboe's options expiration calendar of 2025: 17 April.
    expect(optionsExpiry("2025-04", nyse)).toBe("2025-04-17");
    expect(optionsExpiry("2026-06", nyse)).toBe("2026-06-18");
  });
});

describe("VIX futures", () => {
  it("settle on the Wednesday 30 days before the next month's third Friday", () => {
    // Cboe's expiration calendar of 2025: 16 April, 19 November.
    expect(vixExpiry("2025-04", nyse)).toBe("2025-04-16");
    expect(vixExpiry("2025-11", nyse)).toBe("2025-11-19");
  });

  it("settle a day earlier where that Friday is a holiday: 18 March 2025, for Good Friday 18 April", () => {
    expect(vixExpiry("2025-03", nyse)).toBe("2025-03-18");
  });

  it("settle a day earlier where the Wednesday is a holiday: 18 June 2024, for Juneteenth", () => {
    expect(vixExpiry("2024-06", nyse)).toBe("2024-06-18");
  });
});

it("a month's last trading day is not its last day where that is a weekend or Good Friday", () => {
  expect(lastTradingDay("2025-11", nyse)).toBe("2025-11-28");
  expect(lastTradingDay("2024-03", nyse)).toBe("2024-03-28");
});

describe("the expiries of a stretch", () => {
  it("come by day, with the quarter's end, the first day left out and the last one in", () => {
    expect(expiriesIn("2025-09-17", "2025-09-30", nyse)).toEqual([
      { kind: "options", date: "2025-09-19" },
      { kind: "fed-funds", date: "2025-09-30" },
      { kind: "quarter-end", date: "2025-09-30" },
    ]);
    expect(expiriesIn("2025-09-16", "2025-09-17", nyse)).toEqual([{ kind: "vix", date: "2025-09-17" }]);
  });

  it("run over the turn of a year", () => {
    expect(expiriesIn("2025-12-24", "2026-01-20", nyse).map(({ kind, date }) => `${date} ${kind}`)).toEqual([
      "2025-12-31 fed-funds",
      "2025-12-31 quarter-end",
      "2026-01-16 options",
    ]);
  });

  it("end where the exchange's closings are not known, without a fault", () => {
    expect(expiriesIn("2027-12-20", "2028-01-10", nyse)).toEqual([]);
    expect(expiriesIn("2027-10-01", "2027-10-31", nyse)).not.toEqual([]);
  });
});
