import { describe, expect, it } from "vitest";
import { holds, identities } from "../../pipeline/check/identities.ts";
import type { Identity } from "../../pipeline/model/identity.ts";
import { checkedOf } from "../support/checked.ts";

const sum: Identity = {
  name: "effective rate and easing make the last rate",
  left: 4.33 - 1.228,
  right: 3.102,
  unit: "percent",
  tolerance: 1e-9,
  because: "one path",
};

describe("an identity of a section", () => {
  it("passes within its tolerance, the edge included", () => {
    expect(holds(sum, "policy-path")).toMatchObject({
      verdict: "passed",
      place: "policy-path",
      gate: "identities",
    });
    expect(holds({ ...sum, left: 10.5, right: 10, tolerance: 0.5 }, "x").verdict).toBe("passed");
  });

  it("is refused beyond it, with both sides and the reason for what is allowed", () => {
    const finding = holds({ ...sum, left: 3.147 }, "policy-path");
    expect(finding.verdict).toBe("refused");
    expect(finding.message).toBe(
      "effective rate and easing make the last rate: 3.147 and 3.102 percent differ by 0.045; 1e-9 is allowed (one path).",
    );
    expect(finding.remedy).toContain("npx tracker why");
  });

  it("is refused where a side is no number", () => {
    expect(holds({ ...sum, left: Number.NaN }, "x").verdict).toBe("refused");
    expect(holds({ ...sum, right: Number.POSITIVE_INFINITY }, "x").verdict).toBe("refused");
  });

  it("is held for every section, each under its own name", () => {
    const sections = [
      { id: "policy-path", identities: [sum, { ...sum, right: 3 }] },
      { id: "ig-spread", identities: [sum] },
    ];
    expect(identities(checkedOf({ sections })).map(({ place, verdict }) => `${place} ${verdict}`)).toEqual([
      "policy-path passed",
      "policy-path refused",
      "ig-spread passed",
    ]);
  });

  it("was not held where no section states one", () => {
    expect(identities(checkedOf({ sections: [{ id: "headlines" }] }))).toMatchObject([
      { verdict: "not evaluated" },
    ]);
  });
});
