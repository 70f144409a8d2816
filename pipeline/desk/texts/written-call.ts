import { nearest } from "../nearest.ts";

/** What stands between `{{` and `}}`, read; or what is wrong with it and what to write instead. */
export type Call =
  | { readonly kind: "quote"; readonly words: string; readonly source: string; readonly length: number }
  | {
      readonly kind: "figure";
      readonly id: string;
      readonly helper: string;
      readonly decimals: number | null;
      readonly length: number;
    }
  | { readonly kind: "wrong"; readonly message: string; readonly remedy: string; readonly length: number };

/** The helpers of templates that print a figure, and may stand in a writer's text. */
const FIGURE_HELPERS = ["figure", "bare", "change", "bareChange", "size", "words", "Words", "ordinal"];
const WITHOUT_PLACES = ["words", "Words", "ordinal"];
/** As in model/figure.ts. */
const FIGURE_ID = /^[a-z0-9-]+(\.[A-Za-z0-9-]+)+$/;
const LONGEST = 2_000;

const STRING = "\"[^\"]*\"|'[^']*'|“[^“”]*”";
const CALL = new RegExp(
  `^\\{\\{\\s*([^\\s"'“{}=]+)((?:\\s+(?:[A-Za-z]+=)?(?:${STRING}|[^\\s"'“{}=]+))*)\\s*\\}\\}`,
);
const ARGUMENT = new RegExp(`(?:([A-Za-z]+)=)?(?:${STRING}|[^\\s"'“{}=]+)`, "g");

const QUOTE_FORM = 'Write {{quote "52.4" "ISM Services, 5 November 2025"}}.';
const FIGURE_FORM = 'Write {{figure "ig-spread.level"}}, with decimals=1 where places are to be fixed.';

/** Reads the call that begins at `at`; its length is 2 where no end of it is found. */
export function readCall(raw: string, at: number): Call {
  const found = CALL.exec(raw.slice(at, at + LONGEST));
  if (!found)
    return {
      kind: "wrong",
      length: 2,
      message: "A {{ is not closed, or what stands in it cannot be read.",
      remedy: `${QUOTE_FORM} To print the braces themselves, put them in code: \`{{\`.`,
    };
  const [{ length }, name = "", rest = ""] = found;
  const { strings, named } = argumentsOf(rest);
  if (name === "quote") return { ...quoteOf(strings, named), length };
  if (FIGURE_HELPERS.includes(name)) return { ...figureOf(name, strings, named), length };
  const remedy = nearest(name, ["quote", ...FIGURE_HELPERS]);
  return { kind: "wrong", length, message: `A text knows no {{${name}}}.`, remedy };
}

interface Arguments {
  /** The quoted ones; null for one without quotes. */
  readonly strings: readonly (string | null)[];
  readonly named: Readonly<Record<string, string>>;
}

function argumentsOf(text: string): Arguments {
  const strings: (string | null)[] = [];
  const named: Record<string, string> = {};
  for (const { 0: all, 1: name } of text.matchAll(ARGUMENT)) {
    const value = name === undefined ? all : all.slice(name.length + 1);
    const isQuoted = /^["'“]/.test(value);
    if (name !== undefined) named[name] = isQuoted ? value.slice(1, -1) : value;
    else strings.push(isQuoted ? value.slice(1, -1) : null);
  }
  return { strings, named };
}

type Unmeasured<T> = T extends Call ? Omit<T, "length"> : never;

function quoteOf(strings: Arguments["strings"], named: Arguments["named"]): Unmeasured<Call> {
  const [words, source, ...more] = strings;
  const wrong = (message: string) => ({ kind: "wrong" as const, message, remedy: QUOTE_FORM });
  if (!words?.trim()) return wrong("A {{quote}} has no words.");
  if (!source?.trim()) return wrong("A {{quote}} names no source.");
  if (more.length > 0 || Object.keys(named).length > 0)
    return wrong("A {{quote}} has more than words and source.");
  return { kind: "quote", words, source: source.replace(/\s+/g, " ").trim() };
}

function figureOf(
  helper: string,
  strings: Arguments["strings"],
  { decimals, ...named }: Arguments["named"],
): Unmeasured<Call> {
  const wrong = (message: string) => ({ kind: "wrong" as const, message, remedy: FIGURE_FORM });
  const [id, ...more] = strings;
  if (!id || !FIGURE_ID.test(id)) return wrong(`The {{${helper}}} names no figure by its id in quotes.`);
  const [unknown] = [...more.map(() => "second word"), ...Object.keys(named)];
  if (unknown !== undefined) return wrong(`The {{${helper}}} has a ${unknown} that it does not know.`);
  if (decimals === undefined) return { kind: "figure", id, helper, decimals: null };
  if (WITHOUT_PLACES.includes(helper)) return wrong(`The {{${helper}}} takes no decimals.`);
  if (!/^[0-6]$/.test(decimals)) return wrong(`The decimals of a {{${helper}}} are a number from 0 to 6.`);
  return { kind: "figure", id, helper, decimals: Number(decimals) };
}
