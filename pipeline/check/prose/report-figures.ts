import { figuresIn } from "../../finance/view-figures.ts";
import type { Figure, Input } from "../../model/figure.ts";
import type { Report } from "../../model/report.ts";

/** Every figure of a report by its id, printed or not, with those that it is made of; where an id comes twice, the first. */
export function figuresOf({ sections, changed }: Report): ReadonlyMap<string, Figure> {
  const found = new Map<string, Figure>();
  const views = [...sections.map(({ view }) => view), changed];
  for (const figure of figuresIn(views)) found.set(figure.id, figure);
  for (const figure of [...found.values()]) for (const input of figure.inputs) addInput(input, found);
  return found;
}

function addInput(input: Input, found: Map<string, Figure>): void {
  if (!("kind" in input) || found.has(input.id)) return;
  found.set(input.id, input);
  for (const deeper of input.inputs) addInput(deeper, found);
}

const known = new WeakMap<Figure, ReadonlySet<string>>();

/** The series that a figure is made of in the end, a sector's or a member's return and weight under its one name. */
export function seriesIn(figure: Figure): ReadonlySet<string> {
  const before = known.get(figure);
  if (before) return before;
  const series = new Set<string>();
  for (const input of figure.inputs) {
    if ("kind" in input) for (const one of seriesIn(input)) series.add(one);
    else for (const one of input.series.split(" - ")) series.add(bareSeries(one));
  }
  known.set(figure, series);
  return series;
}

function bareSeries(id: string): string {
  return id.replace(/\.(RETURN|WEIGHT|SERIES)$/, "");
}
