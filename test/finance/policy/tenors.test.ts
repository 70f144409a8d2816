import { describe, expect, it } from "vitest";
import { paymentOf, periodEnds, spotOf } from "../../../pipeline/finance/policy/tenors.ts";
import { calendars } from "../../support/snapshots.ts";

const { fed } = calendars;

describe("the dates of a tenor swap", () => {
  it("begin two business days after the trade, over weekend and holiday", () => {
    expect(spotOf("2025-07-22", fed)).toBe("2025-07-24");
    // Columbus Day, 13 October 2025, is no business day of the Federal Reserve.
    expect(spotOf("2025-10-09", fed)).toBe("2025-10-14");
  });

  it("end on a business day, and not in the next month", () => {
    expect(periodEnds("1W", "2025-07-24", fed)).toEqual(["2025-07-31"]);
    // 24 August 2025 is a Sunday.
    expect(periodEnds("1M", "2025-07-24", fed)).toEqual(["2025-08-25"]);
    // 31 August is a Sunday: back to Friday the 29th. February has no 31st.
    expect(periodEnds("1M", "2025-07-31", fed)).toEqual(["2025-08-29"]);
    expect(periodEnds("1M", "2025-01-31", fed)).toEqual(["2025-02-28"]);
  });

  it("pay once up to a year and every year above it, the short period first", () => {
    expect(periodEnds("12M", "2025-07-24", fed)).toEqual(["2026-07-24"]);
    expect(periodEnds("15M", "2025-07-24", fed)).toEqual(["2025-10-24", "2026-10-26"]);
    expect(periodEnds("24M", "2025-07-24", fed)).toEqual(["2026-07-24", "2027-07-26"]);
    expect(paymentOf("2026-07-24", fed)).toBe("2026-07-28");
  });
});
