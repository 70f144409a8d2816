import type { Facts } from "../../../pipeline/check/prose/facts.ts";
import { factsOf } from "../../../pipeline/check/prose/known-facts.ts";
import type { Edition } from "../../../pipeline/model/edition.ts";
import type { Figure, Input } from "../../../pipeline/model/figure.ts";
import type { Report } from "../../../pipeline/model/report.ts";
import type { Unit } from "../../../pipeline/model/unit.ts";
import { shippedEdition } from "../../support/section-words.ts";
import { origin, seriesOf, snapshotOf } from "../../support/snapshots.ts";
import { shippedVocabulary } from "./issue-facts.ts";

const DATE = "2025-11-05";

type Row = readonly [id: string, value: number, unit: Unit, ...series: string[]];

/** Figures as the issue of 5 November 2025 has them, without the issue. */
const ROWS: readonly Row[] = [
  ["key-figures.long-yield.level", 4.17, "percent", "UST.10Y"],
  ["key-figures.long-yield.previous", 4.1, "percent", "UST.10Y"],
  ["key-figures.long-yield.change", 7, "bp", "UST.10Y"],
  ["key-figures.slope.level", 54, "bp", "UST.10Y", "UST.2Y"],
  ["key-figures.slope.change", 2, "bp", "UST.10Y", "UST.2Y"],
  ["key-figures.index.level", 6796.29, "index", "SPX"],
  ["key-figures.index.change", 0.365352, "percent", "SPX"],
  ["key-figures.volatility.level", 18.01, "index", "VIX"],
  ["key-figures.volatility.change", -0.99, "index", "VIX"],
  ["ig-spread.level", 81, "bp", "US.ICE.IG.OAS"],
  ["ig-spread.change", -2, "bp", "US.ICE.IG.OAS"],
  ["ig-spread.mean", 109.337, "bp", "US.ICE.IG.OAS"],
  ["ig-spread.inside", 28.337, "bp", "US.ICE.IG.OAS"],
  ["ig-spread.percentile", 8.506, "percentile", "US.ICE.IG.OAS"],
  ["ig-spread.high-2022", 171, "bp", "US.ICE.IG.OAS"],
  [
    "sector-attribution.contribution.energy",
    0.0043,
    "pp",
    "SPX.SECTOR.ENERGY.RETURN",
    "SPX.SECTOR.ENERGY.WEIGHT",
  ],
  [
    "sector-attribution.contribution.materials",
    0.0069,
    "pp",
    "SPX.SECTOR.MATERIALS.RETURN",
    "SPX.SECTOR.MATERIALS.WEIGHT",
  ],
  ["sector-attribution.return.energy", 0.1565, "percent", "SPX.SECTOR.ENERGY.RETURN"],
  ["sector-attribution.return.materials", 0.4413, "percent", "SPX.SECTOR.MATERIALS.RETURN"],
  ["policy-path.chance.2025-12-10", 62, "probability", "ZQ.2025-12"],
  ["policy-path.cumulative.2025-12-10", -15.5, "bp", "ZQ.2025-12"],
];

/** A small issue's facts, and a series of which it prints nothing. */
export function madeUpFacts(edition: Edition = shippedEdition): Facts {
  const report = { date: DATE, changed: [], sections: [{ id: "all", view: ROWS.map(figureOf) }] };
  const wti = seriesOf("WTI", { "2025-11-04": 60.56, [DATE]: 59.6 }, { unit: "price", calendar: "nyse" });
  return factsOf({
    report: report as unknown as Report,
    snapshot: snapshotOf(DATE, [wti]),
    edition,
    vocabulary: shippedVocabulary,
  });
}

function figureOf([id, value, unit, ...series]: Row): Figure {
  const inputs = series.map((one): Input => ({ series: one, date: DATE, value, unit, origin }));
  return {
    kind: "figure",
    id,
    value,
    unit,
    asOf: DATE,
    inputs,
    method: /\.(?:level|return)\b/.test(id) ? "as observed" : "first - second",
  };
}
