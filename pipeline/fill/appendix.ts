import type { Ledger, LedgerEntry } from "../model/ledger.ts";
import { marks } from "../model/marks.ts";
import { escapeMarkdown } from "./escape.ts";

/** The printed figures of one section. */
export interface SectionMethods {
  readonly id: string;
  readonly title: string;
  readonly entries: readonly LedgerEntry[];
}

/** Printed figures by the section that made them, in the order of `sections`; those of other rooms come last, under their ids. */
export function methodsBySection(
  { entries }: Ledger,
  sections: readonly { readonly id: string; readonly title: string }[],
): readonly SectionMethods[] {
  const bySection = Map.groupBy(entries, ({ id }) => id.slice(0, id.indexOf(".")));
  const known = sections.map(({ id, title }) => ({ id, title, entries: bySection.get(id) ?? [] }));
  const others = [...bySection]
    .filter(([id]) => !sections.some((section) => section.id === id))
    .map(([id, own]) => ({ id, title: id, entries: own }));
  return [...known, ...others].filter((one) => one.entries.length > 0);
}

/**
 * The method appendix: of each printed figure its id, what was printed of it and how it is made, a table for each section.
 *
 * @param value how a printed value stands in a cell
 */
export function methodTables(
  methods: readonly SectionMethods[],
  value: (id: string, text: string) => string,
): string {
  const row = ({ id, printed, figure }: LedgerEntry) =>
    `| ${escapeMarkdown(id)} | ${printed.map((text) => value(id, text)).join(", ")} | ${escapeMarkdown(figure.method)} |`;
  return methods
    .map(({ title, entries }) =>
      [
        `**${escapeMarkdown(title)}**\n`,
        "| figure | printed | method |",
        "|---|---|---|",
        ...entries.map(row),
      ].join("\n"),
    )
    .join("\n\n");
}

/** The same as the last section, each value with its mark. */
export function sayAppendix(
  ledger: Ledger,
  sections: readonly { readonly id: string; readonly title: string }[],
): string {
  const value = (id: string, text: string) => marks.figure + id + marks.text + text + marks.end;
  const block = (name: string) => `${marks.block}${name}${marks.blockEnd}`;
  const tables = methodTables(methodsBySection(ledger, sections), value);
  return [block("section:method"), "## Method", tables, block("end")].join("\n\n");
}
