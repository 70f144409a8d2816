import { describe, expect, it } from "vitest";
import { instrument } from "../../../../pipeline/check/prose/rules/instrument.ts";
import { november } from "../../seed-markets.ts";
import { factsFrom, ruledOn, verdictOn } from "./facts-of-a-day.ts";

/** The OAS stood at 81, the CDX index at 52.751. */
const facts = factsFrom(november);
const said = (text: string) => verdictOn(instrument, facts, text);

describe("a level under another instrument's name", () => {
  it("is contradicted, with both named", () => {
    expect(said("IG OAS: ~52.8 bp (last 52.751)")).toBe("contradicted, contradicted");
    expect(said("CDX closed at 81 bp.")).toBe("contradicted");
    expect(ruledOn(instrument, facts, "IG OAS at 52.8 bp.")[0]).toMatchObject({
      message:
        "The OAS (US.ICE.IG.OAS) stood at 81 bp on 5 November 2025; 52.751 bp is the level of CDX (CDX.NA.IG.5Y).",
      remedy: "Call it CDX, or print 81 bp.",
    });
  });

  it("is left alone where it is its own level, no level of either, a change, or of other credit", () => {
    for (const text of [
      "IG OAS at 81 bp.",
      "CDX at 52.8 bp.",
      "IG OAS at 60 bp.",
      "HY OAS at 52.8 bp.",
      "IG OAS 52.8 bp tighter.",
      "Spreads at 52.8 bp.",
      "The OAS is not the CDX index at 52.8 bp.",
    ])
      expect(said(text), text).toBe("left alone");
  });
});
