import { describe, expect, it } from "vitest";
import { partsOf, shortened, wrapped } from "../../../pipeline/world/charts/labels.ts";

/** Ten px a letter. */
const tens = (text: string) => 10 * text.length;
const face = { size: 10, bold: false };

describe("a label", () => {
  it.each([
    ["171 bp high, 12 Oct 2022", "171 bp", "high, 12 Oct 2022"],
    ["112.8 five-year mean", "112.8", "five-year mean"],
    ["3.26%\nJul 2026", "3.26%", "Jul 2026"],
    ["−1,234.5 pp", "−1,234.5 pp", ""],
    ["12 bps", "12", "bps"],
    ["no number", "", "no number"],
  ])("%s has its number in bold", (text, number, words) => {
    expect(partsOf(text)).toEqual({ number, words });
  });

  it("is broken between words, and cut with an ellipsis only inside a word", () => {
    expect(wrapped("five-year mean of all", 140, face, tens)).toEqual(["five-year mean", "of all"]);
    expect(wrapped("immeasurable", 50, face, tens)).toEqual(["immeasurable"]);
    expect(shortened("immeasurable", 50, face, tens)).toBe("imme…");
  });

  it("is broken between any two signs of Chinese, Japanese and Korean, and never inside an emoji", () => {
    expect(wrapped("中国石油 Oil あ", 30, face, tens)).toEqual(["中国石", "油", "Oil", "あ"]);
    expect(shortened("👩‍🚀👩‍🚀👩‍🚀", 90, face, tens)).toBe("👩‍🚀…");
  });
});
