import { type Drawn, type Run, readDrawn } from "./drawn.ts";
import { readLinks, readPlaces } from "./links.ts";
import { type PageFacts, pageFacts } from "./page-facts.ts";
import { bare, referred, wordsOf } from "./pdf-words.ts";
import type { ReadPdf } from "./read-pdf.ts";
import { type Element, elementsIn, firstMark, isMark, type Mark, readStructure } from "./structure.ts";

/** What is true of a PDF as it stands, whoever looks at it. */
export interface PdfFacts {
  readonly title: string | null;
  readonly language: string | null;
  /** Whether it has a structure, and says so. */
  readonly tagged: boolean;
  /** Whether readers show its title in place of its file's name. */
  readonly titleShown: boolean;
  readonly outlined: boolean;
  readonly fonts: readonly { readonly name: string; readonly embedded: boolean }[];
  readonly pages: readonly PageFacts[];
  /** How large its first heading is drawn: 1, or less where the browser shrank everything because something is wider than the paper. */
  readonly scale: number;
  /** In reading order. */
  readonly headings: readonly { readonly level: number; words(): string }[];
  /** What is said in place of each figure, in reading order; null: nothing. Pages count from 1. */
  readonly figures: readonly { readonly alt: string | null; readonly page: number | null }[];
  readonly tables: readonly { readonly heads: number; readonly rows: number; readonly page: number | null }[];
  /** Entries of the contents: which page each names, and which it leads to. */
  readonly contents: readonly {
    readonly words: string;
    readonly said: number;
    readonly leads: number | null;
  }[];
  /** All its words as readers aloud say them. */
  reading(): string;
}

const LEVELS = ["H1", "H2", "H3", "H4", "H5", "H6"];

export function pdfFacts(read: ReadPdf): PdfFacts {
  const { file, catalogue, fonts } = read;
  const { dictionary, pages } = catalogue;
  const drawn = pages.map(({ contents }) => readDrawn(contents.map(file.stream), fonts));
  const structure = readStructure(file, dictionary);
  const elements = structure ? elementsIn(structure) : [];
  const runsAt = runsReader(read, drawn);
  const words = wordsReader(runsAt);
  const pageOf = (element: Element) => pageNumber(read, element);
  const ofRole = (wanted: string) => elements.filter(({ role }) => role === wanted);
  return {
    title: wordsOf(file.object(referred(file.trailer, "Info") ?? 0), "Title"),
    language: wordsOf(dictionary, "Lang"),
    tagged: structure !== null && /\/Marked true/.test(dictionary),
    titleShown: /\/DisplayDocTitle true/.test(dictionary),
    outlined: referred(bare(dictionary), "Outlines") !== null,
    fonts: [...fonts.values()].map(({ name, embedded }) => ({ name, embedded })),
    pages: pages.map((page, index) => pageFacts(page, drawn[index]!)),
    scale: scaleOf(elements, runsAt),
    headings: elements
      .filter(({ role }) => LEVELS.includes(role))
      .map((element) => ({
        level: Number(element.role[1]),
        words: () => words(element),
      })),
    figures: ofRole("Figure").map((element) => ({ alt: element.alt, page: pageOf(element) })),
    tables: ofRole("Table").map((element) => tableFacts(element, pageOf(element))),
    contents: contentsFacts(read),
    reading: () => (structure ? words(structure) : ""),
  };
}

function tableFacts(table: Element, page: number | null) {
  const below = elementsIn(table);
  const count = (role: string) => below.filter((element) => element.role === role).length;
  return { heads: count("TH"), rows: count("TR"), page };
}

function contentsFacts({ file, catalogue }: ReadPdf): PdfFacts["contents"] {
  const places = readPlaces(file, catalogue);
  return readLinks(file, catalogue).flatMap(({ contents, target }) => {
    const [, words, said] = /^(.*), page (\d+)$/s.exec(contents ?? "") ?? [];
    const leads = places.get(target.slice(1));
    if (words === undefined || !target.startsWith("#")) return [];
    return [{ words, said: Number(said), leads: leads === undefined ? null : leads + 1 }];
  });
}

function pageNumber({ catalogue }: ReadPdf, element: Element): number | null {
  const first = firstMark(element);
  const index = first ? catalogue.pages.findIndex(({ object }) => object === first.page) : -1;
  return index < 0 ? null : index + 1;
}

type RunsAt = (mark: Mark) => readonly Run[];

/** The runs of a piece; a page's are put in order when the first of them is asked for. */
function runsReader({ catalogue }: ReadPdf, drawn: readonly Drawn[]): RunsAt {
  const indexes = new Map(catalogue.pages.map(({ object }, index) => [object, index]));
  const known = new Map<number, ReadonlyMap<number, readonly Run[]>>();
  return ({ page, mark }) => {
    const pieces = known.get(page) ?? piecesOf(drawn[indexes.get(page) ?? -1]);
    known.set(page, pieces);
    return pieces.get(mark) ?? [];
  };
}

const POINTS_PER_PIXEL = 0.75;

/** Charts have units of their own; headings have those of the page. */
function scaleOf(elements: readonly Element[], runsAt: RunsAt): number {
  const heading = elements.find(({ role }) => LEVELS.includes(role));
  const first = heading && firstMark(heading);
  return ((first && runsAt(first)[0]?.unit) ?? POINTS_PER_PIXEL) / POINTS_PER_PIXEL;
}

/** What an element says: the words in its place, else the text of its pieces, each run of blanks as one. */
function wordsReader(runsAt: RunsAt): (element: Element) => string {
  return (element) => {
    let said = "";
    let before: Run | null = null;
    const say = ({ alt, kids }: Element): void => {
      if (alt !== null) {
        said += ` ${alt} `;
        before = null;
        return;
      }
      for (const kid of kids) {
        if (!isMark(kid)) say(kid);
        else
          for (const run of runsAt(kid)) {
            said += before && adjoins(before, run) ? run.text() : ` ${run.text()}`;
            before = run;
          }
      }
    };
    say(element);
    return said.replace(/\s+/g, " ").trim();
  };
}

/** Whether a run goes on in the word that the one before began. */
function adjoins(before: Run, { x, y, size }: Run): boolean {
  return Math.abs(y - before.y) < size / 2 && Math.abs(x - before.endX) < size / 8;
}

function piecesOf(drawn: Drawn | undefined): ReadonlyMap<number, readonly Run[]> {
  const pieces = new Map<number, Run[]>();
  for (const run of drawn?.runs ?? []) {
    if (run.mark === null) continue;
    const known = pieces.get(run.mark);
    if (known) known.push(run);
    else pieces.set(run.mark, [run]);
  }
  return pieces;
}
