import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import type { Built } from "../../../pipeline/build.ts";
import type { Facts } from "../../../pipeline/check/prose/facts.ts";
import { wordRules } from "../../../pipeline/check/prose/rules/all-rules.ts";
import { printCount, printFigure, printOrdinal } from "../../../pipeline/fill/print-number.ts";
import type { Figure } from "../../../pipeline/model/figure.ts";
import { type Unit, UnitSchema } from "../../../pipeline/model/unit.ts";
import type { Statement } from "../../../pipeline/model/written.ts";
import { builtIssue } from "../../support/worlds.ts";
import { factsOfIssue, shippedVocabulary, statementsOf } from "./issue-facts.ts";

let issue: Built;
let facts: Facts;
beforeAll(async () => {
  issue = await builtIssue("2026-05-20");
  facts = factsOfIssue(issue);
});

const WORDS = "zero one two three four five six seven eight nine ten eleven twelve".split(" ");

/** A printed form with another last digit of its number; of a word, the next one. */
function withOtherDigit(printed: string): string {
  const word = WORDS.indexOf(printed.toLowerCase());
  if (word >= 0) return WORDS[word === 12 ? 11 : word + 2] ?? "eleven";
  const number = /\d[\d,]*(?:\.\d+)?/.exec(printed)!;
  const last = number.index + number[0].length - 1;
  const ordinal = /^(?:st|nd|rd|th)/.exec(printed.slice(last + 1))?.[0].length ?? 0;
  const digit = (Number(printed[last]) + 3) % 10;
  return `${printed.slice(0, last)}${digit}${ordinal > 0 ? "th" : ""}${printed.slice(last + 1 + ordinal)}`;
}

/** What was made of the first number behind a sentence's id or words. */
function first(sentence: string, before: string): Pick<Statement, "verdict" | "figures"> | string {
  const found = statementsOf(sentence, facts).find(
    ({ column, kind }) => kind === "number" && column > before.length,
  );
  return found ?? `nothing was read in "${sentence}"`;
}

describe("the numbers of an issue in a writer's words", () => {
  it("are borne out in each form in which the issue prints them, and refused with another last digit", () => {
    const wrong: string[] = [];
    let forms = 0;
    for (const { id, printed } of issue.filled.ledger.entries) {
      for (const form of printed) {
        // Alone, "one" is as often a pronoun; it is no number to the reader of sentences.
        if (form.toLowerCase() === "one") continue;
        forms += 1;
        const before = `Here ${id} is`;
        const [same, other] = [
          first(`${before} ${form}.`, before),
          first(`${before} ${withOtherDigit(form)}.`, before),
        ];
        if (typeof same === "string" || same.verdict !== "verified" || same.figures[0] !== id)
          wrong.push(`${form} of ${id}: ${JSON.stringify(same)}`);
        if (typeof other === "string" || other.verdict !== "contradicted")
          wrong.push(`${withOtherDigit(form)} for ${form} of ${id}: ${JSON.stringify(other)}`);
      }
    }
    expect(wrong).toEqual([]);
    expect(forms).toBeGreaterThan(600);
  });

  it("are not called wrong in the issue's own sentences, the headlines of others aside", () => {
    const sections = issue.filled.markdown
      .split(/^## /m)
      .filter((part) => !/developments/.test(part.split("\n")[0]!));
    const wrong = sections
      .flatMap((part) => statementsOf(part, facts, { rules: wordRules }))
      .filter(({ verdict }) => verdict === "contradicted");
    expect(wrong.map(({ text, sentence }) => `${text}: ${sentence}`)).toEqual([]);
  });

  it("are read in every unit and by every helper as they are printed", () => {
    const value = fc.oneof(
      fc.double({ min: -9999, max: 9999, noNaN: true }),
      fc.integer({ min: -200, max: 200 }),
    );
    const form = fc.constantFrom("figure", "bare", "change", "bareChange", "size", "ordinal", "words");
    fc.assert(
      fc.property(value, fc.constantFrom(...UnitSchema.options), form, (amount, unit, helper) => {
        const figure = madeUp(amount, unit, helper);
        const printed = printedBy(helper, figure);
        fc.pre(printed !== "one");
        const own = { ...facts, figures: new Map([[figure.id, figure]]) };
        const before = `Here ${figure.id} is`;
        const said = (words: string) =>
          statementsOf(`${before} ${words}.`, own).find(({ column }) => column > before.length)?.verdict;
        expect(said(printed), printed).toBe("verified");
        expect(said(withOtherDigit(printed)), withOtherDigit(printed)).toBe("contradicted");
      }),
      { numRuns: 600, seed: 20260520 },
    );
  });

  it("are borne out under the words of each subject and measure that mean one figure, and refused with another last digit", () => {
    const wrong: string[] = [];
    for (const [subject, measure, figure] of namedOnce()) {
      const words = `${wordsOf(subject)[0]} ${shippedVocabulary.measures[measure]!.words[0]}`;
      wrong.push(...misread(words, figure));
    }
    expect(wrong).toEqual([]);
  });

  it("are borne out whichever of its words a subject and a measure are called by", () => {
    const pairs = namedOnce();
    const pair = fc.constantFrom(...pairs).chain(([subject, measure, figure]) =>
      fc.record({
        name: fc.constantFrom(...wordsOf(subject)),
        what: fc.constantFrom(...shippedVocabulary.measures[measure]!.words),
        figure: fc.constant(figure),
      }),
    );
    fc.assert(
      fc.property(pair, ({ name, what, figure }) => {
        expect(misread(`${name} ${what}`, figure)).toEqual([]);
      }),
      { numRuns: 600, seed: 20260520 },
    );
  });

  it("have words of their own for most of what an issue prints", () => {
    const named = new Set(
      namedOnce().flatMap(([subject, measure, { unit }]) =>
        facts.of(subject, measure).flatMap((one) => (one.unit === unit ? [one.id] : [])),
      ),
    );
    const printed = issue.filled.ledger.entries.map(({ id }) => id);
    const share = printed.filter((id) => named.has(id)).length / printed.length;
    expect(share).toBeGreaterThan(0.8);
  });
});

const wordsOf = (subject: string) => facts.subjects.get(subject)!.words;

type Named = readonly [subject: string, measure: string, figure: Figure];

/** Every subject and measure that mean one number of the issue in its unit. */
function namedOnce(): readonly Named[] {
  return [...facts.subjects.keys()].flatMap((subject) =>
    Object.keys(shippedVocabulary.measures).flatMap((measure) =>
      [...Map.groupBy(facts.of(subject, measure), ({ unit }) => unit).values()].flatMap(
        (figures): Named[] => {
          const isOne = new Set(figures.map(({ value }) => value.toPrecision(9))).size === 1;
          return isOne ? [[subject, measure, figures[0]!]] : [];
        },
      ),
    ),
  );
}

/** What the checker makes wrong of a figure under these words, printed as it is and with another last digit. */
function misread(words: string, figure: Figure): readonly string[] {
  const right = printFigure(figure);
  const wrong = withOtherDigit(right);
  const verdictOf = (printed: string) => {
    const found = statementsOf(`${words} ${printed}.`, facts).find(({ column }) => column > words.length);
    return found ? `${found.verdict} ${found.message}` : "nothing read";
  };
  const [ofRight, ofWrong] = [verdictOf(right), verdictOf(wrong)];
  return [
    ...(ofRight.startsWith("verified") ? [] : [`${words} ${right} (${figure.id}): ${ofRight}`]),
    ...(ofWrong.startsWith("contradicted") ? [] : [`${words} ${wrong} (${figure.id} ${right}): ${ofWrong}`]),
  ];
}

function madeUp(amount: number, unit: Unit, helper: string): Figure {
  const value =
    helper === "words" ? Math.abs(Math.round(amount)) : helper === "ordinal" ? Math.abs(amount) : amount;
  return {
    kind: "figure",
    id: "made-up.figure",
    value: Number(value.toPrecision(12)),
    unit: helper === "ordinal" ? "percentile" : helper === "words" ? "count" : unit,
    asOf: "2026-05-20",
    inputs: [],
    method: "made up",
  };
}

function printedBy(helper: string, figure: Figure): string {
  switch (helper) {
    case "bare":
      return printFigure(figure, { withUnit: false });
    case "change":
      return printFigure(figure, { sign: "always" });
    case "bareChange":
      return printFigure(figure, { sign: "always", withUnit: false });
    case "size":
      return printFigure(figure, { sign: "never" });
    case "ordinal":
      return printOrdinal(figure.value);
    case "words":
      return printCount(figure.value);
    default:
      return printFigure(figure);
  }
}
