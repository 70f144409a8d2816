import { plainOf } from "../../fill/escape.ts";
import type { Filled } from "../../model/filled.ts";
import { withoutMarks } from "../../model/marks.ts";

/** A figure where it is printed. */
export interface PrintedFigure {
  readonly id: string;
  /** As the page has it: "77 bp". */
  readonly printed: string;
}

/** What a section's own text says, not its writer's. */
export interface SectionFacts {
  readonly id: string;
  readonly title: string;
  /** Its first `### `, as plain text; null where it states none. */
  readonly finding: string | null;
  /** Each figure once: those of the finding first, then of sentences, then of tables. */
  readonly figures: readonly PrintedFigure[];
  /** Rows of its first table, without the head. */
  readonly rows: readonly FactRow[];
}

/** A row of a table, in plain words. */
export interface FactRow {
  readonly cells: readonly string[];
  readonly figures: readonly PrintedFigure[];
}

const BLOCK = /\uE003([^\uE004]*)\uE004/g;
const FIGURE = /\uE000([^\uE001]*)\uE001([^\uE002]*)\uE002/g;

/** The sections of a filled issue in the order in which they are printed, "what-changed" among them where the issue lists it. */
export function factsOf({ marked, charts }: Pick<Filled, "marked" | "charts">): readonly SectionFacts[] {
  // The group makes `split` keep the names of the blocks, at the odd places.
  const parts = marked.split(BLOCK);
  return parts.flatMap((name, index) => {
    const id = index % 2 === 1 && name.startsWith("section:") ? name.slice("section:".length) : null;
    if (id === null) return [];
    const facts = sectionFacts(id, parts[index + 1] ?? "");
    return [facts.rows.length > 0 ? facts : { ...facts, rows: dottedRows(id, charts) }];
  });
}

/** A section that draws its rows as dots: name, change, level, size. */
function dottedRows(id: string, charts: Filled["charts"]): readonly FactRow[] {
  const spec = charts.find((chart) => chart.kind === "dots" && chart.id === id);
  if (spec?.kind !== "dots") return [];
  return spec.rows.map(({ name, change, level, label }) => ({
    cells: [name, change.text, level.text, label.text],
    figures: [change, level, label].map(({ figure, text }) => ({ id: figure, printed: text })),
  }));
}

function sectionFacts(id: string, text: string): SectionFacts {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  const heading = (depth: string) => lines.find((line) => line.startsWith(`${depth} `));
  const finding = heading("###");
  const tables = lines.filter(isRow);
  const sentences = lines.filter((line) => line !== finding && !isRow(line));
  return {
    id,
    title: plain(heading("##")?.slice(3) ?? id),
    finding: finding ? plain(finding.slice(4)) : null,
    figures: once([finding ?? "", ...sentences, ...tables].flatMap(figuresIn)),
    rows: rowsOf(lines),
  };
}

/** Below the line of hyphens under the head, down to the first line that is no row. */
function rowsOf(lines: readonly string[]): readonly FactRow[] {
  const head = lines.findIndex((line) => /^\|[\s:|-]+\|$/.test(line));
  if (head < 0) return [];
  const rest = lines.slice(head + 1);
  const end = rest.findIndex((line) => !isRow(line));
  return rest.slice(0, end < 0 ? rest.length : end).map((line) => ({
    cells: line
      .split(/(?<!\\)\|/)
      .slice(1, -1)
      .map(plain),
    figures: figuresIn(line),
  }));
}

function isRow(line: string): boolean {
  return line.startsWith("|");
}

function figuresIn(line: string): readonly PrintedFigure[] {
  return [...line.matchAll(FIGURE)].map(([, id = "", printed = ""]) => ({
    id,
    printed: withoutMarks(printed),
  }));
}

function once(figures: readonly PrintedFigure[]): readonly PrintedFigure[] {
  const known = new Set<string>();
  return figures.filter(({ id }) => !known.has(id) && known.add(id));
}

/** Markdown as it is read: one line, without marks and signs. */
function plain(markdown: string): string {
  return plainOf(withoutMarks(markdown)).replace(/\s+/g, " ").trim();
}
