import { describe, expect, it } from "vitest";
import { visibleTitle } from "../../../pipeline/collect/headlines/visible-title.ts";

const seen = (raw: string) => {
  const read = visibleTitle(raw);
  return "text" in read ? read.text : `refused: ${read.refused}`;
};

describe("the title that a reader sees", () => {
  it.each([
    ["S&amp;P 500 &mdash; up", "S&P 500 — up"],
    ["S&P 500 up", "S&P 500 up"],
    ["Fed <b>cuts</b> &amp; runs", "Fed cuts & runs"],
    ["Fed<b>eral</b> funds", "Federal funds"],
    ["One<br/>two<p>three", "One two three"],
    ["&lt;i&gt;Markets&lt;/i&gt; wrap", "Markets wrap"],
    ["Yield < 4%, spread > 90", "Yield < 4%, spread > 90"],
    ["5 &lt; 6 <!-- a > b --> &gt; 4", "5 < 6 > 4"],
    ["Before<script>alert('x')</script>after", "Beforeafter"],
    ["a <style>b{}</style>c", "a c"],
  ])("of %j is %j", (raw, text) => {
    expect(seen(raw)).toBe(text);
  });

  it("is refused where a tag is left, where nothing is left, and where bytes were lost", () => {
    for (const raw of ["a <img src=x", "a &lt;script", "<scr<b></b>ipt>x", "x </a"])
      expect(seen(raw)).toMatch(/^(refused: a title with a tag that has no end|x)$/);
    expect(seen("a &lt;script")).toContain("refused");
    expect(seen("<b></b>")).toBe("refused: an empty title");
    expect(seen("&lt;b&gt;!&lt;/b&gt;")).toBe("refused: a title without a word");
    expect(seen("a\ufffdb")).toBe("refused: a title with bytes that are no text");
    expect(seen("<".repeat(5000))).toBe("refused: a title of 5000 characters; 400 at most");
  });
});
