import { describe, expect, it } from "vitest";
import { z } from "zod";
import { compileTemplates } from "../../../pipeline/fill/compile-templates.ts";
import { lintTemplates } from "../../../pipeline/fill/lint/lint.ts";
import { BarsChartSchema, LineChartSchema, StepsChartSchema } from "../../../pipeline/model/chart.ts";
import { FigureSchema } from "../../../pipeline/model/figure.ts";
import { IsoDateSchema } from "../../../pipeline/model/unit.ts";
import { allSections } from "../../../pipeline/sections/all.ts";
import { shippedTemplates } from "../../support/shipped-templates.ts";

const Part = z.strictObject({ name: z.string() });
const View = z.strictObject({
  name: z.string(),
  level: FigureSchema,
  day: IsoDateSchema.nullable(),
  move: z.enum(["wider", "tighter"]),
  told: z.boolean(),
  count: z.int(),
  rows: z.array(
    z.strictObject({ name: z.string(), change: FigureSchema.nullable(), tags: z.array(z.string()) }),
  ),
  mean: z.strictObject({ level: FigureSchema }).nullable(),
  bars: BarsChartSchema,
  steps: StepsChartSchema,
  line: LineChartSchema.extend({ levels: z.array(Part), points: z.array(Part) }).nullable(),
  named: LineChartSchema.extend({
    levels: z.array(Part.extend({ name: z.enum(["mean"]) })),
    points: z.array(Part.extend({ name: z.enum(["high", "low"]) })),
    others: z.array(Part.extend({ name: z.literal("long") })).optional(),
  }),
});
const sections = [{ id: "spread", view: View }];

/** The faults of a section's template, without the sentence that ends each. */
function faultsIn(section: string, others: Readonly<Record<string, string>> = {}): readonly string[] {
  const templates = { "sections/spread.md.hbs": section, ...others };
  return lintTemplates(templates, sections).faults.map(({ place, message }) => `${place}: ${message}`);
}
const faultIn = (section: string) =>
  faultsIn(section).map((fault) => fault.replace("templates/sections/spread.md.hbs:", ""));

describe("a template that is sound", () => {
  it.each([
    '{{view.name}} {{figure view.level decimals=1}} {{date view.day style="short"}} {{date view.level}}',
    "{{#with view}}{{#each rows}}{{@index}} {{name}} {{../name}} {{#if @first}}{{change change}}{{/if}}{{/each}}{{/with}}",
    "{{#each view.rows as |row place|}}{{row.name}} {{place}} {{#each row.tags}}{{this}} {{row.name}} {{@../index}}{{/each}}{{/each}}",
    "{{#list view.rows}}{{name}} of {{../view.name}}{{/list}} {{view.rows.length}} {{view.rows.[0].name}}",
    '{{#if (is view.move "wider" "tighter")}}{{size view.level}}{{else if view.told}}{{words view.count}}{{/if}}',
    "{{#with view.mean}}{{figure level}}{{else}}n/a{{/with}} {{figure view.mean.level}}",
    '{{#vary}}a{{or}}b{{/vary}}{{#chart view.named mean="mean" high="high" long="long" end="now"}}At {{figure view.level}}.{{/chart}}',
    '{{#chart view.line mean="mean"}}A line.{{/chart}}{{#chart view.steps start="now"}}Steps.{{/chart}}',
    "{{#if note}}{{@root.date}}{{/if}}".replace("{{@root.date}}", "{{date @root.date}}"),
    '{{#unless (all view.told (more view.count 3))}}{{text (lookup view "name")}}{{/unless}}',
    '![{{view.name}}](a.png) <img src="{{view.name}}" alt=""> {{!-- {{nope}} ![](x) --}}',
  ])("passes: %s", (template) => {
    expect(faultIn(template)).toEqual([]);
  });

  it("is every template that is shipped, and none is left uncalled", () => {
    const { faults, unused, templates, paths } = lintTemplates(shippedTemplates, allSections);
    expect([faults, unused]).toEqual([[], []]);
    expect(templates).toBe(Object.keys(shippedTemplates).length);
    expect(paths).toBeGreaterThan(2500);
  });

  it("is as sound after it has been compiled", () => {
    const before = JSON.stringify(lintTemplates(shippedTemplates, allSections));
    compileTemplates(shippedTemplates);
    expect(JSON.stringify(lintTemplates(shippedTemplates, allSections))).toBe(before);
  });
});

describe("a path", () => {
  it.each([
    ["{{view.nmae}}", '1: There is no field "nmae". Did you mean "name"?'],
    [
      "{{#with view}}\n{{#each rows}}{{naem}}{{/each}}{{/with}}",
      '2: There is no field "naem". Did you mean "name"?',
    ],
    [
      "{{#with view.mean}}{{../view.levle.x}}{{/with}}",
      '1: There is no field "levle". Did you mean "level"?',
    ],
    ["{{#with view}}{{../../date}}{{/with}}", '1: "../../date" goes above what the template sees.'],
    ["{{figure view.level.value}}", '1: "value" is asked of a figure. Print it with {{figure …}}.'],
    ["{{view.name.length}}", '1: "length" is asked of text, which has no fields.'],
    ["{{@index}}", '1: "@index" is known inside {{#each}} only.'],
    ["{{#each view.rows}}{{@indxe}}{{/each}}", '1: There is no "@indxe". Did you mean "index"?'],
    ["{{#if view.tol}}{{/if}}", '1: There is no field "tol". Did you mean "told"?'],
    ["{{#if (any view.told view.mvoe)}}{{/if}}", '1: There is no field "mvoe". Did you mean "move"?'],
    ["{{#each view.rows as |row|}}{{row.nam}}{{/each}}", '1: There is no field "nam". Did you mean "name"?'],
    ["{{date view.day style=view.stlye}}", '1: There is no field "stlye".'],
    ['{{text (lookup view "nmae")}}', '1: There is no field "nmae". Did you mean "name"?'],
    ["{{#each view.name}}{{/each}}", "1: {{#each}} walks a list and is given text."],
  ])("%s is refused with its line and the nearest", (template, fault) => {
    expect(faultIn(template)).toEqual([expect.stringContaining(fault)]);
  });
});

describe("a helper", () => {
  it.each([
    ["{{figrue view.level}}", 'There is no helper "figrue". Did you mean "figure"?'],
    ["{{#varry}}a{{/varry}}", 'There is no helper "varry". Did you mean "vary"?'],
    ['{{#if (si view.move "wider")}}{{/if}}', 'There is no helper "si".'],
    ["{{figure view.name}}", 'The helper "figure" wants a figure and is given text.'],
    ["{{date view.name}}", 'The helper "date" wants a date or a figure and is given text.'],
    ["{{Text view.level}}", 'The helper "Text" wants a name or a word and is given a figure.'],
    ["{{#list view.name}}{{this}}{{/list}}", 'The helper "list" wants a list and is given text.'],
    ["{{#if (more view.name 3)}}{{/if}}", 'The helper "more" wants a figure or a number and is given text.'],
    ["{{#chart view.level}}x{{/chart}}", 'The helper "chart" wants a chart and is given a figure.'],
    ["{{figure}}", 'The helper "figure" wants one word and is given 0.'],
    ["{{figure view.level 1}}", 'The helper "figure" wants one word and is given 2.'],
    ["{{figure view.level decimal=1}}", 'takes no "decimal". Did you mean "decimals"?'],
    [
      '{{figure view.level decimals="1"}}',
      'The helper "figure decimals=" wants a number and is given a word.',
    ],
    ['{{date view.day style="shrot"}}', 'This is never "shrot". Did you mean "short"?'],
    ["{{list view.rows}}", '"list" is a block: write {{#list …}}…{{/list}}.'],
    ["{{is view.told true}}", '"is" stands in brackets only'],
    ["{{#figure view.level}}{{/figure}}", '"figure" is no block: write {{figure …}}.'],
    ["{{#list view.rows}}{{else}}none{{/list}}", "{{#list}} has no {{else}}."],
    ["{{#list view.rows as |row|}}{{row.name}}{{/list}}", '{{#list}} gives no names: "as |row|"'],
    ["{{or}}", "{{or}} parts the variants of {{#vary}}"],
    ["{{#if (any view.rows view.told)}}{{/if}}", "A list is there for (any …) even when it is empty."],
  ])("is refused in %s", (template, fault) => {
    expect(faultIn(template)).toContainEqual(expect.stringContaining(fault));
  });
});

describe("a comparison", () => {
  it.each([
    ['(is view.move "widr")', 'This is never "widr". Did you mean "wider"?'],
    ['(is view.move "wider" "tigter")', 'This is never "tigter". Did you mean "tighter"?'],
    ['(is view.told "yes")', 'This is never "yes". There are: true, false.'],
    ['(is view.count "1")', 'A number is never "1".'],
    ["(is view.name 1)", "Text is never 1."],
    ["(is view.level 1)", "A figure is never equal to anything."],
  ])("%s that never holds is refused", (test, fault) => {
    expect(faultIn(`{{#if ${test}}}{{/if}}`)).toEqual([expect.stringContaining(fault)]);
  });

  it("of a partial is refused only where no caller has the word, and its branch is theirs who have", () => {
    const partial = '{{#if (is axis "growth")}}{{figure level}}{{/if}}';
    const called = (axis: string, from = "view") => `{{#with ${from}}}{{> axis axis="${axis}"}}{{/with}}`;
    const files = { "partials/axis.md.hbs": partial };
    expect(faultsIn(called("growth") + called("prices", "view.rows.[0]"), files)).toEqual([]);
    expect(faultsIn(called("prices"), files)).toEqual([
      'templates/partials/axis.md.hbs:1: This is never "growth". Did you mean "prices"?'.replace(
        'Did you mean "prices"?',
        "There are: prices.",
      ),
    ]);
  });
});

describe("what prints without a helper", () => {
  it.each([
    ["{{view.level}}", "The figure view.level is printed without a helper. Write {{figure view.level}}"],
    ["{{view}}", "view is a group of fields. Name one of them: name, level"],
    ["{{view.rows}}", "The list view.rows is printed bare."],
    ["{{view.told}}", 'view.told is a yes or no and prints as "true".'],
    ["{{view.day}}", "The date view.day is printed as it is stored. Write {{date view.day}}."],
    ["{{view.bars}}", "The chart view.bars is printed bare."],
    ["{{{view.name}}}", "A triple-stash prints words unescaped. Use two braces."],
    ["{{&view.name}}", "A triple-stash prints words unescaped. Use two braces."],
  ])("is refused: %s", (template, fault) => {
    expect(faultIn(template)).toEqual([expect.stringContaining(fault)]);
  });
});

describe("an image or a chart", () => {
  it.each([
    ["a\n\n![ ](a.png)", "3: An image without alt text."],
    ['{{#if note}}\n<img src="a.png"\n  width="3">{{/if}}', "2: An <img> without alt text."],
    ["{{#chart view.bars}} {{!-- nothing --}} {{/chart}}", "1: A chart without alt text"],
    ['{{#chart view.bars mean="mean"}}x{{/chart}}', "1: This kind of chart has no words"],
    ['{{#chart view.steps strat="now"}}x{{/chart}}', '1: The chart has no "strat". Did you mean "start"?'],
    ['{{#chart view.named hihg="high"}}x{{/chart}}', '1: The chart has no "hihg". Did you mean "high"?'],
  ])("is refused in %s", (template, fault) => {
    expect(faultIn(template)).toEqual([expect.stringContaining(fault)]);
  });
});

describe("a partial", () => {
  it("sees what its call hands it by name, and nothing above it", () => {
    const files = { "partials/row.md.hbs": "{{name}} {{figure own}} {{../name}}" };
    expect(faultsIn("{{#each view.rows}}{{> row own=../view.level}}{{/each}}", files)).toEqual([
      expect.stringContaining("Hand it over by name where the partial is called."),
    ]);
  });

  it("that one of its callers cannot give a field is refused with that caller", () => {
    const files = { "partials/level.md.hbs": "\n{{figure level}}" };
    expect(faultsIn("{{> level view}}\n{{#each view.rows}}\n{{> level}}{{/each}}", files)).toEqual([
      'templates/partials/level.md.hbs:2: There is no field "level". There are: name, change, tags. It is called so in templates/sections/spread.md.hbs:3.',
    ]);
  });

  it("that is none is refused with the nearest, and one that nobody calls is looked at and named", () => {
    const linted = lintTemplates(
      { "sections/spread.md.hbs": "{{> levle}}", "partials/level.md.hbs": "{{figrue x}}" },
      sections,
    );
    expect(linted.faults.map(({ message }) => message)).toEqual([
      'There is no helper "figrue". Did you mean "figure"?',
      'There is no partial "levle". Did you mean "level"?',
    ]);
    expect(linted.unused).toEqual(["partials/level.md.hbs"]);
  });

  it("that calls itself, or another that calls it, is refused at the call", () => {
    const files = {
      "partials/a.md.hbs": "x {{#if note}}\n{{> b}}{{/if}}",
      "partials/b.md.hbs": "{{> a}}",
      "partials/self.md.hbs": "\n\n{{#if note}}{{> self}}{{/if}}",
    };
    expect(faultsIn("{{> a}}{{> self}}{{view.nmae}}", files)).toEqual([
      expect.stringContaining("templates/partials/b.md.hbs:1: A template that loops: a calls b calls a."),
      expect.stringContaining("templates/partials/self.md.hbs:3: A template that loops: self calls self."),
      expect.stringContaining('There is no field "nmae"'),
    ]);
  });
});

describe("layouts and the issue", () => {
  it("know their slots", () => {
    const files = {
      "layouts/web.html.hbs":
        "{{date}} {{contnets}}\n{{#each contents}}{{nmae}}{{/each}}{{{body}}}<img src=x>",
      "issue.md.hbs": "# [[title]]\n\n[[standfrist]]",
    };
    expect(faultsIn("", files)).toEqual([
      'templates/issue.md.hbs:3: There is no [[standfrist]]. Did you mean "standfirst"?',
      'templates/layouts/web.html.hbs:1: There is no field "contnets". Did you mean "contents"?',
      expect.stringContaining("templates/layouts/web.html.hbs:2: An <img> without alt text."),
      'templates/layouts/web.html.hbs:2: There is no field "nmae". Did you mean "name"?',
      expect.stringContaining("templates/layouts/web.html.hbs:2: A triple-stash"),
    ]);
  });
});
