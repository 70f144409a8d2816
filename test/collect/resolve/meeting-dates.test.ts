import { describe, expect, it } from "vitest";
import { meetingDates } from "../../../pipeline/collect/resolve/meeting-dates.ts";
import { meetings } from "../../support/snapshots.ts";

const announced = (...dates: string[]) => ({ dates, values: dates.map(() => 1) });
const AHEAD = ["2025-12-10", "2026-01-28", "2026-03-18"];

describe("the meetings that a path counts with", () => {
  it("are those that the Federal Reserve announces, as far as both lists reach", () => {
    expect(meetingDates(announced(...AHEAD), meetings, "2025-11-05")).toEqual([]);
    expect(meetingDates(announced("2020-05-05", ...AHEAD), meetings, "2025-11-05")).toEqual([]);
    expect(meetingDates(undefined, meetings, "2025-11-05")).toEqual([]);
  });

  it("are refused with the days on which they differ: one moved, one missing", () => {
    const moved = announced("2025-12-10", "2026-01-29", "2026-03-18");
    expect(meetingDates(moved, meetings, "2025-11-05")).toMatchObject([
      {
        verdict: "refused",
        message: "The Federal Reserve's page and content/calendar/fomc.csv differ on 2026-01-28, 2026-01-29.",
      },
    ]);
    expect(meetingDates(announced("2025-12-10", "2026-03-18"), meetings, "2025-11-05")).toHaveLength(1);
  });
});
