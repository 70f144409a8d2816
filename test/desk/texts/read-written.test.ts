import { describe, expect, it } from "vitest";
import { readWritten } from "../../../pipeline/desk/texts/read-written.ts";
import { sentence } from "../../../pipeline/errors.ts";
import type { Piece } from "../../../pipeline/model/written.ts";

const read = (raw: string) => readWritten({ id: "lead", file: "lead.md", line: 3, column: 1, raw });
const said = (raw: string) =>
  read(raw).text.pieces.flatMap(({ from, to, ...piece }: Piece) => (piece.kind === "words" ? [] : [piece]));
const faults = (raw: string) => read(raw).faults.map(sentence);

describe("a writer's markup", () => {
  it.each([
    ["a <!-- b --> c", { kind: "comment" }],
    [
      "a <!-- overrule: vendor\nrevised it --> c",
      { kind: "overrule", of: null, reason: "vendor revised it" },
    ],
    ['a <!-- overrule "4.2%": old --> c', { kind: "overrule", of: "4.2%", reason: "old" }],
    ['{{quote "52.4" "ISM Services"}}', { kind: "quote", words: "52.4", source: "ISM Services" }],
    ["{{quote '52.4'\n  “ISM”}}", { kind: "quote", words: "52.4", source: "ISM" }],
    [
      '{{figure "ig-spread.level"}}',
      { kind: "figure", id: "ig-spread.level", helper: "figure", decimals: null },
    ],
    ['{{ size "a.b" decimals=1 }}', { kind: "figure", id: "a.b", helper: "size", decimals: 1 }],
  ])("%j is read", (raw, piece) => {
    expect(said(raw)).toEqual([piece]);
    expect(faults(raw)).toEqual([]);
  });

  it("reads notes with what their definitions say, and covers the text without a gap", () => {
    const raw = "70[^p] and 71[^p]\n\n[^p]: ISM,\n  5 November\nwords";
    expect(said(raw)).toEqual([
      { kind: "note", label: "p", source: "ISM, 5 November" },
      { kind: "note", label: "p", source: "ISM, 5 November" },
      { kind: "definition", label: "p", source: "ISM, 5 November" },
    ]);
    const { pieces } = read(raw).text;
    expect(pieces.map(({ from, to }) => raw.slice(from, to)).join("")).toBe(raw);
  });

  it.each([
    "`{{nope}} <!-- [^x]`",
    "```\n{{nope}}\n<!--\n```",
    "~~~ md\n[^x]\n",
    "\\<!-- \\{{ \\[^x]",
    "[^ ] and [^]",
    '<!-- a ` tick -->{{quote "5" "x"}}<!-- ` -->`[^x]`',
  ])("means nothing in code and behind a backslash: %j", (raw) => {
    expect(faults(raw)).toEqual([]);
  });

  it.each([
    ["\na <!-- b", "lead.md:4: A comment is not closed. Close it with -->."],
    ['{{quote "52.4"}}', /^lead\.md:3: A \{\{quote}} names no source\. Write \{\{quote "52\.4" "ISM/],
    ['{{quote "" "x"}}', /has no words/],
    ['{{quot "a" "b"}}', /A text knows no \{\{quot}}\. Did you mean "quote"\?/],
    ["{{figure ig-spread.level}}", /names no figure by its id in quotes/],
    ['{{figure "ig spread"}}', /names no figure by its id/],
    ['{{figure "a.b" decimals=x}}', /a number from 0 to 6/],
    ['{{ordinal "a.b" decimals=1}}', /takes no decimals/],
    ['{{figure "a.b" places=1}}', /has a places that it does not know/],
    ["{{figure", /is not closed/],
    ["a[^x]", /The note \[\^x] is not defined\. Write on a line of its own/],
    ["[^x]: b", /No text refers to the note \[\^x]/],
    ["a[^x]\n\n[^x]: b\n[^x]: c", /^lead\.md:6: The note \[\^x] is defined twice/],
    ["a[^x]\n\n[^x]:", /^lead\.md:5: The note \[\^x] says nothing/],
    ["a <!-- overrule -->", /An overrule gives no reason\. Write <!-- overrule: reason -->/],
    ['a <!-- overrule "": b -->', /An overrule names no words/],
  ])("%j is told with its line and what to write", (raw, message) => {
    const [first, ...more] = faults(raw);
    expect(more).toEqual([]);
    if (typeof message === "string") expect(first).toBe(message);
    else expect(first).toMatch(message);
  });

  it("stays markup between two comments that hold a tick each", () => {
    const kinds = said('<!-- ` -->{{quote "5" "x"}}<!-- ` -->').map(({ kind }) => kind);
    expect(kinds).toEqual(["comment", "quote", "comment"]);
  });

  it("has all its faults told at once, in the order of the text, and no more than a person reads", () => {
    expect(faults("a[^x]\n{{b}}\n<!--").map((one) => one.slice(0, 9))).toEqual([
      "lead.md:3",
      "lead.md:4",
      "lead.md:5",
    ]);
    const many = faults("{{\n".repeat(500));
    expect(many).toHaveLength(21);
    expect(many.at(-1)).toContain("480 more faults");
  });

  it.each(["{{", "<!--", "<!-- ` -->", "[^a]: b\n", "`", '{{a "', '{{quote "a" "b"}}', "\n    [^x]"])(
    "is read to its end in a text of %j over and over",
    (unit) => {
      const raw = unit.repeat(Math.ceil(400_000 / unit.length));
      const { pieces } = read(raw).text;
      expect(pieces.at(-1)?.to).toBe(raw.length);
    },
  );
});
