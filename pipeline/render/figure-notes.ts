import { printDate } from "../finance/date-words.ts";
import type { Figure, Input } from "../model/figure.ts";
import type { Unit } from "../model/unit.ts";
import { cssString, escapeHtml } from "./escape.ts";

const UNITS: Readonly<Record<Unit, string>> = {
  percent: "Percent",
  bp: "Basis points",
  pp: "Percentage points",
  index: "Index points",
  price: "Price",
  probability: "Probability in percent",
  percentile: "Percentile",
  sd: "Standard deviations",
  count: "Count",
  moves: "Quarter-point moves",
  correlation: "Correlation",
  score: "Score from −100 to +100",
  days: "Days",
  ratio: "Ratio",
};

/** Unit, date, method and source of a figure, each by the letter that names it in classes, variables and ids. Letters are capitals, which ids of sections have not. */
const KINDS = ["U", "D", "M", "S"] as const;
type Kind = (typeof KINDS)[number];
/** What is said before each; the stylesheet says the same. */
const BEFORE: Readonly<Record<Kind, string>> = { U: "", D: "as of ", M: "Method: ", S: "Source: " };

/**
 * What a page says of its figures: unit, date, method and sources. Hundreds of figures share a few words: each stands once, and a figure
 * names those that are its own.
 */
export interface FigureNotes {
  /** The ids of a figure's words, in the order in which they are read. */
  readonly idsOf: (figure: Figure) => readonly string[];
  /** Notes as strings that a stylesheet shows beside a figure. */
  readonly css: () => string;
  /** Notes as elements for those who have them read aloud. */
  readonly html: () => string;
}

/** @returns an empty collection: ask it for a page's figures in reading order, then for its notes */
export function figureNotes(): FigureNotes {
  const words: Readonly<Record<Kind, Map<string, string>>> = {
    U: new Map(),
    D: new Map(),
    M: new Map(),
    S: new Map(),
  };
  // A figure may stand on a thousand observations, and be printed in five places.
  const asked = new Map<Figure, readonly string[]>();
  const all = () => KINDS.flatMap((kind) => [...words[kind]].map(([text, id]) => ({ kind, text, id })));
  return {
    idsOf: (figure) => {
      const known = asked.get(figure);
      if (known) return known;
      const note = noteOf(figure);
      const ids = KINDS.map((kind) => idOf(words[kind], kind, note[kind]));
      asked.set(figure, ids);
      return ids;
    },
    css: () =>
      all()
        .map(({ kind, text, id }) => `${isFirst(id) ? "data" : `.${id}`}{--${kind}:${cssString(text)}}`)
        .join(""),
    html: () =>
      all()
        .map(({ kind, text, id }) => `<p id="${id}">${escapeHtml(BEFORE[kind] + text)}</p>`)
        .join(""),
  };
}

/** A figure's attributes by the ids of its words; `isStop`: the tab key comes to it, and its note is read aloud there. */
export function noteAttributes(ids: readonly string[], isStop: boolean): string {
  const own = ids.filter((id) => !isFirst(id));
  const stop = isStop ? ` tabindex="0" aria-describedby="${ids.join(" ")}"` : "";
  return `${own.length > 0 ? ` class="${own.join(" ")}"` : ""}${stop}`;
}

/** The first of a kind is most often the page's most common: all figures have it unless they say otherwise. */
function isFirst(id: string): boolean {
  return id.slice(1) === "0";
}

function idOf(known: Map<string, string>, kind: Kind, text: string): string {
  const id = known.get(text) ?? `${kind}${known.size}`;
  known.set(text, id);
  return id;
}

function noteOf(figure: Figure): Readonly<Record<Kind, string>> {
  return {
    U: UNITS[figure.unit],
    D: printDate(figure.asOf),
    // Formulas are kept in ASCII; a reader sees the signs.
    M: figure.method.replaceAll(" - ", " − ").replaceAll(" * ", " × "),
    S: [...withSources(figure, new Set())].join(", "),
  };
}

function withSources(input: Input, sources: Set<string>): Set<string> {
  if ("inputs" in input) for (const one of input.inputs) withSources(one, sources);
  else if ("origin" in input) sources.add(input.origin.source);
  else for (const { source } of input.origins) sources.add(source);
  return sources;
}
