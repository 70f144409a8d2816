import type { ChartSpec, Label } from "../model/chart.ts";
import type { Finding } from "../model/finding.ts";
import type { LedgerEntry } from "../model/ledger.ts";
import type { Gate } from "./gate.ts";
import { misprint } from "./printed-number.ts";

/** Every label of a chart is a figure of the ledger, with its value and its sign, and a line stands where its labels say. */
export const chartLabels: Gate = ({ filled: { charts, ledger } }) => {
  const finding = (verdict: Finding["verdict"], message: string): Finding => ({
    gate: "charts",
    verdict,
    place: "charts",
    message,
  });
  if (charts.length === 0) return [finding("not evaluated", "The issue has no chart.")];
  const entries = new Map(ledger.entries.map((entry) => [entry.id, entry]));
  const wrong = charts.flatMap((spec) => [
    ...labelsOf(spec).flatMap((label) => labelFaults(label, spec, entries)),
    ...lineFaults(spec),
    ...rangeFaults(spec),
  ]);
  if (wrong.length === 0) return [finding("passed", `${charts.length} charts print what the ledger holds.`)];
  return wrong.map(({ place, fault }) => ({
    ...finding("refused", `${fault}.`),
    place,
    remedy: "Build the issue again.",
  }));
};

interface ChartFault {
  readonly place: string;
  readonly fault: string;
}

function labelFaults(
  { text, figure, value }: Label,
  { id }: ChartSpec,
  entries: ReadonlyMap<string, LedgerEntry>,
): ChartFault[] {
  const entry = entries.get(figure);
  const place = `${id}: ${text}`;
  if (!entry || entry.figure.value !== value || !entry.printed.includes(text) || !entry.places.includes(id))
    return [{ place, fault: "The label is not in the ledger with that value" }];
  const fault = misprint(text, entry.figure, { onChart: true });
  return fault === null ? [] : [{ place, fault: `The label is printed for ${value}: ${fault}` }];
}

/** Each line ends at its last label, and each dot lies on the first. */
function lineFaults(spec: ChartSpec): ChartFault[] {
  if (spec.kind === "panels")
    return spec.panels.flatMap(({ values, ends }) =>
      ends ? [...endFaults(spec.id, { values, end: ends.last }), ...reachFaults(spec.id, values, ends)] : [],
    );
  if (spec.kind !== "line" && spec.kind !== "spark") return [];
  const { id, values } = spec;
  const ends = [spec, ...(spec.kind === "line" ? (spec.others ?? []) : [])].flatMap((line) =>
    endFaults(id, line),
  );
  if (spec.kind === "spark") return ends;
  const dots = spec.points.flatMap(({ date, label }) => {
    const there = values[spec.dates.indexOf(date)];
    if (there === label.value) return [];
    return [{ place: `${id}: ${label.text}`, fault: `The line stands at ${there ?? "no value"} on ${date}` }];
  });
  return [...ends, ...dots];
}

function endFaults(
  id: string,
  { values, end }: { readonly values: readonly (number | null)[]; readonly end: Label },
): ChartFault[] {
  const last = values.findLast((value) => value !== null);
  return last === end.value ? [] : [{ place: `${id}: ${end.text}`, fault: `The line ends at ${last}` }];
}

/** What is called a line's lowest and highest value is. */
function reachFaults(
  id: string,
  values: readonly (number | null)[],
  { low, high }: { readonly low: Label; readonly high: Label },
): ChartFault[] {
  const known = values.filter((value) => value !== null);
  const reach = { low: Math.min(...known), high: Math.max(...known) };
  return [
    ...(low.value === reach.low
      ? []
      : [{ place: `${id}: ${low.text}`, fault: `The line's low is ${reach.low}` }]),
    ...(high.value === reach.high
      ? []
      : [{ place: `${id}: ${high.text}`, fault: `The line's high is ${reach.high}` }]),
  ];
}

/** The band's one label names both limits as they are labelled. */
function rangeFaults(spec: ChartSpec): ChartFault[] {
  if (spec.kind !== "steps" || spec.range === null) return [];
  const { lower, upper, label } = spec.range;
  const said = `${lower.text.replace(/%$/, "")}–${upper.text}`;
  if (label.endsWith(` ${said}`)) return [];
  return [{ place: `${spec.id}: ${label}`, fault: `The range is ${said}` }];
}

/** The numbers that are written on a chart. */
export function labelsOf(spec: ChartSpec): readonly Label[] {
  switch (spec.kind) {
    case "bars":
      return spec.bars.map(({ label }) => label);
    case "line":
      return [
        spec.end,
        ...[...spec.levels, ...spec.points].map(({ label }) => label),
        ...(spec.others ?? []).map(({ end }) => end),
      ];
    case "steps": {
      const { start, steps, range } = spec;
      const limits = range ? [range.lower, range.upper] : [];
      return [start.label, ...steps.map(({ label }) => label), ...limits];
    }
    case "spark":
      // Nothing is written on it: only its end is held, against the line.
      return [];
    case "dots":
      return spec.rows.flatMap(({ label, change, level }) => [label, change, level]);
    case "panels":
      return spec.panels.flatMap(({ ends }) => (ends ? [ends.last, ends.low, ends.high] : []));
  }
}
