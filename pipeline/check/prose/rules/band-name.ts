import { bandOf } from "../../../finance/bands.ts";
import type { Facts } from "../facts.ts";
import { shown } from "../figure-matching.ts";
import type { Rule } from "../rule.ts";
import { overlaps } from "../word-finder.ts";
import { isOtherSpan, isUnsaid } from "./left-alone.ts";
import { nameOf, onlySubject } from "./linked.ts";

/** "Spreads remain in the carry band": by the bands and their names in content/tracker.yaml. */
export const bandName: Rule = (sentence, facts, taken) => {
  const found =
    /\b(?:in|inside|within|into) (?:the |its |their )?["'“]?([a-z][a-z -]{2,24}?)["'”]? (?:band|zone|regime)\b/i.exec(
      sentence.text,
    );
  const bands = found && bandsOf(facts, onlySubject(sentence, facts));
  if (!found || !bands) return [];
  const named = bands.all.find(({ label }) => label.toLowerCase() === found[1]!.toLowerCase());
  const span = { from: found.index, to: found.index + found[0].length };
  if (!named || taken.some((one) => overlaps(one, span))) return [];
  if (isUnsaid(sentence, span) || isOtherSpan(sentence, facts, span)) return [];
  const { level } = bands;
  const held = bandOf(bands.all, level.value)?.band;
  if (!held) return [];
  const verdict = held === named ? "verified" : "contradicted";
  const message = `${nameOf(facts, bands.subject)} at ${shown(level)} is in the ${held.label} band, from ${held.from} to ${held.to ?? "…"} bp.`;
  return [{ ...span, kind: "position", verdict, message, figures: [level.id] }];
};

function bandsOf(facts: Facts, subject: string | null) {
  const all = subject === null ? undefined : facts.edition.ig.bands[facts.seriesOf(subject) ?? ""];
  const level = subject === null ? null : facts.level(subject);
  return all && level && subject !== null && level.unit === "bp" ? { all, level, subject } : null;
}
