import { describe, expect, test } from "vitest";
import { unbroken } from "../../pipeline/render/unbroken.ts";

describe("words that stay on one line", () => {
  test.each([
    ["until 19 September 2025", "until 19\u00A0September 2025"],
    ["figures of Sep 2025", "figures of Sep\u00A02025"],
    ["the 10-year yield", 'the <span class="figure">10-year</span> yield'],
    ["held (t ", "held (t\u00A0"],
    ["the S&P 500 and Russell 2000", "the S&amp;P\u00A0500 and Russell\u00A02000"],
    [", ", ",\u00A0"],
    ["A headline · ", "A headline ·\u00A0"],
    ["rose, fell", "rose, fell"],
    ["May we rest 5 days", "May we rest 5 days"],
    ["0-90 bp & <b>", "0-90 bp &amp; &lt;b&gt;"],
  ])("%s", (words, html) => {
    expect(unbroken(words)).toBe(html);
  });
});
