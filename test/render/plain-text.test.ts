import { describe, expect, test } from "vitest";
import { plainText } from "../../pipeline/render/plain-text.ts";
import { partsFrom, sampleText } from "../support/rendering.ts";

const text = plainText(partsFrom(sampleText));
const lines = text.split("\n");
const below = (head: string, body: string) =>
  plainText(partsFrom(`# T\n\nS\n\n${body}`)).split(`${head}\n`)[1];

describe("the mail in plain text", () => {
  test("no line is longer than 72 columns, addresses excepted", () => {
    expect(lines.filter((line) => line.length > 72 && !line.includes("https://"))).toEqual([]);
  });

  test("headings are underlined in their own length", () => {
    const at = lines.indexOf("Investment-grade spread");
    expect(lines.slice(at, at + 5)).toEqual([
      "Investment-grade spread",
      "=======================",
      "",
      "Spreads hold 26.4 bp inside their mean",
      "--------------------------------------",
    ]);
  });

  test("numbers stand in columns, to the right; sparklines are left out", () => {
    expect(text).toContain(`
                              Level  Change  Five-year percentile
-------------------------  --------  ------  --------------------
S&P 500                    6,804.11  +0.37%                  99th
10-year Treasury              4.16%   +6 bp                  58th
`);
  });

  test("nothing of Markdown is left", () => {
    expect(text).not.toMatch(/\*\*|^#|^>|\]\(|\|/m);
  });

  test("addresses stand at the end, each once, by number", () => {
    expect(text).toContain("2. Do the survey's prices paid [1] stay where they are?");
    expect(
      text.endsWith(
        "Links\n=====\n\n[1] https://example.org/survey?month=11&part=prices\n[2] https://example.org/ecb/speech\n",
      ),
    ).toBe(true);
    expect(below("S", "[a](https://example.org) [b](https://example.org) https://example.org/x")).toContain(
      "a [1] b [1] https://example.org/x\n",
    );
  });

  test("charts and pictures are their words", () => {
    expect(text).toContain("Chart: Implied rate by meeting: 3.87% today, 3.06% after December 2026.");
    expect(text).toContain(
      "Picture: Two lines: shares of small firms against large ones, rising\nsince October.",
    );
  });

  test("a line of Markdown ends nothing, and every note stands for itself", () => {
    expect(
      below("S", "One\ntwo.\n\n*A caption.*\n\n| a | b |\n|---|---|\n| c | d |\n\nNote: e.\n\nNote: f."),
    ).toBe("\nOne two.\n\nA caption.\n\na  b\n-  -\nc  d\n\nNote: e.\n\nNote: f.\n");
  });

  test("a table may take 77 columns where text takes 72", () => {
    const names = ["a", "b", "c", "d", "e"].map((one) => one.repeat(13));
    const row = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
    const table = [row(names), row(names.map(() => "---:")), row(names.map(() => "1"))].join("\n");
    expect(below("S", table)).toContain(`\n${names.join("  ")}\n`);
  });

  test("a number keeps its unit on its line", () => {
    const filler = "x".repeat(70);
    expect(below("S", `${filler} {{a.b|83 bp}} more`)).toBe(`\n${filler}\n83 bp more\n`);
  });

  test("lists hang and panels stand in", () => {
    expect(below("S", "- one two\n- three\n\n> Check. Holds.\n\n3. c\n4. d")).toBe(
      "\n- one two\n- three\n\n    Check. Holds.\n\n3. c\n4. d\n",
    );
  });
});
