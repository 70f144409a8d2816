import { closedView } from "../../fill/closed-view.ts";
import { compileTemplates } from "../../fill/compile-templates.ts";
import { type HelperSignature, helperSignatures } from "../../fill/helper-signatures.ts";
import { helpersFor } from "../../fill/helpers.ts";
import { openTemplates } from "../../fill/templates.ts";
import type { Figure } from "../../model/figure.ts";
import { withoutMarks } from "../../model/marks.ts";
import type { Unit } from "../../model/unit.ts";

const DAY = "2025-11-05";
const BEFORE = "2025-11-04";
const ORIGIN = { source: "guide", place: "guide", sha256: "", retrievedAt: null };

/** A figure of the guide's own day: its numbers are made up. */
function example(
  name: string,
  value: number,
  unit: Unit,
  { asOf = DAY, before = BEFORE }: { asOf?: string; before?: string } = {},
): Figure {
  const inputs = [before, asOf].map((date) => ({ series: name, date, value, unit, origin: ORIGIN }));
  return { kind: "figure", id: `guide.${name}`, value, unit, asOf, inputs, method: "as observed" };
}

const spread = example("spread", 81, "bp", { asOf: "2025-10-31" });

/** What the examples of helper-signatures.ts are printed of. */
const shown = {
  yield: example("yield", 4.166, "percent"),
  spread,
  index: example("index", 6796.29, "index"),
  widening: example("widening", 7, "bp"),
  fall: example("fall", -0.364, "percent"),
  old: example("old", 0, "bp", { before: "2025-10-31" }),
  unchanged: example("unchanged", 0.001, "percent"),
  percentile: example("percentile", 55.2, "percentile"),
  count: example("count", 9, "count"),
  nothing: null,
  name: "core prices, *m/m*",
  url: "https://example.org/a",
  day: DAY,
  state: "on",
  rows: [{ name: "Energy" }, { name: "Materials" }, { name: "Utilities" }],
  chart: {
    kind: "line",
    id: "guide-spread",
    unit: "bp",
    decimals: 0,
    dates: [BEFORE, DAY],
    values: [80, 81],
    end: spread,
    levels: [{ name: "mean", figure: spread }],
    points: [],
    bands: [],
  },
};

/** Each helper with what it prints, and its examples as they come out. */
export function helperTable(): string {
  const texts = Object.values(helperSignatures).flatMap(({ examples }) => examples);
  const named = Object.fromEntries(texts.map((text, index) => [`example-${index}.md.hbs`, text]));
  const helpers = helpersFor({
    date: DAY,
    previousDate: BEFORE,
    printed: () => undefined,
    drawn: (chart, _, alt) => `![${alt}](charts/${chart.id}.png)`,
  });
  const say = openTemplates(compileTemplates(named), helpers);
  const printed = new Map(
    Object.entries(named).map(([name, text]) => [text, withoutMarks(say(name, closedView(shown)))]),
  );
  const rows = Object.entries(helperSignatures).map(([name, signature]) => {
    const examples = signature.examples.map((text) => `${code(text)} ${code(printed.get(text) ?? "")}`);
    return `| ${code(usage(name, signature))} | ${signature.prints} | ${examples.join("<br>")} |`;
  });
  return ["| helper | prints | for example |", "|---|---|---|", ...rows].join("\n");
}

function usage(name: string, { form, takes, further, named }: HelperSignature): string {
  const words = [...takes, ...(further ? [further, "…"] : [])].map((taken) => WORD[taken] ?? taken);
  const byName = named === "words" ? ['name="word" …'] : Object.keys(named ?? {}).map((key) => `${key}=`);
  const call = [name, ...words, ...byName].join(" ");
  if (form === "test") return `(${call})`;
  return form === "block" ? `{{#${call}}}…{{/${name}}}` : `{{${call}}}`;
}

const WORD: Readonly<Record<string, string>> = {
  figure: "F",
  count: "F",
  date: "D",
  word: "W",
  list: "items",
  chart: "C",
  anything: "X",
};

/** As code in a cell of a table. */
function code(text: string): string {
  const fence = text.includes("`") ? "``" : "`";
  return `${fence}${text === "" ? " " : text.replaceAll("|", "\\|")}${fence}`;
}
