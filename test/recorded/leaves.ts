import type { Input } from "../../pipeline/model/figure.ts";
import type { Ledger, LedgerEntry } from "../../pipeline/model/ledger.ts";
import type { Observation } from "../../pipeline/model/series.ts";

/** The series that a printed figure was made of, down to the bytes; a slope's window names both of its yields. */
export function seriesBehind({ figure }: LedgerEntry): ReadonlySet<string> {
  return new Set(figure.inputs.flatMap(seriesOf));
}

function seriesOf(input: Input): readonly string[] {
  return "kind" in input ? input.inputs.flatMap(seriesOf) : input.series.split(" - ");
}

/** The observations of a series behind a printed figure. */
export function observationsBehind({ figure }: LedgerEntry, series: string): readonly Observation[] {
  const within = (input: Input): readonly Observation[] => {
    if ("kind" in input) return input.inputs.flatMap(within);
    return "date" in input && input.series === series ? [input] : [];
  };
  return figure.inputs.flatMap(within);
}

/** A printed figure by its id. */
export function entryOf({ entries }: Ledger, id: string): LedgerEntry {
  const found = entries.find((entry) => entry.id === id);
  if (!found) throw new Error(`${id} is not printed`);
  return found;
}

/** Ids of figures that are not in both ledgers in the same words. */
export function differing(one: Ledger, other: Ledger): readonly string[] {
  const [ours, theirs] = [one, other].map(
    ({ entries }) => new Map(entries.map((entry) => [entry.id, JSON.stringify(entry)])),
  ) as [Map<string, string>, Map<string, string>];
  return [...new Set([...ours.keys(), ...theirs.keys()])].filter((id) => ours.get(id) !== theirs.get(id));
}
