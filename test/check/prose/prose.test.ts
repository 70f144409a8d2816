import { describe, expect, it } from "vitest";
import { proseStatements } from "../../../pipeline/check/prose/prose.ts";
import { wordRules } from "../../../pipeline/check/prose/rules/all-rules.ts";
import { proseFindings } from "../../../pipeline/check/prose-gate.ts";
import { readWritten } from "../../../pipeline/desk/texts/read-written.ts";
import type { Piece } from "../../../pipeline/model/written.ts";
import { statementsOf, writtenText } from "./issue-facts.ts";
import { madeUpFacts } from "./made-up-facts.ts";

const facts = madeUpFacts();

/** A text with one piece of the desk's markup in it. */
function withPiece(raw: string, markup: string, piece: object): readonly Piece[] {
  const from = raw.indexOf(markup);
  const to = from + markup.length;
  return [
    { kind: "words", from: 0, to: from },
    { ...piece, from, to } as Piece,
    { kind: "words", from: to, to: raw.length },
  ];
}

describe("what writers state", () => {
  it("is found at its line, column and length in the file", () => {
    const [one] = statementsOf("A quiet day.\n\n* the **10-year** yield\n  rose 9 bp.\n", facts);
    expect(one).toMatchObject({ line: 6, column: 8, length: 4, text: "9 bp", verdict: "contradicted" });
  });

  it("stands where its writer overrules it, with the reason", () => {
    const markup = "<!-- overrule: intraday -->";
    const raw = `The 10-year yield rose 9 bp. ${markup} Spreads tightened 2 bp.`;
    const made = statementsOf(raw, facts, {
      pieces: withPiece(raw, markup, { kind: "overrule", reason: "intraday", of: null }),
    });
    expect(made.map(({ text, verdict, because }) => [text, verdict, because])).toEqual([
      ["9 bp", "overruled", "intraday"],
      ["2 bp", "verified", undefined],
    ]);
  });

  it("is overruled by its words alone where they are named", () => {
    const markup = '<!-- overrule "9 bp": intraday -->';
    const raw = `The 10-year yield rose 9 bp to 4.46%. ${markup}`;
    const made = statementsOf(raw, facts, {
      pieces: withPiece(raw, markup, { kind: "overrule", reason: "intraday", of: "9 bp" }),
    });
    expect(made.map(({ verdict }) => verdict)).toEqual(["overruled", "contradicted"]);
  });

  it("is told when there is nothing to overrule", () => {
    const markup = "<!-- overrule: intraday -->";
    const raw = `The 10-year yield rose 7 bp. ${markup}`;
    const made = statementsOf(raw, facts, {
      pieces: withPiece(raw, markup, { kind: "overrule", reason: "intraday", of: null }),
    });
    expect(made.map(({ verdict, remedy }) => [verdict, remedy])).toEqual([
      ["verified", undefined],
      ["overruled", "Take the overrule out."],
    ]);
  });

  it("is declared where it is quoted with a source", () => {
    const markup = '{{quote "52.4" "ISM Services, 5 November 2025"}}';
    const raw = `ISM Services came in at ${markup}.`;
    const piece = { kind: "quote", words: "52.4", source: "ISM Services, 5 November 2025" };
    const [one] = statementsOf(raw, facts, { pieces: withPiece(raw, markup, piece) });
    expect(one).toMatchObject({ verdict: "declared", because: "ISM Services, 5 November 2025" });
  });

  it("is not declared by a note where the issue's own figures contradict it, and never beyond the note's number", () => {
    const made = (raw: string) => {
      const { text } = readWritten({ id: "lead", file: "lead.md", line: 1, column: 1, raw });
      return proseStatements({ texts: [text], facts, rules: wordRules });
    };
    const raw = "Spreads widened, the 10-year yield rose 9 bp, and ISM came in at 52.4.[^ism]\n\n[^ism]: ISM";
    expect(made(raw).map((one) => [one.text, one.verdict])).toEqual(
      expect.arrayContaining([
        ["9 bp", "contradicted"],
        ["52.4", "declared"],
      ]),
    );
    const noted = made("The 10-year yield rose 9 bp.[^a]\n\n[^a]: A dealer");
    expect(noted.find(({ kind }) => kind === "number")).toMatchObject({
      verdict: "contradicted",
      remedy: expect.stringContaining("overrule it"),
    });
    const quoted = made('The 10-year yield rose {{quote "9 bp" "A dealer"}}.');
    expect(quoted.map(({ verdict }) => verdict)).toContain("declared");
  });

  it("is asked of the rules in their order, and what one has judged no later one speaks of", () => {
    const text = writtenText("The 10-year yield rose 9 bp.");
    const rule = () =>
      [{ from: 24, to: 28, kind: "count", verdict: "verified", message: "Mine.", figures: [] }] as const;
    const made = proseStatements({ texts: [text], facts, rules: [rule, rule] });
    expect(made.map(({ message }) => message)).toEqual(["Mine.", "Mine."]);
  });

  it("has its weekdays held against the calendar", () => {
    const made = statementsOf("On Tuesday 5 November 2025 nothing happened.", facts);
    expect(made).toMatchObject([
      { kind: "date", verdict: "contradicted", message: "5 November 2025 is a Wednesday, not a Tuesday." },
    ]);
  });
});

describe("the gate on prose", () => {
  it("refuses what is contradicted, at its place", () => {
    const texts = [writtenText("The 10-year yield rose 9 bp. Spreads tightened 2 bp. ISM came in at 52.4.")];
    const findings = proseFindings({ texts, statements: proseStatements({ texts, facts, rules: [] }) });
    expect(findings.map(({ verdict, place }) => [verdict, place])).toEqual([
      ["passed", "content/issues/2026-05-20/lead.md:3"],
      ["refused", "content/issues/2026-05-20/lead.md:3:24"],
      ["not evaluated", "content/issues/2026-05-20/lead.md:3:69"],
    ]);
  });

  it("never passes a text that states nothing", () => {
    const texts = [writtenText("A quiet day.")];
    expect(proseFindings({ texts, statements: [] })).toMatchObject([{ verdict: "not evaluated" }]);
  });
});
