import { readFileSync } from "node:fs";
import { parse } from "yaml";
import type { Built } from "../../../pipeline/build.ts";
import type { Facts } from "../../../pipeline/check/prose/facts.ts";
import { factsOf } from "../../../pipeline/check/prose/known-facts.ts";
import { proseStatements } from "../../../pipeline/check/prose/prose.ts";
import type { Rule } from "../../../pipeline/check/prose/rule.ts";
import { type Vocabulary, VocabularySchema } from "../../../pipeline/model/vocabulary.ts";
import type { Piece, Statement, WrittenText } from "../../../pipeline/model/written.ts";
import { shippedEdition } from "../../support/section-words.ts";
import { projectRoot } from "../../support/worlds.ts";

/** The vocabulary that the product ships. */
export const shippedVocabulary: Vocabulary = VocabularySchema.parse(
  parse(readFileSync(`${projectRoot}/content/vocabulary.yaml`, "utf8")),
);

/** What the prose of a built issue is held against. */
export function factsOfIssue({ report, snapshot }: Pick<Built, "report" | "snapshot">): Facts {
  return factsOf({ report, snapshot, edition: shippedEdition, vocabulary: shippedVocabulary });
}

/** A writer's text as it lies in a file below front matter of two lines. */
export function writtenText(
  raw: string,
  { id = "lead", pieces }: { id?: string; pieces?: readonly Piece[] } = {},
): WrittenText {
  return {
    id,
    file: `content/issues/2026-05-20/${id}.md`,
    line: 3,
    column: 1,
    raw,
    pieces: pieces ?? [{ kind: "words", from: 0, to: raw.length }],
  };
}

/** What the checker makes of one text. */
export function statementsOf(
  raw: string,
  facts: Facts,
  { rules = [], ...text }: { id?: string; pieces?: readonly Piece[]; rules?: readonly Rule[] } = {},
): readonly Statement[] {
  return proseStatements({ texts: [writtenText(raw, text)], facts, rules });
}
