import type { Filled } from "../../model/filled.ts";
import { factsOf, type SectionFacts } from "./scaffold-facts.ts";

/** The bounds of a front matter's title and standfirst. */
const MOST = { title: 300, standfirst: 600 };
const TITLES = 8;
const MOVERS = 3;

type Words = Pick<Filled, "marked" | "charts" | "title" | "standfirst">;

/**
 * Titles for the day, all of them in words that the issue prints already: the issue's own title, what moved most, and the findings of the
 * sections. A section that prints no figure, such as the news, gives none.
 */
export function titlesFor(filled: Words): readonly string[] {
  const facts = factsOf(filled);
  const findings = facts.flatMap(({ finding, figures }) => (finding && figures.length > 0 ? [finding] : []));
  return fitting([filled.title, moversLine(facts), ...findings], MOST.title).slice(0, TITLES);
}

/** Standfirsts, likewise: the issue's own, and the first findings in a row. */
export function standfirstsFor(filled: Words): readonly string[] {
  const findings = factsOf(filled).flatMap(({ finding, figures, id }) =>
    finding && figures.length > 0 && id !== CHANGED ? [finding] : [],
  );
  return fitting([filled.standfirst, `${findings.slice(0, 3).join(". ")}.`], MOST.standfirst);
}

/** The section in which the issue lists what moved most. */
export const CHANGED = "what-changed";

/** "2-year Treasury −8 bp, Gold +1.02%": name and change as they stand in the table. */
function moversLine(facts: readonly SectionFacts[]): string {
  const rows = facts.find(({ id }) => id === CHANGED)?.rows ?? [];
  return rows
    .slice(0, MOVERS)
    .map(({ cells: [name = "", change = ""] }) => `${name} ${change}`.trim())
    .join(", ");
}

function fitting(suggestions: readonly string[], most: number): readonly string[] {
  const sound = suggestions.map((words) => words.replace(/\s+/g, " ").trim());
  return [...new Set(sound)].filter((words) => /\p{L}/u.test(words) && words.length <= most);
}
