import type { Facts } from "../../../../pipeline/check/prose/facts.ts";
import { factsOf } from "../../../../pipeline/check/prose/known-facts.ts";
import { sentencesOf } from "../../../../pipeline/check/prose/read-sentences.ts";
import type { Rule, Ruled } from "../../../../pipeline/check/prose/rule.ts";
import { compute } from "../../../../pipeline/compute/compute.ts";
import type { Figure } from "../../../../pipeline/model/figure.ts";
import type { Report } from "../../../../pipeline/model/report.ts";
import type { Series } from "../../../../pipeline/model/series.ts";
import type { Unit } from "../../../../pipeline/model/unit.ts";
import { type Vocabulary, VocabularySchema } from "../../../../pipeline/model/vocabulary.ts";
import { igSpread } from "../../../../pipeline/sections/ig-spread/ig-spread.ts";
import { keyFigures } from "../../../../pipeline/sections/key-figures/key-figures.ts";
import { policyPath } from "../../../../pipeline/sections/policy-path/policy-path.ts";
import type { Section } from "../../../../pipeline/sections/section.ts";
import { sectorAttribution } from "../../../../pipeline/sections/sector-attribution/sector-attribution.ts";
import { origin, snapshotOf } from "../../../support/snapshots.ts";
import { edition, type july, snapshotFrom } from "../../seed-markets.ts";

const sector = (name: string, key: string) => ({
  words: [name],
  series: [`SPX.SECTOR.${key}`],
  figures: [`sector-attribution.*.${key.toLowerCase().replaceAll("_", "-")}`],
});

/** A few words of a desk whose spread is the swap index. */
export const vocabulary: Vocabulary = VocabularySchema.parse({
  subjects: {
    "ten-year": { words: ["10-year yield", "10s", "10y"], series: ["UST.10Y"] },
    curve: { words: ["curve", "2s10s"], figures: ["key-figures.slope.*", "regime.2s10s.*"] },
    "ig-spread": { words: ["IG spread", "spreads"], series: ["CDX.NA.IG.5Y"], sections: ["ig-spread"] },
    "s-p-500": { words: ["S&P 500", "index"], series: ["SPX"], sections: ["sector-attribution"] },
    move: { words: ["MOVE"], series: ["MOVE"] },
    dollar: { words: ["dollar", "USD"], series: ["USD.BROAD"] },
    gold: { words: ["gold"], series: ["GOLD.GLD"] },
    "health-care": sector("Health Care", "HEALTH_CARE"),
    "info-tech": sector("Info Tech", "INFORMATION_TECHNOLOGY"),
    staples: sector("Staples", "CONSUMER_STAPLES"),
    "real-estate": sector("Real Estate", "REAL_ESTATE"),
    thirty: { words: ["30-year yield"], series: ["UST.30Y"], figures: ["rates-shock.*"] },
  },
  measures: {
    level: { words: ["level"], figures: ["key-figures.*.level", "ig-spread.level"] },
    "day-change": {
      words: ["on the day"],
      figures: ["key-figures.*.change", "ig-spread.change", "sector-attribution.return.*"],
    },
    contribution: { words: ["contribution"], figures: ["sector-attribution.contribution.*"] },
    mean: { words: ["five-year average", "5-yr average"], figures: ["ig-spread.mean"] },
    "high-2022": { words: ["2022 wides"], figures: ["ig-spread.high-2022"] },
    "month-to-date": { words: ["this month"], figures: ["sector-attribution.to-date.month.*"] },
    "change-20": { words: ["over 20 days"], figures: ["regime.*.change-20"] },
    tight: { words: ["cycle tights"], figures: ["ig-spread.tight"] },
  },
  moves: {
    rose: { words: ["rose", "rise", "rises", "rising", "up", "higher", "rally"], sign: 1 },
    fell: { words: ["fell", "fall", "falls", "falling", "down", "lower", "slipped"], sign: -1 },
    tightened: { words: ["tightened", "tighten", "tighter"], sign: -1, of: ["ig-spread"] },
    steepened: { words: ["steepened", "steeper"], sign: 1, of: ["curve"] },
    unchanged: { words: ["unchanged", "steady", "little changed", "held steady", "muted"], sign: 0 },
  },
  names: [],
});

const chosen: readonly Section[] = [keyFigures, sectorAttribution, igSpread, policyPath];

/** The facts of a published issue's day. */
export function factsFrom(printed: typeof july): Facts {
  const snapshot = snapshotFrom(printed);
  const report = compute(snapshot, edition, { chosen, all: chosen });
  return factsOf({ report, snapshot, edition, vocabulary });
}

/** The facts of these figures and series and of nothing else. */
export function factsWith(date: string, figures: readonly Figure[], series: readonly Series[] = []): Facts {
  const snapshot = snapshotOf(date, series);
  const section = { id: "made-up", title: "Made up", view: figures, unavailable: null, identities: [] };
  const report: Report = {
    ...{ date, previousDate: snapshot.previousDate, simulated: false, notices: [], dated: [], changed: [] },
    ...{ sections: [section], omitted: [] },
  };
  return factsOf({ report, snapshot, edition, vocabulary });
}

export function figureOf(id: string, value: number, unit: Unit, series = "UST.30Y"): Figure {
  const asOf = "2025-11-05";
  const inputs = [{ series, date: asOf, value, unit, origin }];
  return { kind: "figure", id, value, unit, asOf, inputs, method: "made up" };
}

/** What a rule makes of a text of a section. */
export function ruledOn(rule: Rule, facts: Facts, raw: string, id = "lead"): readonly Ruled[] {
  const text = { id, file: "lead.md", line: 1, column: 1, raw, pieces: [] };
  const pieces = [{ kind: "words" as const, from: 0, to: raw.length }];
  return sentencesOf({ ...text, pieces }, facts.date).flatMap((sentence) => rule(sentence, facts, []));
}

/** Its verdict where it speaks once; "left alone" where it does not, all of them where it speaks more than once. */
export function verdictOn(rule: Rule, facts: Facts, raw: string, id?: string): string {
  return (
    ruledOn(rule, facts, raw, id)
      .map(({ verdict }) => verdict)
      .join(", ") || "left alone"
  );
}
