import { describe, expect, it } from "vitest";
import { wordRules } from "../../../pipeline/check/prose/rules/all-rules.ts";
import { deskFacts } from "./desk-facts.ts";
import { statementsOf } from "./issue-facts.ts";

const facts = deskFacts();
const made = (raw: string) => statementsOf(raw, facts, { rules: wordRules });
const verdicts = (raw: string) => made(raw).map(({ text, verdict }) => `${text}: ${verdict}`);

describe("text that nobody would write", () => {
  it.each([
    ["two million digits", "4".repeat(2e6)],
    ["a hundred thousand subjects", "The 10-year yield ".repeat(1e5)],
    ["numbers without an end", "4.17% ".repeat(1e5)],
    ["a sentence of the longest kind", "10s rose 7 bp and ".repeat(210)],
    ["a thousand lines", "The 10-year yield rose 7 bp.\n\n".repeat(1e3)],
    ["markup alone", "**__``~~[]()![]<!---->{{}}|||---***".repeat(2e3)],
    ["quotes that never close", "“".repeat(1e5)],
    ["minus signs", "−".repeat(1e5)],
  ])("is read to its end: %s", (_, raw) => {
    const before = performance.now();
    expect(made(raw).every(({ verdict }) => verdict !== "contradicted")).toBe(true);
    expect(performance.now() - before).toBeLessThan(4_000);
  });

  it("is told when a sentence is too long to be one", () => {
    expect(made(`${"10s rose 7 bp and ".repeat(300)}.`)).toMatchObject([
      { verdict: "not verifiable", remedy: "Break it into sentences of less than 4000 letters." },
    ]);
  });

  it.each([
    "The 10-year yield is at 4\u200d.17%.",
    "The 10-year yield is at ４.17％.",
    "The 10-year yield is at 4,17 %.",
    "The 10-year yield is at 4.17 %.",
    "The 10-year yield is at 4.17\u202f%.",
    "\u202eThe 10-year yield is at 4.17%.\u202c",
    "The 10-year yield is at 4.17% 🚀",
    "The 10-year yield is at 4.17%%",
    "The 10‑year yield is at 4.1700%",
  ])("is read as a reader sees it: %s", (raw) => {
    expect(made(raw).map(({ verdict }) => verdict)).toEqual(["verified"]);
  });

  it.each([
    ["The 10-year yield is at 1.2.3.", []],
    ["The 10-year yield rose +-3 bp.", ["rose: verified", "3 bp: not verifiable"]],
    ["On 31 February the 10-year yield rose 7 bp.", ["31 February: contradicted", "7 bp: not verifiable"]],
    ["On 13/11/2025 the 10-year yield rose 7 bp.", ["7 bp: not verifiable"]],
    ["The 10-year yield is at ∞%.", []],
    ["10-year yield 1e3%", []],
    ["<b>", []],
    ["", []],
  ])("makes no silly verdict: %s", (raw, expected) => {
    expect(verdicts(raw)).toEqual(expected);
  });
});
