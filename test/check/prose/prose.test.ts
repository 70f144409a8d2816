import { describe, expect, it } from "vitest";
import { proseStatements } from "../../../pipeline/check/prose/prose.ts";
import { proseFindings } from "../../../pipeline/check/prose-gate.ts";
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
