import { methodsBySection, methodTables, type SectionMethods } from "../fill/appendix.ts";
import { escapeMarkdown } from "../fill/escape.ts";
import type { Ledger } from "../model/ledger.ts";
import { allSections } from "../sections/all.ts";
import type { FormulaNote } from "./formula-notes.ts";

/** The method appendix: how each printed figure of an issue is made, and the formulas behind them. */
export interface MethodAppendix {
  /** null where no issue is named. */
  readonly date: string | null;
  readonly figures: readonly SectionMethods[];
  readonly formulas: readonly FormulaNote[];
}

export function methodAppendix(ledger: Ledger | null, formulas: readonly FormulaNote[]): MethodAppendix {
  const figures = ledger ? methodsBySection(ledger, allSections) : [];
  return { date: ledger?.date ?? null, figures, formulas };
}

/** The appendix as Markdown. */
export function appendixMarkdown({ date, figures, formulas }: MethodAppendix): string {
  const printed =
    date === null ? [] : [`## Figures of the issue of ${date}`, methodTables(figures, (_, text) => text)];
  const byFile = Map.groupBy(formulas, ({ file }) => file);
  const noted = [...byFile].flatMap(([file, notes]) => [
    `### ${escapeMarkdown(file.replace(/\.ts$/, ""))}`,
    ...notes.map(noteMarkdown),
  ]);
  return ["# Method", ...printed, "## Formulas", ...noted].join("\n\n");
}

function noteMarkdown({ name, summary, more, parameters, returns, throws, see }: FormulaNote): string {
  const lines = [
    ...parameters.map((parameter) => `${parameter.name}: ${parameter.words}`),
    ...(returns === null ? [] : [`Returns ${returns}`]),
    ...throws.map((words) => `Throws ${words}`),
    ...see.map((words) => `Source: ${words}`),
  ];
  const listed = lines.map((line) => `- ${escapeMarkdown(line)}`).join("\n");
  const formula = (text: string) => (text.startsWith("    ") ? text : escapeMarkdown(text));
  return [`**${name}**`, escapeMarkdown(summary), ...more.map(formula), ...(listed ? [listed] : [])].join(
    "\n\n",
  );
}
