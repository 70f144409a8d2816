import { describe, expect, it } from "vitest";
import { formulaNotes, readFormulaNotes } from "../../pipeline/desk/formula-notes.ts";
import { appendixMarkdown, methodAppendix } from "../../pipeline/desk/method-appendix.ts";
import { figuresOf } from "../../pipeline/finance/figures.ts";
import { realFiles } from "../../pipeline/world/files.ts";
import { origin } from "../support/snapshots.ts";
import { projectRoot } from "../support/worlds.ts";

const TEXT = `/** What is no function. */
export const MOST = 3;

/**
 * Discount factors from par
 * swap rates.
 *
 * Solves this:
 *
 *     DF(n) = (1 - s(n)) / (1 + a)
 *
 * @param parRates decimal rates, one a year;
 *   length n
 * @param accruals - year fractions
 * @returns factors in (0, 1]
 * @throws RangeError if the lengths differ
 * @see methods.md, section 3
 */
export function discountFactors(parRates: readonly number[]) {}

/** Not for others. */
function hidden() {}

export function plain() {}

/** The last of them. @throws RangeError of nothing */
export async function last<T>(values: readonly T[]) {}
`;

describe("the notes of formulas", () => {
  const [first, second, ...others] = formulaNotes("curve.ts", TEXT);

  it("are those of exported functions with a docstring", () => {
    expect([first?.name, second?.name]).toEqual(["discountFactors", "last"]);
    expect(others).toEqual([]);
  });

  it("hold the summary, the formula as it is set, the units, the errors and the source", () => {
    expect(first).toEqual({
      file: "curve.ts",
      name: "discountFactors",
      summary: "Discount factors from par swap rates.",
      more: ["Solves this:", "    DF(n) = (1 - s(n)) / (1 + a)"],
      parameters: [
        { name: "parRates", words: "decimal rates, one a year; length n" },
        { name: "accruals", words: "year fractions" },
      ],
      returns: "factors in (0, 1]",
      throws: ["RangeError if the lengths differ"],
      see: ["methods.md, section 3"],
    });
  });

  it("find a tag behind the sentence of a one-line docstring", () => {
    expect(second).toMatchObject({ summary: "The last of them.", throws: ["RangeError of nothing"] });
  });

  it("are read from every room of the shipped formulas", async () => {
    const notes = await readFormulaNotes(`${projectRoot}/pipeline/finance`, { files: realFiles });
    const names = notes.map(({ file, name }) => `${file} ${name}`);
    expect(names).toContain("statistics.ts quantile");
    expect(names.some((name) => name.startsWith("policy/"))).toBe(true);
    expect(notes.every(({ summary }) => summary.length > 0)).toBe(true);
  });
});

describe("the method appendix", () => {
  const seen = { series: "X", date: "2025-11-05", value: 81, unit: "bp", origin } as const;
  const figure = figuresOf("ig-spread").derived("z", {
    value: 1,
    unit: "sd",
    inputs: [seen],
    method: "a * b | c",
  });
  const ledger = {
    date: "2025-11-05",
    entries: [{ id: figure.id, printed: ["1.0 sd"], places: ["text"], figure }],
  };

  it("has the formulas alone where no issue is named", () => {
    const text = appendixMarkdown(methodAppendix(null, formulaNotes("curve.ts", TEXT)));
    expect(text).toContain("# Method\n\n## Formulas\n\n### curve\n\n**discountFactors**");
    expect(text).toContain("\n    DF(n) = (1 - s(n)) / (1 + a)\n");
    expect(text).toContain("- parRates: decimal rates, one a year; length n");
    expect(text).toContain("- Source: methods.md, section 3");
    expect(text).not.toContain("Figures of");
  });

  it("has an issue's figures before them, by section, with nothing that Markdown would take for its own", () => {
    const text = appendixMarkdown(methodAppendix(ledger, []));
    expect(text).toContain("## Figures of the issue of 2025-11-05\n\n**Investment-grade spread**");
    expect(text).toContain("| ig-spread.z | 1.0 sd | a \\* b \\| c |");
  });
});
