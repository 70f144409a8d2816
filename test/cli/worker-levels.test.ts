import { describe, expect, it } from "vitest";
import { verdictLevels } from "../../pipeline/cli/worker-levels.ts";
import type { Verdict } from "../../pipeline/model/visit.ts";

const visit = (source: string, place: string, at: string, verdict: Verdict = "ok") => ({
  ...{ source, place, at, verdict, reason: null, series: [], newest: null },
});

describe("what sources said last", () => {
  it("is counted by source and verdict, without addresses that nobody asks for any more", () => {
    const visits = [
      visit("yahoo", "ZQZ25", "2025-11-05T22:30:00Z"),
      visit("yahoo", "ZQF26", "2025-11-05T22:30:04Z"),
      visit("yahoo", "ZQG26", "2025-11-05T10:00:00Z", "rate_limited"),
      visit("yahoo", "ZQX24", "2024-11-20T22:30:00Z", "http_error"),
      visit("north", "feed", "2025-10-01T00:00:00Z", "stale"),
    ];
    expect(verdictLevels(visits)).toEqual([
      { labels: { source: "yahoo", verdict: "ok" }, value: 2 },
      { labels: { source: "yahoo", verdict: "rate_limited" }, value: 1 },
      { labels: { source: "north", verdict: "stale" }, value: 1 },
    ]);
  });
});
