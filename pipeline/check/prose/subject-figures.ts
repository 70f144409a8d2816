import type { Figure } from "../../model/figure.ts";
import type { Measure, Subject } from "../../model/vocabulary.ts";
import { seriesIn } from "./report-figures.ts";

type Figures = ReadonlyMap<string, Figure>;

/** Figures of a subject: those that its globs name, and those that are made of its series alone. */
export function figuresOfSubject(
  { figures: globs, series }: Subject,
  figures: Figures,
): ReadonlyMap<string, Figure> {
  const own = new Set(series);
  const isNamed = anyGlob(globs);
  const isItsOwn = (figure: Figure) => own.size > 0 && [...seriesIn(figure)].every((one) => own.has(one));
  return new Map([...figures].filter(([id, figure]) => isNamed(id) || isItsOwn(figure)));
}

/** Those of them that a measure means, in the order of its globs: what stands first is what is usually meant. */
export function figuresOfMeasure({ figures: globs }: Measure, figures: Figures): readonly Figure[] {
  const found = globs.flatMap((glob) => {
    const isNamed = anyGlob([glob]);
    return [...figures.values()].filter(({ id }) => isNamed(id));
  });
  return [...new Set(found)];
}

function anyGlob(globs: readonly string[]): (id: string) => boolean {
  const patterns = globs.map((glob) => new RegExp(`^${glob.split("*").map(escaped).join(".*")}$`, "u"));
  return (id) => patterns.some((pattern) => pattern.test(id));
}

function escaped(text: string): string {
  return text.replace(/[.+?^${}()|[\]\\/]/g, "\\$&");
}
