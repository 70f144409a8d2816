import { printDate } from "../../finance/date-words.ts";
import type { Edition } from "../../model/edition.ts";
import type { Filled } from "../../model/filled.ts";
import type { Snapshot } from "../../model/snapshot.ts";
import type { IsoDate } from "../../model/unit.ts";
import { factsOf, type SectionFacts } from "./scaffold-facts.ts";
import { headlinesScaffold } from "./scaffold-headlines.ts";
import { STAMP_WORDS, stamped } from "./scaffold-stamp.ts";
import { CHANGED, standfirstsFor, titlesFor } from "./title-suggestions.ts";

/** The writer's words of an earlier day. */
export interface EarlierText {
  readonly date: IsoDate;
  /** Markdown without comments and front matter. */
  readonly words: string;
}

export interface Scaffolding {
  readonly filled: Filled;
  readonly snapshot: Pick<Snapshot, "headlines">;
  readonly edition: Edition;
  /** By file name: "lead.md", "ig-spread.md". */
  readonly earlier: Readonly<Record<string, EarlierText>>;
}

/** Figures of a section that are named to its writer. */
const FIGURES = 4;

/**
 * The day's files as a writer finds them, by name: lead.md, a text for each printed section, headlines.yaml. All of it is comments: an
 * issue with them is the issue without them. Pure.
 */
export function scaffoldFor(scaffolding: Scaffolding): Readonly<Record<string, string>> {
  const { filled, snapshot, edition, earlier } = scaffolding;
  const facts = factsOf(filled);
  const texts = facts
    .filter(({ id }) => id !== CHANGED)
    .map((section) => {
      const name = `${section.id}.md`;
      return [name, sectionText(section, filled.date, earlier[name])] as const;
    });
  return {
    "lead.md": leadText(scaffolding, facts),
    ...Object.fromEntries(texts),
    "headlines.yaml": headlinesScaffold(snapshot.headlines, edition),
  };
}

function sectionText(
  { title, finding, figures }: SectionFacts,
  date: IsoDate,
  earlier?: EarlierText,
): string {
  const facts = [
    ...(finding ? [finding] : ["The section states no finding."]),
    ...figures.slice(0, FIGURES).map(({ id, printed }) => `${printed}  ${id}`),
  ];
  const head = `${title}, ${printDate(date)}: write below. Comments like this one are never printed.\n(${STAMP_WORDS})`;
  return text([comment(head), comment(["Computed for the day:", ...facts].join("\n")), ...carried(earlier)]);
}

function leadText({ filled, earlier }: Scaffolding, facts: readonly SectionFacts[]): string {
  const suggested = [
    ...titlesFor(filled).map((title) => `# title: ${quoted(title)}`),
    ...standfirstsFor(filled).map((words) => `# standfirst: ${quoted(words)}`),
  ];
  const front = [
    "---",
    `# ${STAMP_WORDS}`,
    "# Title and standfirst are computed where none is set here. From the day's figures, as the issue prints them:",
    ...suggested,
    "---",
  ];
  const head = `The lead, ${printDate(filled.date)}: write below. Comments like this one are never printed.`;
  const parts = [
    comment(head),
    comment(MARKUP),
    comment(changedWords(facts)),
    ...carried(earlier["lead.md"]),
  ];
  return text([front.join("\n"), ...parts]);
}

function changedWords(facts: readonly SectionFacts[]): string {
  const rows = facts.find(({ id }) => id === CHANGED)?.rows ?? [];
  if (rows.length === 0) return "What changed most: the issue lists nothing.";
  const lines = rows.map(({ cells: [name = "", ...values], figures }) => {
    const [first] = figures;
    return `${name}: ${values.filter(Boolean).join(", ")}${first ? `  ${first.id}` : ""}`;
  });
  return ["What changed most (change, level, size in sd):", ...lines].join("\n");
}

/** What a writer may write besides Markdown; `pipeline/model/written.ts` has the whole of it. */
const MARKUP = [
  "Besides Markdown:",
  '{{figure "ig-spread.level"}}  prints a figure of the issue by its id; decimals=1 behind the id sets its places',
  '{{quote "52.4" "ISM Services, 5 November 2025"}}  prints words with a source of their own',
  "[^ism] right behind a number and, on a line of its own, [^ism]: ISM Services, 5 November 2025  is the same as a footnote; it declares that number alone",
  'a comment that begins with "overrule:" and a reason, behind a statement: the statement stays and the reason is kept',
  "Check what is written: npx tracker check",
].join("\n");

function carried(earlier: EarlierText | undefined): readonly string[] {
  return earlier ? [comment(`Your words of ${printDate(earlier.date)}:\n\n${earlier.words}`)] : [];
}

/** Nothing inside ends it early: `-->` and `--!>` do in HTML. */
function comment(words: string): string {
  return `<!-- ${words.replace(/--(!?)>/g, "--$1&gt;").trim()}\n-->`;
}

/** YAML on one line; three hyphens would end the front matter. */
function quoted(words: string): string {
  return JSON.stringify(words.replace(/-{3,}/g, "–"));
}

function text(parts: readonly string[]): string {
  return stamped(`${parts.join("\n\n")}\n`);
}
