import type { Figure, Input } from "../model/figure.ts";
import type { Ledger, LedgerEntry } from "../model/ledger.ts";
import type { Observation, Origin, Window } from "../model/series.ts";

/** The printed figures that `asked` may mean: an id, or a text as it stands on the page, spaces and minus signs as one likes. */
export function entriesFor(asked: string, ledger: Ledger): readonly LedgerEntry[] {
  const wanted = plain(asked);
  const exact = ledger.entries.filter(({ id }) => id === asked.trim());
  if (exact.length > 0) return exact;
  return ledger.entries.filter(({ printed }) => printed.some((text) => plain(text) === wanted));
}

/** The chain behind a printed number, from the page down to the bytes. */
export function chainOf({ printed, places, figure }: LedgerEntry): string {
  const head = `${printed.join(", ")}  ${figure.id}`;
  return [head, `  printed in: ${places.join(", ")}`, ...figureLines(figure, 1)].join("\n");
}

function figureLines(figure: Figure, depth: number): string[] {
  const pad = "  ".repeat(depth);
  const lines = [
    `${pad}= ${figure.value} ${figure.unit}, as of ${figure.asOf}`,
    `${pad}  formula: ${figure.method}`,
  ];
  return [...lines, ...figure.inputs.flatMap((input) => inputLines(input, depth + 1))];
}

function inputLines(input: Input, depth: number): string[] {
  const pad = "  ".repeat(depth);
  if ("kind" in input) return [`${pad}from ${input.id}`, ...figureLines(input, depth)];
  if ("date" in input) return observationLines(input, pad);
  return windowLines(input, pad);
}

function observationLines(observation: Observation, pad: string): string[] {
  const { series, date, value, unit, origin, line, revisedFrom } = observation;
  const revised = revisedFrom === undefined ? "" : `, revised from ${revisedFrom}`;
  return [`${pad}from ${series} on ${date}: ${value} ${unit}${revised}`, ...originLines(origin, pad, line)];
}

function windowLines(
  { series, from, to, count, coverage, origins, readings }: Window,
  pad: string,
): string[] {
  const covered = coverage === null ? "" : `, ${Math.round(coverage * 1000) / 10}% of its calendar's days`;
  return [
    `${pad}from ${series}: ${count} observations, ${from} to ${to}${covered}`,
    ...(readings === undefined
      ? []
      : [`${pad}  ${readings} readings; those of each day are in snapshot.json. Of each source the newest:`]),
    ...origins.flatMap((origin) => originLines(origin, pad)),
  ];
}

function originLines(
  { source, place, sha256, retrievedAt, note }: Origin,
  pad: string,
  line?: number,
): string[] {
  const read = `${pad}  read: ${place}${line === undefined ? "" : `, line ${line}`} (${source})`;
  return [
    read,
    `${pad}  sha256: ${sha256}`,
    ...(retrievedAt ? [`${pad}  retrieved: ${retrievedAt}`] : []),
    ...(note ? [`${pad}  note: ${note}`] : []),
  ];
}

/** One form for what a person may type: U+2212, U+2013 and hyphen alike, any space. */
function plain(text: string): string {
  return text.normalize("NFKC").replace(/[−–]/g, "-").replace(/\s+/g, "").toLowerCase();
}
