import { expect, test } from "vitest";
import { textTable } from "../../pipeline/render/text-table.ts";

const aligns = [null, "right", "right"] as const;

test("heads part between words where the page is narrow", () => {
  const table = {
    aligns,
    head: ["Sector", "Weight, %", "Contribution, pp"],
    rows: [["Energy", "2.8", "−0.01"]],
  };
  expect(textTable(table, 32)).toEqual([
    "        Weight,  Contribution,",
    "Sector        %             pp",
    "------  -------  -------------",
    "Energy      2.8          −0.01",
  ]);
});

test("a long name gives way to the numbers", () => {
  const table = {
    aligns,
    head: ["Series", "Level", "Change"],
    rows: [["ICE BofA US Corporate Index OAS", "81 bp", "+1 bp"]],
  };
  expect(textTable(table, 30)).toEqual([
    "Series           Level  Change",
    "---------------  -----  ------",
    "ICE BofA US      81 bp   +1 bp",
    "Corporate Index",
    "OAS",
  ]);
});

test("a table too wide for the page becomes a list, row by row", () => {
  const table = {
    aligns,
    head: ["", "A long head indeed", "B"],
    rows: [
      ["one", "1234567890", "2"],
      ["two", "3", "4"],
    ],
  };
  expect(textTable(table, 16)).toEqual([
    "one",
    "A long head",
    "indeed:",
    "1234567890",
    "B: 2",
    "",
    "two",
    "A long head",
    "indeed: 3",
    "B: 4",
  ]);
});

test("every column of words gives way before a table becomes a list, the widest first", () => {
  const table = {
    aligns: [null, "right", null] as const,
    head: ["Condition", "today", "needed"],
    rows: [["Rank correlation along the ladder", "−0.29", "−0.50 or less than that"]],
  };
  expect(textTable(table, 40)).toEqual([
    "Condition        today  needed",
    "---------------  -----  ----------------",
    "Rank             −0.29  −0.50 or less",
    "correlation             than that",
    "along the",
    "ladder",
  ]);
});

test("a cell that says nothing is no line of a list", () => {
  const table = { aligns, head: ["", "A long head indeed", "B"], rows: [["one", "", "1234567890"]] };
  expect(textTable(table, 16)).toEqual(["one", "B: 1234567890"]);
});

test("letters of East Asia take two columns, accents and unseen signs none", () => {
  const table = {
    aligns: [null, "right"] as const,
    head: ["", "n"],
    rows: [
      ["中国", "1"],
      ["e\u0301\u200B", "2"],
      ["🙂", "3"],
    ],
  };
  expect(textTable(table, 30)).toEqual(["      n", "----  -", "中国  1", "e\u0301\u200B     2", "🙂    3"]);
});
