import type { FaultDetail } from "../errors.ts";
import { PipelineError } from "../errors.ts";
import { figuresIn } from "../finance/view-figures.ts";
import type { Figure } from "../model/figure.ts";
import type { Report } from "../model/report.ts";
import type { Piece, WrittenText } from "../model/written.ts";
import { suggestion } from "./template-fault.ts";

export type FigurePiece = Extract<Piece, { kind: "figure" }>;

/** A figure that a writer's text asks for, as its helper prints it, with its mark. */
export type PrintFigure = (piece: FigurePiece, figure: Figure) => string;

/** Title and standfirst are one line each: they print no notes. */
const ONE_LINE = ["title", "standfirst"];

/**
 * How the writer's texts of an issue are printed: by id, from the pieces where they are known.
 *
 * @throws PipelineError content-invalid with every figure that a printed text asks for and the report has not
 */
export function openWritten(
  texts: readonly WrittenText[],
  report: Report,
  print: PrintFigure,
): (id: string, raw: string) => string {
  const printed = new Set(["lead", ...ONE_LINE, ...report.sections.map(({ id }) => id)]);
  const known = new Map(texts.filter(({ id }) => printed.has(id)).map((text) => [text.id, text]));
  const asks = [...known.values()].some(({ pieces }) => pieces.some(({ kind }) => kind === "figure"));
  const figures = asks ? figuresById(report) : new Map<string, Figure>();
  const faults = [...known.values()].flatMap((text) => unknownFigures(text, figures, report));
  if (faults.length > 0) throw new PipelineError(faults);
  return (id, raw) => {
    const text = known.get(id);
    return text ? sayWritten(text, (piece) => print(piece, figures.get(piece.id)!)) : ownWords(raw);
  };
}

/** Figures of all views and of what changed; where an id comes twice, the first. */
function figuresById({ sections, changed }: Report): ReadonlyMap<string, Figure> {
  const views = [...sections.map(({ view }) => view), changed];
  return new Map(figuresIn(views).map((figure) => [figure.id, figure]));
}

const NO_FIGURES =
  "No section has figures for this day: run `npx tracker collect`, or take figures from elsewhere (--data DIR or --sample).";

function unknownFigures(
  { raw, pieces, file, line, column }: WrittenText,
  figures: ReadonlyMap<string, Figure>,
  { omitted }: Pick<Report, "omitted">,
): readonly FaultDetail[] {
  return pieces.flatMap((piece): FaultDetail[] => {
    if (piece.kind !== "figure" || figures.has(piece.id)) return [];
    const before = raw.slice(0, piece.from).split("\n");
    const at = line + before.length - 1;
    const section = piece.id.slice(0, piece.id.indexOf("."));
    const near = [...figures.keys()].filter((id) => id.startsWith(`${section}.`));
    const cut = omitted.find(({ id, at }) => id === section && at !== null);
    return [
      {
        code: "content-invalid",
        place: `${file}:${at}`,
        column: (before.at(-1) ?? "").length + (before.length === 1 ? column : 1),
        message: `The issue has no figure "${piece.id}" on this day.`,
        remedy: cut
          ? `The edition leaves out "${cut.title}": write it in ${cut.id}.md, which only the paid edition prints.`
          : figures.size === 0
            ? NO_FIGURES
            : suggestion(piece.id, near.length > 0 ? near : [...figures.keys()]),
      },
    ];
  });
}

/** Stands for what is left out until the text around it is known; taken out of writers' words like all of its kind. */
const GAP = "\uE006";

/**
 * A writer's text as Markdown. Comments vanish with the line that held nothing else; quotes and notes get their letter, and the text ends
 * with what the letters stand for. "" where nothing is left.
 */
export function sayWritten({ id, raw, pieces }: WrittenText, print: (piece: FigurePiece) => string): string {
  const parts: string[] = [];
  const sources = new Map<string, number>();
  const addNumber = (source: string) => {
    const number = sources.get(source) ?? sources.size + 1;
    sources.set(source, number);
    parts.push(/\S$/.test(parts.at(-1) ?? "") ? " " : "", lettered(number));
  };
  for (const piece of pieces) {
    if (piece.kind === "words") parts.push(unmarked(raw.slice(piece.from, piece.to)));
    else if (piece.kind === "figure") parts.push(print(piece));
    else if (piece.kind === "note") addNumber(piece.source);
    else if (piece.kind === "quote") {
      parts.push(unmarked(piece.words));
      if (!ONE_LINE.includes(id)) addNumber(piece.source);
    } else parts.push(GAP);
  }
  const text = withoutGaps(parts.join("")).trim();
  const notes = [...sources].map(([source, number]) => `${lettered(number)} ${closed(unmarked(source))}`);
  return notes.length > 0 ? `${text}\n\nNote: ${notes.join(" ")}` : text;
}

/** Escaped, so that no link is made of it: a reader sees [a]. Letters, because the plain mail numbers its links. */
const lettered = (number: number) => `\\[${letterOf(number)}\\]`;
/** a to z, then aa to az. */
function letterOf(number: number): string {
  const last = String.fromCharCode(97 + ((number - 1) % 26));
  return number > 26 ? letterOf(Math.floor((number - 1) / 26)) + last : last;
}
const closed = (source: string) => (/[.!?]$/.test(source) ? source : `${source}.`);

/** A line of gaps alone, perhaps behind the sign of a bullet, heading or quote. */
const EMPTY_LINE = /^[ \t]*(?:(?:[-*+>]|#{1,6}|\d{1,9}[.)])[ \t]+)?(?:\uE006[ \t]*)+(?:\n|(?![\s\S]))/gm;

/** Joins up what stood around the gaps: an empty line goes, and of two spaces one. */
function withoutGaps(text: string): string {
  if (!text.includes(GAP)) return text;
  return text.replace(EMPTY_LINE, "").replace(/[ \t\uE006]+/g, (found, at: number, whole: string) => {
    const gap = found.indexOf(GAP);
    if (gap < 0) return found;
    const [before = "\n", after = "\n"] = [whole[at - 1], whole[at + found.length]];
    if (before === "\n") return found.slice(0, gap);
    return /[\n.,;:!?)]/.test(after) || found.length === found.replace(/[ \t]/g, "").length ? "" : " ";
  });
}

/** A writer's Markdown is kept as it is, but nobody may set our marks. */
export function ownWords(text: string): string {
  return unmarked(text).trim();
}

function unmarked(text: string): string {
  return text.replace(/[\uE000-\uF8FF]/g, "");
}
