import { dateStyles } from "../finance/date-words.ts";

/** What a helper takes in one place; null, which prints as "n/a", is taken everywhere but as a list. */
export type Taken = "figure" | "count" | "date" | "word" | "list" | "chart" | "number" | "anything";

/** How a helper of helpers.ts is written, what it prints, and an example over the figures of the template guide. */
export interface HelperSignature {
  /** `block` stands as {{#name}}…{{/name}}; a `test` only in brackets. */
  readonly form: "inline" | "block" | "test";
  readonly takes: readonly Taken[];
  /** Of any further words: `is` and its like take as many as they are given, but one at least. */
  readonly further?: Taken;
  /** By name; a list holds the only words that it may be. "words" leaves the names to the chart. */
  readonly named?: Readonly<Record<string, Taken | readonly string[]>> | "words";
  readonly prints: string;
  readonly examples: readonly string[];
}

const decimals = { decimals: "number" } as const;

/** By name, in the order in which templates/README.md tells of them. */
export const helperSignatures: Readonly<Record<string, HelperSignature>> = {
  figure: {
    form: "inline",
    takes: ["figure"],
    named: decimals,
    prints: "a level in its unit, `n/a` for null; `decimals` fixes the places",
    examples: [
      "{{figure yield}}",
      "{{figure spread}}",
      "{{figure index}}",
      "{{figure yield decimals=1}}",
      "{{figure nothing}}",
    ],
  },
  bare: {
    form: "inline",
    takes: ["figure"],
    named: decimals,
    prints: "the same without its unit, for tables whose head names it",
    examples: ["{{bare yield}}", "{{bare spread}}"],
  },
  change: {
    form: "inline",
    takes: ["figure"],
    named: decimals,
    prints: "always signed, with the true minus",
    examples: ["{{change widening}}", "{{change fall}}"],
  },
  bareChange: {
    form: "inline",
    takes: ["figure"],
    named: decimals,
    prints: "a change without its unit",
    examples: ["{{bareChange widening}}"],
  },
  size: {
    form: "inline",
    takes: ["figure"],
    named: decimals,
    prints: "without sign: the template says which way",
    examples: ["fell {{size fall}}"],
  },
  words: {
    form: "inline",
    takes: ["count"],
    prints: "a count in words up to twelve; also of a plain whole number",
    examples: ["{{words count}}", "{{words rows.length}}"],
  },
  Words: {
    form: "inline",
    takes: ["count"],
    prints: "the same at the beginning of a sentence",
    examples: ["{{Words count}}"],
  },
  ordinal: {
    form: "inline",
    takes: ["figure"],
    prints: "a rank or a percentile",
    examples: ["{{ordinal percentile}}"],
  },
  text: {
    form: "inline",
    takes: ["word"],
    prints: "a name or a word from outside, escaped: what a bare `{{name}}` does",
    examples: ["{{text name}}", "{{name}}"],
  },
  Text: {
    form: "inline",
    takes: ["word"],
    prints: "a name with a capital letter, for the beginning of a line or a cell",
    examples: ["{{Text name}}"],
  },
  link: {
    form: "inline",
    takes: ["word", "word"],
    prints: "a link with both parts escaped; the text alone if the address is null",
    examples: ["{{link name url}}"],
  },
  date: {
    form: "inline",
    takes: ["date"],
    named: { style: dateStyles },
    prints: "a date, or the day that a figure is of",
    examples: ["{{date day}}", ...dateStyles.slice(1).map((style) => `{{date day style="${style}"}}`)],
  },
  since: {
    form: "inline",
    takes: ["figure"],
    prints: "of a change: nothing if it is over one trading day, else since when",
    examples: ["unchanged{{since widening}}", "unchanged{{since old}}"],
  },
  asOf: {
    form: "inline",
    takes: ["figure"],
    prints: "nothing if the figure is of the issue's day, else of which",
    examples: ["{{figure yield}}{{asOf yield}}", "{{figure spread}}{{asOf spread}}"],
  },
  list: {
    form: "block",
    takes: ["list"],
    prints: "its block once an item, joined as in a sentence",
    examples: ["{{#list rows}}{{name}}{{/list}}"],
  },
  vary: {
    form: "block",
    takes: [],
    prints: "one of its variants, another one on each weekday in turn",
    examples: ["{{#vary}}rose{{or}}gained{{or}}added{{/vary}}"],
  },
  or: { form: "inline", takes: [], prints: "ends a variant of `{{#vary}}`", examples: [] },
  chart: {
    form: "block",
    takes: ["chart"],
    named: "words",
    prints:
      'a chart; the block is its alt text and states its numbers. `name="word"` words the chart\'s levels, points and further lines by their names, `end="word"` its own end; of steps `start` and `range`',
    examples: ['{{#chart chart mean="mean"}}Spread of a year, {{figure spread}} today.{{/chart}}'],
  },
  is: test(["anything"], "anything", "the first equals one of the others", '(is state "on" "watch")'),
  not: test(["anything"], null, "it is false, null, zero or an empty list", "(not nothing)"),
  any: test([], "anything", "one of them is there", "(any nothing yield)"),
  all: test([], "anything", "all of them are there", "(all nothing yield)"),
  more: test(["count", "count"], null, "the first is greater: figures or numbers", "(more count 3)"),
  up: {
    ...test(["figure"], null, "it rises as printed: a change that prints as 0 is flat", "(up widening)"),
    named: decimals,
  },
  down: { ...test(["figure"], null, "it falls as printed", "(down widening)"), named: decimals },
  flat: { ...test(["figure"], null, "it prints as zero", "(flat unchanged)"), named: decimals },
};

function test(takes: readonly Taken[], further: Taken | null, holds: string, call: string): HelperSignature {
  return {
    form: "test",
    takes,
    ...(further && { further }),
    prints: `holds if ${holds}`,
    examples: [`{{#if ${call}}}yes{{else}}no{{/if}}`],
  };
}
