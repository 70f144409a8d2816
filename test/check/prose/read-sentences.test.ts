import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sentencesOf } from "../../../pipeline/check/prose/read-sentences.ts";
import type { Sentence } from "../../../pipeline/check/prose/sentence.ts";
import { readWritten } from "../../../pipeline/desk/texts/read-written.ts";

const DATE = "2025-11-05";
/** A writer's text as it is read from its file. */
function read(raw: string): readonly Sentence[] {
  const { text } = readWritten({ id: "lead", file: "lead.md", line: 1, column: 1, raw });
  return sentencesOf(text, DATE);
}
const texts = (raw: string) => read(raw).map(({ text }) => text);

describe("a writer's sentences", () => {
  it.each([
    ["Spreads fell. Yields rose.", ["Spreads fell.", "Yields rose."]],
    ["The U.S. curve rose 3.5%. No. 2 fell vs. May.", ["The U.S. curve rose 3.5%.", "No. 2 fell vs. May."]],
    [
      "It rose in Nov. 2025 by approx. 4 bp. Mr. Powell spoke.",
      ["It rose in Nov. 2025 by approx. 4 bp.", "Mr. Powell spoke."],
    ],
    ["Yields rose in the U.S. The curve did not.", ["Yields rose in the U.S.", "The curve did not."]],
    [
      'He said "wait." Then he left! Why? 52.4 it was.',
      ['He said "wait."', "Then he left!", "Why?", "52.4 it was."],
    ],
    ["one line\nand its end.\n\nAnother", ["one line and its end.", "Another"]],
    ["- first\n- second\n  goes on\n1. third", ["first", "second goes on", "third"]],
    ["in\n2025. Then it fell", ["in 2025.", "Then it fell"]],
    ["# Rates\n\n> Quoted *words* and **more**.", ["Rates", "Quoted words and more."]],
    ["| a | b |\n|---|---:|\n| 10y | 4.17% |", ["| a | b |", "| 10y | 4.17% |"]],
    ["**Now:** 51 bp | **Mean:** 62 bp", ["Now: 51 bp", "Mean: 62 bp"]],
    ["[the Fed](https://x.org/a_(b) 'see') and ![a chart 5%](c.png) <b>bold</b>", ["the Fed and bold"]],
    ["a &lt; b &amp; c &nbsp; \\*kept\\* `code` https://x.org/9", ["a < b & c *kept* code"]],
    ["```\ncode 5\n```\nwords", ["code 5", "words"]],
    ["before <!-- a. B. --> after", ["before after"]],
    ["one\n<!-- a\n\nb -->\ntwo", ["one two"]],
    ['It prints {{figure "ig-spread.level"}} today.', ["It prints … today."]],
    ["<!-- nothing -->\n\n---\n", []],
    ["2 * 3 and 4*5 and s_p_x", ["2 * 3 and 4*5 and s_p_x"]],
  ])("of %j are told apart and freed of Markdown", (raw, expected) => {
    expect(texts(raw)).toEqual(expected);
  });

  it("stand under their heading, or under the bold words that their paragraph begins with", () => {
    const under = read("## Credit\n\nIt fell.\n\n**Rates**\n\n- **IG OAS:** 52 bp. It held.").map(
      (sentence) => `${sentence.under}: ${sentence.text}`,
    );
    expect(under).toEqual([
      ": Credit",
      "Credit: It fell.",
      ": Rates",
      "Rates: IG OAS: 52 bp.",
      "IG OAS: It held.",
    ]);
  });

  it("are read alike whatever keyboard wrote them", () => {
    const [sentence] = read(
      "４.１７％\u00A0and\u2009−\u200B0.36 pp, 6\u202F796.29 “Powell’s” front\u2011end 4\u0301.2 4️⃣",
    );
    expect(sentence?.text).toBe('4.17% and −0.36 pp, 6,796.29 "Powell\'s" front-end 4.2 4');
  });

  it("declare what a quote holds, and before a note its last number with the words since the number or comma before it", () => {
    const raw = [
      'ISM at {{quote "52.4" "ISM"}}, prices at 70[^p] and 3 more.[^all] New: 5.',
      "",
      "[^p]: Paid",
      "[^all]: All",
    ].join("\n");
    const [first, second] = read(raw);
    const said = first!.declared.map(({ from, to, source }) => [first!.text.slice(from, to), source]);
    expect(said).toEqual([
      ["52.4", "ISM"],
      [" prices at 70", "Paid"],
      [" and 3 more.", "All"],
    ]);
    expect(second?.declared).toEqual([]);
  });

  it("keep the overrules that stand in or behind them", () => {
    const [first, second, third] = read(
      'Up 3. <!-- overrule: so -->\n\n<!-- overrule "Powell’s 4": why --> Down 4. Flat.\n\n<!-- overrule: end -->',
    );
    expect(first?.overruled).toEqual([
      { of: null, reason: "so" },
      { of: "Powell's 4", reason: "why" },
    ]);
    expect([second?.overruled, third?.overruled]).toEqual([[], [{ of: null, reason: "end" }]]);
  });

  it("lead back to the letter in the file, whatever is written", () => {
    const pieces = fc.constantFrom(
      ..."*_`~[]()<>!|#->\\ \n\n\t".split(""),
      "word",
      "Fed. ",
      "4.17%",
      "−3 bp",
      "50–55",
      " to ",
      "from ",
      "Nov. 5, ",
      "2025",
      "5 May ",
      "<!--",
      "-->",
      "{{",
      "}}",
      '{{quote "5" "x"}}',
      "[^a]",
      "\n[^a]: b\n",
      "&amp;",
      "```\n",
      "é",
      "🧵",
      "４",
      "1) ",
      "Q1 ",
      "https://a.b/c ",
      "| ",
      "$3T",
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: "binary", maxLength: 60 }),
          fc.array(pieces, { maxLength: 30 }).map((all) => all.join("")),
        ),
        (raw) => {
          for (const sentence of read(raw)) {
            for (let at = 0; at < sentence.text.length; at += 1) {
              const letter = sentence.text[at]!;
              if (/[a-z0-9]/i.test(letter))
                expect(raw[sentence.rawIndex(at)]!.normalize("NFKC")).toBe(letter);
            }
            expect(sentence.rawIndex(sentence.text.length)).toBeGreaterThan(
              sentence.rawIndex(sentence.text.length - 1),
            );
            for (const { from, to } of [...sentence.numerals, ...sentence.ranges, ...sentence.dates]) {
              expect(from).toBeLessThan(to);
              expect(to).toBeLessThanOrEqual(sentence.text.length);
            }
          }
        },
      ),
      { numRuns: 250 },
    );
  });
});

describe("a text of two hundred thousand letters", () => {
  // A step that looks back over all that it has read takes minutes here: the test's own time is the bound.
  it.each([
    ["brackets", "[^a ](![["],
    ["openers", '{{a "“<!--'],
    ["ticks", "`` ` ``` "],
    ["emphasis", "*_**~~ _"],
    ["numbers", "4.17% to 3, "],
    ["digits", "4"],
    ["spaces", " "],
    ["commas", "1,234,"],
    ["points", "a. "],
    ["tags", "<a <b "],
    ["months", "May 5 "],
    ["pipes", "| a "],
    ["empty lines", "\n \n"],
    ["notes", "[^a]: "],
    ["dashes", "- 5–6-"],
    ["noted words", "x[^a]"],
    ["quotes", '{{quote "a" "b"}}'],
  ])("of %s is read to its end", (_, unit) => {
    const raw = unit.repeat(Math.ceil(200_000 / unit.length));
    expect(read(raw).length).toBeGreaterThanOrEqual(0);
  });
});
