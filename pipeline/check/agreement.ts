import { roundHalfAway } from "../finance/rounding.ts";
import type { ChartSpec } from "../model/chart.ts";
import type { Finding } from "../model/finding.ts";
import type { LedgerEntry } from "../model/ledger.ts";
import type { Gate } from "./check.ts";

/** The same figure reads the same in text, table and chart, and every printed number is its value, rounded once. */
export const agreement: Gate = ({ filled: { ledger } }) => {
  if (ledger.entries.length === 0)
    return [
      { gate: "agreement", verdict: "not evaluated", place: "ledger", message: "No figure was printed." },
    ];
  const wrong = ledger.entries.flatMap(misprints);
  if (wrong.length > 0) return wrong;
  return [
    {
      gate: "agreement",
      verdict: "passed",
      place: "ledger",
      message: `${ledger.entries.length} figures read the same wherever they are printed.`,
    },
  ];
};

function misprints({ id, printed, figure }: LedgerEntry): Finding[] {
  return printed.flatMap((text): Finding[] => {
    const number = printedNumber(text);
    if (number === null) return [];
    const { value, decimals, sizeOnly } = number;
    const expected = roundHalfAway(sizeOnly ? Math.abs(figure.value) : figure.value, decimals);
    if (expected === value) return [];
    const message = `"${text}" is printed for ${figure.value} ${figure.unit}.`;
    return [
      {
        gate: "agreement",
        verdict: "refused",
        place: id,
        message,
        remedy: "A template prints another figure than it names.",
      },
    ];
  });
}

/** The number at the beginning of a printed text; null where it is a word. A text without sign may be a size. */
function printedNumber(text: string): { value: number; decimals: number; sizeOnly: boolean } | null {
  const found = /^([+−]?)([\d,]+)(?:\.(\d+))?/.exec(text);
  if (!found) return null;
  const [, sign = "", whole = "", fraction = ""] = found;
  const size = Number(`${whole.replaceAll(",", "")}.${fraction || "0"}`);
  return { value: sign === "−" ? -size : size, decimals: fraction.length, sizeOnly: sign === "" };
}

/** One observation is one number: two sections that read the same value of the same day must print the same. */
export const sameObservation: Gate = ({ filled: { ledger } }) => {
  const seen = new Map<string, LedgerEntry>();
  const wrong: Finding[] = [];
  let pairs = 0;
  for (const entry of ledger.entries) {
    const [input] = entry.figure.inputs;
    if (entry.figure.method !== "as observed" || !input || !("date" in input)) continue;
    const key = `${input.series} ${input.date}`;
    const known = seen.get(key);
    seen.set(key, known ?? entry);
    if (!known) continue;
    pairs += 1;
    if (known.figure.value === entry.figure.value) continue;
    const message = `${key} is ${known.figure.value} in ${known.id} and ${entry.figure.value} here.`;
    wrong.push({
      gate: "same observation",
      verdict: "refused",
      place: entry.id,
      message,
      remedy: "Build the issue again from one snapshot.",
    });
  }
  if (wrong.length > 0) return wrong;
  if (pairs === 0)
    return [
      {
        gate: "same observation",
        verdict: "not evaluated",
        place: "ledger",
        message: "No observation is printed by two sections.",
      },
    ];
  return [
    {
      gate: "same observation",
      verdict: "passed",
      place: "ledger",
      message: `${pairs} observations are printed in more than one place, each as one number.`,
    },
  ];
};

/** Every label of a chart is a figure of the ledger with that value. */
export const chartLabels: Gate = ({ filled: { charts, ledger } }) => {
  if (charts.length === 0)
    return [
      { gate: "charts", verdict: "not evaluated", place: "charts", message: "The issue has no chart." },
    ];
  const values = new Map(ledger.entries.map(({ id, figure }) => [id, figure.value]));
  const wrong = charts.flatMap((spec) =>
    labelsOf(spec)
      .filter(({ figure, value }) => values.get(figure) !== value)
      .map(({ text }) => `${spec.id}: ${text}`),
  );
  if (wrong.length === 0)
    return [
      {
        gate: "charts",
        verdict: "passed",
        place: "charts",
        message: `${charts.length} charts print what the ledger holds.`,
      },
    ];
  return wrong.map((place) => ({
    gate: "charts",
    verdict: "refused",
    place,
    message: "The label is not in the ledger with that value.",
    remedy: "Build the issue again.",
  }));
};

type Labelled = { readonly text: string; readonly figure: string; readonly value: number };

function labelsOf(spec: ChartSpec): readonly Labelled[] {
  switch (spec.kind) {
    case "bars":
      return spec.bars.map(({ label }) => label);
    case "line":
      return [spec.end, ...spec.levels.map(({ label }) => label), ...spec.points.map(({ label }) => label)];
    case "steps":
      return [spec.start.label, ...spec.steps.map(({ label }) => label)];
    case "spark":
      return [];
  }
}
