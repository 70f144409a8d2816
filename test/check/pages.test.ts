import { describe, expect, it } from "vitest";
import { pages } from "../../pipeline/check/pages.ts";
import { checkedOf } from "../support/checked.ts";

const findingsOn = (artifacts: Readonly<Record<string, string>>) =>
  pages(checkedOf({ artifacts })).map(({ verdict, place, message }) => `${verdict} ${place}: ${message}`);
const clean =
  '<p>Read <a href="https://example.org/news">this</a>.</p><img src="data:image/png;base64,AA" alt="">';

describe("a page", () => {
  it("passes within its size, with links that wait for a click and pictures of its own", () => {
    const head =
      '<link rel="canonical" href="https://example.org/"><style>@font-face{src:url(data:font/woff2)}</style>';
    const artifacts = {
      "issue.html": head + clean,
      "email.html": clean,
      "issue.pdf": "%PDF-1.7",
      "issue.md": "text",
    };
    expect(findingsOn(artifacts)).toEqual([
      "passed issue.html, email.html, issue.pdf: Sizes are in bounds and nothing is fetched from outside.",
    ]);
  });

  it("is refused where opening it would tell somebody, on the web and in a mailbox", () => {
    const fetching = [
      '<img src="https://example.org/p.png">',
      "<img alt='' src='http://example.org/p.png'>",
      '<img srcset="//example.org/p.png 2x" src="data:image/png;base64,AA">',
      '<script src="https://example.org/a.js"></script>',
      '<link rel="stylesheet" href="https://example.org/a.css">',
      '<iframe src="//example.org"></iframe>',
      '<td background="https://example.org/p.png">',
      "<style>@import 'https://example.org/a.css';</style>",
      "<style>body{background:url(https://example.org/p.png)}</style>",
      '<p style="background:url(//example.org/p.png)">',
    ];
    for (const name of ["issue.html", "email.html"])
      for (const one of fetching)
        expect(findingsOn({ [name]: clean + one })[0], one).toMatch(/^refused .*would fetch/);
  });

  it("passes where a headline only writes of such things", () => {
    const words =
      "<p>Say url(https://example.org) or &lt;img src=&quot;https://example.org/p.png&quot;&gt;</p>";
    expect(findingsOn({ "issue.html": words })[0]).toMatch(/^passed/);
  });

  it("is refused when it is empty or too large for a mailbox, whatever its paper", () => {
    expect(findingsOn({ "issue.pdf": "" })).toEqual(["refused issue.pdf: The page is empty."]);
    expect(findingsOn({ "email.html": "x".repeat(100_001) })).toEqual([
      "refused email.html: It has 100001 bytes; 100000 at most.",
    ]);
    expect(findingsOn({ "issue-letter.pdf": "x".repeat(5_000_001) })[0]).toMatch(
      /^refused issue-letter\.pdf/,
    );
  });

  it("is noted where it is longer than a reader should wait for, and still goes out", () => {
    expect(findingsOn({ "issue.html": "x".repeat(400_001) })).toEqual([
      "noted issue.html: It has 400001 bytes; 400000 are wanted at most.",
      "passed issue.html: Sizes are in bounds and nothing is fetched from outside.",
    ]);
    expect(findingsOn({ "issue.html": "x".repeat(400_000) })).toHaveLength(1);
    expect(findingsOn({ "issue.html": "x".repeat(1_000_001) })).toEqual([
      "refused issue.html: It has 1000001 bytes; 1000000 at most.",
    ]);
    expect(findingsOn({ "issue.pdf": "x".repeat(1_000_001) })[0]).toMatch(/^noted issue\.pdf/);
  });

  it("was not looked at where none was made", () => {
    expect(findingsOn({ "issue.md": "text" })).toEqual(["not evaluated artifacts: No page was made."]);
  });
});
