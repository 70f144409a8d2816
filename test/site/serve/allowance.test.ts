import { describe, expect, it } from "vitest";
import { openAllowance } from "../../../pipeline/site/serve/allowance.ts";

describe("how often one may ask", () => {
  it("fills up again as time goes by, and never beyond its measure", () => {
    let now = 0;
    const { take } = openAllowance({ atOnce: 2, perSecond: 1, mostKeys: 10 }, () => now);
    expect([take("a"), take("a"), take("a")]).toEqual([true, true, false]);
    now = 1500;
    expect([take("a"), take("a")]).toEqual([true, false]);
    now = 60_000;
    expect([take("a"), take("a"), take("a")]).toEqual([true, true, false]);
  });

  it("is remembered of so many only: who has been quiet for longest is forgotten first", () => {
    const allowance = openAllowance({ atOnce: 1, perSecond: 0, mostKeys: 3 }, () => 0);
    for (const key of ["a", "b", "c"]) allowance.take(key);
    expect(allowance.take("a")).toBe(false);
    expect([allowance.take("d"), allowance.size]).toEqual([true, 3]);
    expect([allowance.take("a"), allowance.take("b")]).toEqual([false, true]);
  });
});
