import { describe, expect, it } from "vitest";
import { latenessOf } from "../../../pipeline/collect/round/lateness.ts";
import { plansOf } from "../../support/plans.ts";
import { calendars } from "../../support/snapshots.ts";

const plans = plansOf({
  BOND: { calendar: "sifma" },
  SHARE: { calendar: "nyse" },
  FED: { calendar: "fed" },
  COIN: { calendar: "every-day" },
  MONTHLY: { calendar: "every-day", maxAgeDays: 40 },
});
const late = (series: string, newest: string | null, date: string, lagDays = 0) =>
  latenessOf(series, newest, lagDays, { date, plans, calendars });

describe("a series is late", () => {
  it("where it ends before the issue's day, which is told with both days", () => {
    expect(late("SHARE", "2025-11-05", "2025-11-05")).toBeNull();
    expect(late("SHARE", "2025-11-04", "2025-11-05")).toBe(
      "SHARE ends on 2025-11-04; by now it should reach 2025-11-05.",
    );
  });

  it("by its own market's days: Veterans Day is none for bonds, and one for shares", () => {
    expect(late("BOND", "2025-11-10", "2025-11-11")).toBeNull();
    expect(late("FED", "2025-11-10", "2025-11-11")).toBeNull();
    expect(late("COIN", "2025-11-10", "2025-11-11")).toBeNull();
    expect(late("SHARE", "2025-11-10", "2025-11-11")).not.toBeNull();
  });

  it("not over a weekend, and not by what its source publishes the morning after", () => {
    expect(late("SHARE", "2025-11-07", "2025-11-10", 1)).toBeNull();
    expect(late("SHARE", "2025-11-06", "2025-11-10", 1)).toBe(
      "SHARE ends on 2025-11-06; by now it should reach 2025-11-07.",
    );
    expect(late("BOND", "2025-11-07", "2025-11-11", 1)).toBeNull();
    expect(late("BOND", "2025-11-07", "2025-11-12", 2)).toBeNull();
  });

  it("by its age where it is not published daily", () => {
    expect(late("MONTHLY", "2025-09-30", "2025-11-09")).toBeNull();
    expect(late("MONTHLY", "2025-09-30", "2025-11-10")).toBe(
      "MONTHLY ends on 2025-09-30, 41 days before 2025-11-10.",
    );
  });

  it("where there is nothing of it, and by the Exchange's days where nobody planned it", () => {
    expect(late("BOND", null, "2025-11-05")).toBe("There is no observation of BOND.");
    expect(late("ZQ.2025-12", "2025-11-10", "2025-11-11")).not.toBeNull();
  });
});
