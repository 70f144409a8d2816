import { describe, expect, it } from "vitest";
import { releaseDays } from "../../../pipeline/collect/resolve/release-days.ts";
import { shippedEdition } from "../../support/section-words.ts";
import { calendars } from "../../support/snapshots.ts";

const agenda = {
  rules: [{ release: "US.RELEASE.CPI", kind: "on" as const, day: 12 }],
  auctions: null,
};
const asked = { date: "2025-11-05", edition: shippedEdition, calendars, agenda };

describe("the days of a release in a snapshot", () => {
  it("are those of its publisher, past and ahead, in order", () => {
    const found = releaseDays(asked, { "US.RELEASE.CPI": ["2025-12-18", "2025-10-24"] });
    expect(found).toEqual([
      { id: "US.RELEASE.CPI", name: "CPI", published: ["2025-10-24", "2025-12-18"], estimated: [] },
    ]);
  });

  it("are those of its rule to the horizon where nobody published any, and never in the past", () => {
    expect(releaseDays(asked, {})).toEqual([
      { id: "US.RELEASE.CPI", name: "CPI", published: [], estimated: ["2025-11-12"] },
    ]);
  });

  it("are none where there is neither list nor rule", () => {
    const { agenda: _, ...without } = asked;
    expect(releaseDays(without, {})).toEqual([]);
  });
});
