import type { Statement, WrittenText } from "../../model/written.ts";
import { factsOf, type Known } from "./known-facts.ts";
import { proseStatements } from "./prose.ts";
import { wordRules } from "./rules/all-rules.ts";
import { nameFindings } from "./rules/names.ts";

/** What an issue's writers state, each thing with what the issue's own figures and histories say of it. */
export function issueProse(texts: readonly WrittenText[], known: Known): readonly Statement[] {
  return proseStatements({ texts, facts: factsOf(known), rules: [nameFindings, ...wordRules] });
}
