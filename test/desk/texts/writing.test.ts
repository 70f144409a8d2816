import { describe, expect, it } from "vitest";
import { readingMinutes, wordsOf } from "../../../pipeline/desk/texts/writing.ts";
import type { Piece } from "../../../pipeline/model/written.ts";

/** A text of words alone. */
const words = (raw: string) => wordsOf({ raw, pieces: [{ kind: "words", from: 0, to: raw.length }] });

describe("the words of a text", () => {
  it("are what a reader reads: no addresses, no signs, no numbers of a list", () => {
    expect(words("Spreads fell **again**, _to_ 77 bp.")).toBe(6);
    expect(words("See [the rule](https://example.com/a-b) and ![a chart](charts/x.png).")).toBe(4);
    expect(words("1. First\n2. Second\n- third\n\n> fourth\n\n# Fifth")).toBe(5);
    expect(words("| Sector | pp |\n|---|---:|\n| Energy | +0.06 |")).toBe(4);
    expect(words("The S&P 500 is a well-known index \u2013 and \u2014 more.")).toBe(9);
    expect(words("[rule]: https://example.com\n\n<https://example.com/x> \n```js\nlet a\n```\n")).toBe(2);
    expect(words(" \n\t")).toBe(0);
  });

  it("are those between comments, with quotes, and a printed figure as one", () => {
    const raw = "Spreads fell <!-- a long remark --> to {{figure}} {{quote}}.";
    const piece = (kind: "words" | "comment", text: string) => {
      const from = raw.indexOf(text);
      return { kind, from, to: from + text.length } satisfies Piece;
    };
    const pieces: Piece[] = [
      piece("words", "Spreads fell "),
      piece("comment", "<!-- a long remark -->"),
      piece("words", " to "),
      { kind: "figure", from: 39, to: 49, id: "a.b", helper: "figure", decimals: null },
      piece("words", " "),
      { kind: "quote", from: 50, to: 59, words: "at least nine", source: "a source" },
    ];
    expect(wordsOf({ raw, pieces })).toBe(7);
  });

  it("take a minute for each 230, rounded up, and none for none", () => {
    expect([0, 1, 230, 231, 2300].map(readingMinutes)).toEqual([0, 1, 1, 2, 10]);
  });
});
