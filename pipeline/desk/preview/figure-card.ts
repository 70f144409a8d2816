import { printDate } from "../../finance/date-words.ts";
import type { Figure, Input } from "../../model/figure.ts";
import type { Ledger } from "../../model/ledger.ts";
import type { Report } from "../../model/report.ts";
import type { Observation, Window } from "../../model/series.ts";
import type { FigureCard } from "./api.ts";

/** What pointing at a figure tells; null where the report has none of that id. */
export function figureCard(id: string, report: Report, ledger: Ledger): FigureCard | null {
  const figure = figuresOf(report).get(id);
  if (!figure) return null;
  const printed = (one: string) => ledger.entries.find((entry) => entry.id === one)?.printed ?? [];
  const inputs = figure.inputs.map((input) => inputOf(input, printed));
  return {
    id,
    printed: printed(id),
    value: figure.value,
    unit: figure.unit,
    asOf: figure.asOf,
    method: figure.method,
    sources: [...sourcesOf(figure)],
    inputs: [...new Map(inputs.map((input) => [`${input.id} ${input.text}`, input])).values()],
  };
}

function inputOf(
  input: Input,
  printed: (id: string) => readonly string[],
): { readonly id: string | null; readonly text: string } {
  if ("kind" in input) {
    const value = printed(input.id)[0] ?? `${plain(input.value)} ${input.unit}`;
    return { id: input.id, text: `${value}, ${printDate(input.asOf)}: ${input.method}` };
  }
  return { id: null, text: wordsOf(input) };
}

function wordsOf(input: Observation | Window): string {
  if ("date" in input) {
    const { series, date, value, unit, origin, line, revisedFrom } = input;
    const revised = revisedFrom === undefined ? "" : `, revised from ${plain(revisedFrom)}`;
    const place = `${origin.place}${line === undefined ? "" : `, line ${line}`}`;
    return `${series} on ${printDate(date)}: ${plain(value)} ${unit}${revised} (${origin.source}: ${place})`;
  }
  const { series, from, to, count, coverage, origins } = input;
  const covered = coverage === null ? "" : `, ${Math.round(coverage * 1000) / 10}% of the days`;
  const sources = [...new Set(origins.map(({ source }) => source))].join(", ");
  return `${series}: ${count} observations, ${printDate(from)} to ${printDate(to)}${covered} (${sources})`;
}

/** Digits enough to check by, not those of binary fractions. */
function plain(value: number): string {
  return String(Number(value.toPrecision(10)));
}

/** Figures share their inputs by the hundred: each is looked at once. */
function sourcesOf(figure: Figure): ReadonlySet<string> {
  const sources = new Set<string>();
  const seen = new Set<Input>();
  const waiting: Input[] = [figure];
  for (let input = waiting.pop(); input !== undefined; input = waiting.pop()) {
    if (seen.has(input)) continue;
    seen.add(input);
    if ("inputs" in input) waiting.push(...input.inputs);
    else if ("origin" in input) sources.add(input.origin.source);
    else for (const { source } of input.origins) sources.add(source);
  }
  return sources;
}

const indexed = new WeakMap<Report, ReadonlyMap<string, Figure>>();

/** Every figure of a report by its id, those too that others are made of. */
function figuresOf(report: Report): ReadonlyMap<string, Figure> {
  const known = indexed.get(report);
  if (known) return known;
  const found = new Map<string, Figure>();
  const seen = new Set<object>();
  const waiting: unknown[] = [report];
  while (waiting.length > 0) {
    const one = waiting.pop();
    if (typeof one !== "object" || one === null || seen.has(one)) continue;
    seen.add(one);
    if ("kind" in one && one.kind === "figure" && !found.has((one as Figure).id))
      found.set((one as Figure).id, one as Figure);
    waiting.push(...Object.values(one));
  }
  indexed.set(report, found);
  return found;
}
