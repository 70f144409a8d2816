import type Handlebars from "handlebars";
import { type DateStyle, dateStyles, printDate } from "../finance/date-words.ts";
import { dayNumber, daysBetween, weekday } from "../finance/dates.ts";
import type { Chart } from "../model/chart.ts";
import type { Figure } from "../model/figure.ts";
import { marks } from "../model/marks.ts";
import type { IsoDate } from "../model/unit.ts";
import { isFigure, opened } from "./closed-view.ts";
import { escapeDestination, escapeMarkdown } from "./escape.ts";
import { type NumberForm, printCount, printFigure, printOrdinal, printsAsZero } from "./print-number.ts";
import { TemplateMistake } from "./template-fault.ts";

/** What the helpers of one issue need to know and where they hand over what they printed. */
export interface Printing {
  readonly date: IsoDate;
  readonly previousDate: IsoDate;
  /** Called with each figure that is printed, before its mark is written. */
  readonly printed: (figure: Figure) => void;
  /** Called with each chart of the text; returns the Markdown of its image. */
  readonly drawn: (chart: Chart, words: Readonly<Record<string, string>>, alt: string) => string;
}

type Options = Handlebars.HelperOptions & {
  readonly name: string;
  readonly loc?: { readonly start: { readonly line: number } };
};
type Helper = (this: unknown, ...args: unknown[]) => unknown;

/** The helpers that templates/README.md describes. */
export function helpersFor(printing: Printing): Readonly<Record<string, Helper>> {
  return { ...figureHelpers(printing), ...dateHelpers(printing), ...blockHelpers(printing), ...tests };
}

function figureHelpers({ printed }: Printing): Record<string, Helper> {
  const mark = (figure: Figure, text: string) => {
    printed(figure);
    return marks.figure + figure.id + marks.text + text + marks.end;
  };
  const printer =
    (form: NumberForm): Helper =>
    (value, ...rest) => {
      const figure = figureOrNull(value, rest);
      const decimals = optionsOf(rest).hash.decimals as number | undefined;
      return figure ? mark(figure, printFigure(figure, { ...form, decimals })) : "n/a";
    };
  const inWords =
    (capital: boolean): Helper =>
    (value, ...rest) => {
      const figure = typeof value === "number" ? null : figureOrNull(value, rest);
      if (figure === null && typeof value !== "number") return "n/a";
      const text = printCount(figure ? figure.value : (value as number));
      const word = capital ? text.charAt(0).toUpperCase() + text.slice(1) : text;
      return figure ? mark(figure, word) : word;
    };
  return {
    figure: printer({}),
    bare: printer({ withUnit: false }),
    change: printer({ sign: "always" }),
    bareChange: printer({ sign: "always", withUnit: false }),
    size: printer({ sign: "never" }),
    words: inWords(false),
    Words: inWords(true),
    ordinal(value, ...rest) {
      const figure = figureOrNull(value, rest);
      return figure ? mark(figure, printOrdinal(figure.value)) : "n/a";
    },
  };
}

function dateHelpers({ date, previousDate }: Printing): Record<string, Helper> {
  return {
    date(value, ...rest) {
      const { hash } = optionsOf(rest);
      const style = (hash.style ?? "long") as DateStyle;
      if (!dateStyles.includes(style))
        throw mistake(`There is no date style "${style}". There are: ${dateStyles.join(", ")}.`, rest);
      const day = typeof value === "string" ? value : figureOrNull(value, rest)?.asOf;
      return day ? printDate(day, style) : "n/a";
    },
    since(value, ...rest) {
      const figure = figureOrNull(value, rest);
      const before = figure && earlierDate(figure);
      if (!before || before === previousDate) return "";
      return ` since ${nearName(before, date)}`;
    },
    asOf(value, ...rest) {
      const figure = figureOrNull(value, rest);
      return figure && figure.asOf !== date ? ` (as of ${printDate(figure.asOf, "day")})` : "";
    },
  };
}

function blockHelpers({ date, drawn }: Printing): Record<string, Helper> {
  const turn = Math.floor((dayNumber(date) + 3) / 7) * 5 + Math.min(weekday(date), 4);
  return {
    text: (value) => (value == null ? "n/a" : escapeMarkdown(String(value))),
    Text: (value) => (value == null ? "n/a" : escapeMarkdown(capital(String(value)))),
    link(text, url) {
      const words = escapeMarkdown(String(text));
      return url == null ? words : `[${words}](<${escapeDestination(String(url))}>)`;
    },
    list(entries, ...rest) {
      const options = optionsOf(rest);
      const said = (opened(entries) as readonly unknown[]).map((_, index) =>
        options.fn((entries as unknown[])[index]).trim(),
      );
      const last = said.pop() ?? "";
      return said.length === 0 ? last : `${said.join(", ")} and ${last}`;
    },
    or: () => marks.or,
    vary(...rest) {
      const options = optionsOf(rest);
      const variants = options.fn(this).split(marks.or);
      return variants[(turn + (options.loc?.start.line ?? 0)) % variants.length]?.trim();
    },
    chart(value, ...rest) {
      const options = optionsOf(rest);
      const chart = opened(value) as Chart | null | undefined;
      if (chart === undefined) throw mistake("The chart helper was given no chart.", rest);
      const alt = options.fn(this).replace(/\s+/g, " ").trim();
      return chart === null ? "n/a" : drawn(chart, options.hash as Record<string, string>, alt);
    },
  };
}

/** Names of series begin small where they stand in a sentence: `consumer prices`, not `10-year Treasury`. */
const capital = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);

const numberOf = (value: unknown) => {
  const open = opened(value);
  return isFigure(open) ? open.value : Number(open);
};

const tests: Record<string, Helper> = {
  is: (value, ...others) => others.slice(0, -1).includes(value),
  not: (value) => !value || (Array.isArray(value) && value.length === 0),
  any: (...values) => values.slice(0, -1).some(Boolean),
  all: (...values) => values.slice(0, -1).every(Boolean),
  more: (left, right) => left != null && right != null && numberOf(left) > numberOf(right),
  up: (value, ...rest) => signOf(value, rest) > 0,
  down: (value, ...rest) => signOf(value, rest) < 0,
  flat: (value, ...rest) => figureOrNull(value, rest) !== null && signOf(value, rest) === 0,
};

/** The sign that a reader sees: 0 where the figure prints as zero, or where there is none. */
function signOf(value: unknown, rest: readonly unknown[]): number {
  const figure = figureOrNull(value, rest);
  const decimals = optionsOf(rest).hash.decimals as number | undefined;
  return figure === null || printsAsZero(figure, decimals) ? 0 : Math.sign(figure.value);
}

/** @throws TemplateMistake if it is neither a figure nor null: a typo gave undefined, or a name was given */
function figureOrNull(value: unknown, rest: readonly unknown[]): Figure | null {
  const open = opened(value);
  if (open === null) return null;
  if (isFigure(open)) return open;
  const { name } = optionsOf(rest);
  throw mistake(
    `The helper "${name}" wants a figure and was given ${open === undefined ? "nothing" : JSON.stringify(open)}.`,
    rest,
  );
}

/** The older of the two observations behind a change. */
function earlierDate({ inputs }: Figure): IsoDate | null {
  const dates = inputs
    .flatMap((input) => ("kind" in input ? [input.asOf] : "date" in input ? [input.date] : []))
    .sort();
  return dates.length > 1 ? dates[0]! : null;
}

/** `Friday` within the last week, else `3 July`. */
function nearName(day: IsoDate, today: IsoDate): string {
  return printDate(day, daysBetween(day, today) < 7 ? "weekday" : "day");
}

function optionsOf(rest: readonly unknown[]): Options {
  return rest.at(-1) as Options;
}

function mistake(message: string, rest: readonly unknown[]): TemplateMistake {
  return new TemplateMistake(message, { line: optionsOf(rest)?.loc?.start.line ?? null });
}
