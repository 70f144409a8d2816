import { describe, expect, it } from "vitest";
import { steps } from "../../../../pipeline/check/prose/rules/steps.ts";
import { terminal } from "../../../../pipeline/check/prose/rules/terminal.ts";
import { july } from "../../seed-markets.ts";
import { factsFrom, factsWith, figureOf, ruledOn, verdictOn } from "./facts-of-a-day.ts";

/** −122.8 bp by December 2026, 11 to 12 of them at each meeting of 2026. */
const facts = factsFrom(july);

describe("steps at every meeting of a span", () => {
  it("are contradicted by the steps that are priced, with what they would sum to", () => {
    const text = "Cuts of –14 to –16 bp are now priced for every meeting from March to December 2026.";
    const [ruled] = ruledOn(steps, facts, text);
    expect(ruled?.verdict).toBe("contradicted");
    expect(ruled?.message).toMatch(
      /^Of the 7 meetings from 18 March 2026 to 9 December 2026, 7 have another step priced: 18 Mar 2026 −12, /,
    );
    expect(ruled?.message).toMatch(
      /7 such steps make −98 to −112 bp; these have −79\.6 of the −122\.8 bp up to then\.$/,
    );
    expect(ruled && text.slice(ruled.from, ruled.to)).toContain("–14 to –16");
  });

  it("pass where each lies within what is said", () => {
    for (const text of [
      "Cuts of 11 to 12 bp are priced for every meeting from March to December 2026.",
      "Some −11 to −12 bp is priced for each meeting from March 2026 to December 2026.",
    ])
      expect(verdictOn(steps, facts, text), text).toBe("verified");
  });

  it("are not verifiable past the last price", () => {
    const text = "Cuts of 11 to 12 bp are priced for every meeting from March 2026 to April 2027.";
    expect(verdictOn(steps, facts, text)).toBe("not verifiable");
  });

  it("are left alone where they are supposed or have no span", () => {
    expect(
      verdictOn(steps, facts, "Cuts of 14 bp would be priced for every meeting from March to June 2026."),
    ).toBe("left alone");
    expect(verdictOn(steps, facts, "Cuts of 14 bp are priced for every meeting.")).toBe("left alone");
  });
});

describe("a terminal rate", () => {
  it("at the last listed meeting is the end of the horizon", () => {
    const [ruled] = ruledOn(terminal, facts, "Terminal Rate Seen at: 3.10% (Dec 2026)");
    expect(ruled?.verdict).toBe("contradicted");
    expect(ruled?.message).toContain("the last listed meeting: it is the end of the horizon, not a turn.");
    expect(verdictOn(terminal, facts, "The terminal rate is pinned at 3.10%.")).toBe("contradicted");
  });

  it("passes where the path has turned", () => {
    const rate = (decision: string, value: number) =>
      figureOf(`policy-path.rate.${decision}`, value, "percent", "ZQ.2026-01");
    const turned = factsWith("2025-11-05", [
      figureOf("policy-path.effr", 3.87, "percent", "US.EFFR"),
      ...[rate("2025-12-10", 3.7), rate("2026-10-28", 3.1), rate("2026-12-09", 3.2)],
    ]);
    expect(verdictOn(terminal, turned, "The terminal rate is 3.10% (Oct 2026).")).toBe("verified");
    expect(verdictOn(terminal, turned, "The terminal rate is 3.20% (Dec 2026).")).toBe("contradicted");
  });

  it("is left alone where no rate, no path or another month is named", () => {
    for (const text of [
      "The terminal rate matters.",
      "A terminal rate of 3.10% (Nov 2026).",
      "Terminal at 2.00%.",
    ])
      expect(verdictOn(terminal, facts, text), text).toBe("left alone");
    expect(verdictOn(terminal, factsWith("2025-11-05", []), "The terminal rate is 3.10%.")).toBe(
      "left alone",
    );
  });
});
