import { expect, test } from "vitest";
import { withSharedWords } from "../../pipeline/render/shared-words.ts";

const text = (attributes: string, words: string) => `<text x="1" ${attributes}>${words}</text>`;

test("what most words of a drawing share stands on their group, and what is another's own stays", () => {
  const words = [
    text('font-size="11" fill="#111111"', "81 bp"),
    text('font-size="11" fill="#222222" font-weight="600"', '<tspan fill="#111111">171</tspan> high'),
    text('font-size="10" fill="#111111"', "2025"),
  ];
  expect(withSharedWords(`<svg><g font-family="Inter">${words.join("")}</g></svg>`)).toBe(
    '<svg><g font-size="11" fill="#111111"><text x="1">81 bp</text>' +
      '<text x="1" fill="#222222" font-weight="600"><tspan fill="#111111">171</tspan> high</text>' +
      '<text x="1" font-size="10">2025</text></g></svg>',
  );
});

test("a drawing of one word or none stays as it is", () => {
  for (const svg of [
    `<svg><g font-family="Inter">${text('font-size="11"', "one")}</g></svg>`,
    "<svg><path/></svg>",
  ])
    expect(withSharedWords(svg)).toBe(svg.replace(' font-family="Inter"', ""));
});
