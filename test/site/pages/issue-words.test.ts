import { expect, test } from "vitest";
import { readHead, readWords } from "../../../pipeline/site/pages/issue-words.ts";
import { sampleText } from "../../support/rendering.ts";
import { issueText } from "./made-up-archive.ts";

test("title and standfirst are read as a reader sees them", () => {
  const text =
    "---\ntitle: x\n---\n\n# Spreads \\*widen\\* at A\\_B\n\nCredit **holds** at [81 bp](<https://example.com>).\n";
  expect(readHead(text)).toEqual({ title: "Spreads *widen* at A_B", standfirst: "Credit holds at 81 bp." });
});

test("what stands below a title without a standfirst is not taken for one", () => {
  for (const next of [
    "*Sample data*",
    "## Key figures",
    "| a | b |",
    "- line",
    "Note: x",
    "![a](charts/a.png)",
    "",
  ])
    expect(readHead(`# Title\n\n${next}\n`).standfirst).toBeNull();
  expect(readHead("")).toEqual({ title: "", standfirst: null });
});

test("findings, headlines and tables are plain lines with the section they stand in", () => {
  const { findings, lines, picture } = readWords(issueText("Nine rise"));
  expect(findings).toEqual([
    { section: "Main developments in macro", text: "Tariffs lead the day's lines" },
    { section: "Investment-grade spread", text: "Spreads sit 28.3 bp inside their five-year mean" },
  ]);
  expect(lines.find(({ kind }) => kind === "headline")).toEqual({
    kind: "headline",
    section: "Main developments in macro",
    text: "PRESIDENT: TARIFF ON TRUCKS · world desk",
  });
  expect(lines.at(-1)).toEqual({ kind: "text", section: "Investment-grade spread", text: "Level · 81" });
  expect(picture).toEqual({
    name: "charts/ig-spread-history.png",
    alt: "ICE BofA US Corporate OAS over five years.",
    caption: "ICE BofA US Corporate OAS, basis points",
  });
});

test("an issue that fill has written leaves no mark of Markdown and no address in its lines", () => {
  const { lines, findings } = readWords(sampleText);
  expect(findings.length).toBeGreaterThan(2);
  for (const { text } of lines) expect(text).not.toMatch(/\]\(|\*\*|^[#>|]|https?:\/\//);
});
