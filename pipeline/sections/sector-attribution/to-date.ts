import { sectors } from "../../finance/attribution.ts";
import type { Desk } from "../../finance/desk.ts";
import type { FigureMaker } from "../../finance/figures.ts";
import { linkFrongello, periodsOf } from "../../finance/linking.ts";
import { type SpanToDate, spansToDate } from "../../finance/to-date.ts";
import type { Figure } from "../../model/figure.ts";
import type { Observation } from "../../model/series.ts";
import { type SectorDays, sectorDaysOf } from "./sector-days.ts";
import { asPrinted } from "./shape.ts";
import type { Span, ToDate } from "./view.ts";

const METHOD =
  "daily contributions linked in order of time (Frongello): each times the growth by all contributions since the span began, added up; " +
  "with weights that only drift it is the buy-and-hold contribution";

interface Setting {
  readonly index: string;
  readonly residualPrintedFromPp: number;
}

/**
 * Contributions since the week, the month and the year began, and what they leave of the index's own return. A span with a day that
 * lacks a sector is not linked: it is named with its missing days.
 */
export function toDateOf(desk: Desk, make: FigureMaker, { index, residualPrintedFromPp }: Setting): ToDate {
  const spans = spansToDate(desk.date, desk.snapshot.calendars.nyse);
  const earliest = spans.reduce<SpanToDate | null>((a, b) => (a && a.base < b.base ? a : b), null);
  if (!earliest) return { spans: [], rows: [], residualTold: false, missing: [] };
  const read = sectorDaysOf(desk, earliest);
  const judged = spans.map((span) => ({ span, made: spanOf(desk, { span, read, index, make }) }));
  const told = judged.flatMap(({ made }) => ("figures" in made ? [made] : []));
  return {
    spans: told.map(({ view }) => view),
    rows: rowsOf(told.map(({ figures }) => figures)),
    residualTold: told.some(({ view }) => Math.abs(view.residual.value) >= residualPrintedFromPp),
    missing: judged.flatMap(({ made }) => ("missing" in made ? [made.missing] : [])),
  };
}

interface Made {
  readonly view: Span;
  /** In the order of the sectors. */
  readonly figures: readonly Figure[];
}

interface Asked {
  readonly span: SpanToDate;
  readonly read: SectorDays;
  readonly index: string;
  readonly make: FigureMaker;
}

function spanOf(
  desk: Desk,
  { span, read, index, make }: Asked,
): Made | { readonly missing: ToDate["missing"][number] } {
  const { kind, base, days } = span;
  const first = read.dates.indexOf(days[0]!);
  const contributions = read.contributions.slice(first);
  const lacking = days.flatMap((date, day) => (contributions[day] === null ? [{ date }] : []));
  const [close, before] = [desk.on(index, desk.date), desk.on(index, base)];
  const missing = { kind, base, days: days.length, lacking, hasIndex: close !== null && before !== null };
  if (lacking.length > 0 || !close || !before) return { missing };
  const { parts, total } = linkFrongello(periodsOf(contributions.filter((day) => day !== null)));
  const figures = parts.map((part, at) => linkedFigure(desk, { span, at, part, make }));
  const closes = [close, before] as const;
  const totals = totalsOf(figures, { kind, total, closes, make });
  return { figures, view: { kind, base, days: days.length, ...totals, ...endsOf(figures) } };
}

interface Whole {
  readonly kind: Span["kind"];
  /** Compounded sums of the days' contributions, decimal. */
  readonly total: number;
  /** Of the index: today's, and the one before the span. */
  readonly closes: readonly [Observation, Observation];
  readonly make: FigureMaker;
}

function totalsOf(
  figures: readonly Figure[],
  { kind, total, closes, make }: Whole,
): Pick<Span, "indexReturn" | "sum" | "residual"> {
  const indexReturn = make.derived(`to-date.${kind}.index-return`, {
    value: (closes[0].value / closes[1].value - 1) * 100,
    unit: "percent",
    inputs: closes,
    method: `(close / close before the ${kind} - 1) * 100`,
  });
  const sum = make.derived(`to-date.${kind}.sum`, {
    value: total * 100,
    unit: "pp",
    inputs: figures,
    method: "the days' sums of contributions, compounded",
  });
  const residual = make.derived(`to-date.${kind}.residual`, {
    value: indexReturn.value - sum.value,
    unit: "pp",
    inputs: [indexReturn, sum],
    method: "index return of the span - its sum of linked contributions",
  });
  return { indexReturn, sum, residual };
}

interface Part {
  readonly span: SpanToDate;
  /** Index of the sector. */
  readonly at: number;
  /** Decimal. */
  readonly part: number;
  readonly make: FigureMaker;
}

function linkedFigure(desk: Desk, { span: { kind, base }, at, part, make }: Part): Figure {
  const { key, slug } = sectors[at]!;
  const windows = ["WEIGHT", "RETURN"].map(
    (what) => desk.history(`SPX.SECTOR.${key}.${what}`, { after: base })!.window,
  );
  return make.derived(`to-date.${kind}.${slug}`, {
    value: part * 100,
    unit: "pp",
    inputs: windows,
    method: METHOD,
  });
}

/** Who gave most and who took most, each with all that print the same. */
function endsOf(figures: readonly Figure[]): Pick<Span, "strongest" | "weakest"> {
  const printed = figures.map(asPrinted);
  const at = (value: number) =>
    sectors.flatMap(({ name }, part) =>
      printed[part] === value ? [{ name, contribution: figures[part]! }] : [],
    );
  return { strongest: at(Math.max(...printed)), weakest: at(Math.min(...printed)) };
}

/** A row a sector, its figures in the order of the spans; sorted by the longest. */
function rowsOf(columns: readonly (readonly Figure[])[]): ToDate["rows"] {
  const longest = columns.at(-1);
  if (!longest) return [];
  return sectors
    .map(({ name }, part) => ({
      name,
      size: longest[part]!.value,
      contributions: columns.map((column) => column[part]!),
    }))
    .sort((a, b) => b.size - a.size || (a.name < b.name ? -1 : 1))
    .map(({ name, contributions }) => ({ name, contributions }));
}
