import { type Column, type Suspicion, say } from "./column.ts";

/** What binary makes of 4.17 - 4.15. */
const HAIR = 1e-9;

/**
 * Days on which two lanes of one series are further apart than they may be; one suspicion for each unbroken run of common dates.
 *
 * @param tolerance in the unit of the values, 0 or more; both lanes in the same unit, dates sorted
 */
export function disagreements(
  one: Pick<Column, "dates" | "values">,
  other: Pick<Column, "dates" | "values">,
  tolerance: number,
): readonly Suspicion[] {
  const found: Suspicion[] = [];
  let run: Apart[] = [];
  for (const apart of common(one, other)) {
    if (Math.abs(apart.one - apart.other) > tolerance + HAIR) run.push(apart);
    else run = closed(run, tolerance, found);
  }
  closed(run, tolerance, found);
  return found;
}

interface Apart {
  readonly date: string;
  readonly one: number;
  readonly other: number;
}

function* common(a: Pick<Column, "dates" | "values">, b: Pick<Column, "dates" | "values">): Generator<Apart> {
  for (let [i, j] = [0, 0]; i < a.dates.length && j < b.dates.length; ) {
    const [date, theirs] = [a.dates[i]!, b.dates[j]!];
    const [one, other] = [a.values[i], b.values[j]];
    if (date === theirs && typeof one === "number" && typeof other === "number") yield { date, one, other };
    if (date <= theirs) i += 1;
    if (theirs <= date) j += 1;
  }
}

/** Tells of a run that has ended, if there was one, and starts anew. */
function closed(run: readonly Apart[], tolerance: number, found: Suspicion[]): Apart[] {
  const [first, last] = [run[0], run.at(-1)];
  if (first === undefined || last === undefined) return [];
  const span = run.length === 1 ? "" : ` They disagree on all ${run.length} common days up to ${last.date}.`;
  found.push({
    rule: "disagreement",
    from: first.date,
    to: last.date,
    message: `On ${first.date} one source has ${say(first.one)} and the other ${say(first.other)}: ${say(Math.abs(first.one - first.other))} apart, where ${say(tolerance)} is allowed.${span}`,
  });
  return [];
}
