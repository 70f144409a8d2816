import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { factsOf } from "../../pipeline/check/prose/known-facts.ts";
import { proseStatements } from "../../pipeline/check/prose/prose.ts";
import { wordRules } from "../../pipeline/check/prose/rules/all-rules.ts";
import { compute } from "../../pipeline/compute/compute.ts";
import { VocabularySchema } from "../../pipeline/model/vocabulary.ts";
import type { Statement, WrittenText } from "../../pipeline/model/written.ts";
import { allSections } from "../../pipeline/sections/all.ts";
import { edition, type july, snapshotFrom } from "../check/seed-markets.ts";

const seeds = new URL("../../../shared/seeds/", import.meta.url);

/** The shipped content/vocabulary.yaml. */
export const vocabulary = VocabularySchema.parse(
  parse(readFileSync(new URL("../../content/vocabulary.yaml", import.meta.url), "utf8")),
);

export const seedFiles = {
  "000": "000_a2f11f163935a4dc.txt",
  "001": "001_1443702102d8d3fc.txt",
  "002": "002_672838b9c415e607.txt",
  "003": "003_9b123407c2ed8f16.txt",
  "004": "004_f1345f0164228107.txt",
} as const;

/** What a seed says in its own words: no front matter, pictures, links or headlines. */
export function proseOf(seed: keyof typeof seedFiles): string {
  return readFileSync(new URL(seedFiles[seed], seeds), "utf8")
    .replace(/^---\n[\s\S]*?\n---\n/, "")
    .replace(/!\[[^\]]*\]\([^)]*\)/g, "")
    .replace(/^\[\s*$|^\]\([^)]*\)\s*$/gm, "")
    .replace(/^\*\s+_[^a-z]+_\s*$/gm, "");
}

/** A text as the desk reads it, without markup of its own. */
export function textOf(id: string, raw: string, line = 1): WrittenText {
  return { id, file: id, line, column: 1, raw, pieces: [{ kind: "words", from: 0, to: raw.length }] };
}

/** The texts of a seed by the section that they speak of, each from the words with which it begins. */
export function textsOf(
  seed: keyof typeof seedFiles,
  begins: readonly (readonly [id: string, words: string])[],
): readonly WrittenText[] {
  const prose = proseOf(seed);
  const starts = [{ id: "lead", at: 0 }, ...begins.map(([id, words]) => ({ id, at: prose.indexOf(words) }))];
  return starts.map(({ id, at }, index) => {
    if (at < 0) throw new Error(`seed ${seed} has no text of ${id}`);
    const raw = prose.slice(at, starts[index + 1]?.at ?? prose.length);
    return { ...textOf(id, raw, prose.slice(0, at).split("\n").length), file: seed };
  });
}

const printing = ["key-figures", "sector-attribution", "ig-spread", "policy-path"];
const chosen = allSections.filter(({ id }) => printing.includes(id));

/** What became of everything that texts state, with the figures that their issue printed. */
export function statementsWith(printed: typeof july, texts: readonly WrittenText[]): readonly Statement[] {
  const snapshot = snapshotFrom(printed);
  const report = compute(snapshot, edition, { chosen, all: allSections });
  const facts = factsOf({ report, snapshot, edition, vocabulary });
  return proseStatements({ texts, facts, rules: wordRules });
}

/** A row each, for whoever wants to read the whole table. */
export function tableOf(statements: readonly Statement[]): string {
  const rows = statements.map(({ file, line, text, kind, verdict, message }) =>
    [`${file}:${line}`, text, kind, verdict, message].map((cell) => cell.replace(/\s+/g, " ")).join(" | "),
  );
  return `${rows.join("\n")}\n`;
}

/** So many statements of each verdict. */
export function countsOf(statements: readonly Statement[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { verdict } of statements) counts[verdict] = (counts[verdict] ?? 0) + 1;
  return counts;
}
