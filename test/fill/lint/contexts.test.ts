import { beforeAll, describe, expect, it } from "vitest";
import type { Built } from "../../../pipeline/build.ts";
import { isFigure, opened } from "../../../pipeline/fill/closed-view.ts";
import { fill } from "../../../pipeline/fill/fill.ts";
import { contextsOf, layoutSlots } from "../../../pipeline/fill/lint/contexts.ts";
import type { ReadyTemplates } from "../../../pipeline/fill/templates.ts";
import { readJob } from "../../../pipeline/job.ts";
import type { IssueCorrection } from "../../../pipeline/model/correction.ts";
import { ReportSchema } from "../../../pipeline/model/report.ts";
import { allSections } from "../../../pipeline/sections/all.ts";
import type { Shape } from "../../../pipeline/sections/shape.ts";
import { builtIssue, paperWorld, projectRoot } from "../../support/worlds.ts";

const DAY = "2026-11-20";
const NOW = "2026-11-20T22:00:00Z";
const contexts = contextsOf(allSections);

/** Where a value is not what its shape says. */
function misfits(shape: Shape, given: unknown, at: string): readonly string[] {
  const value = opened(given);
  const ok = (fits: boolean) => (fits ? [] : [`${at} is no ${shape.kind}`]);
  switch (shape.kind) {
    case "nullable":
      return value === null || value === undefined ? [] : misfits(shape.of, value, at);
    case "object":
    case "chart": {
      const names = typeof value === "object" && value !== null ? Object.keys(value) : ["nothing"];
      const strangers = names.filter((name) => !Object.hasOwn(shape.fields, name));
      return [
        ...strangers.map((name) => `${at}.${name} is in no shape`),
        ...Object.entries(shape.fields).flatMap(([name, field]) =>
          misfits(field, (value as Record<string, unknown> | null)?.[name], `${at}.${name}`),
        ),
      ];
    }
    case "list":
      return Array.isArray(value)
        ? value.slice(0, 50).flatMap((item, index) => misfits(shape.of, item, `${at}[${index}]`))
        : ok(false);
    case "enum":
      return ok(shape.values.some((known) => known === value));
    case "figure":
      return ok(isFigure(value));
    case "text":
      return ok(typeof value === "string" && (!shape.date || /^\d{4}-\d\d-\d\d$/.test(value)));
    case "number":
    case "boolean":
      return ok(typeof value === shape.kind);
    default:
      return [`${at} is ${shape.kind}: no field of a view is left open`];
  }
}

/** Templates that hand over what they are shown and say a word. */
function probes(seen: Map<string, unknown>): ReadyTemplates {
  (globalThis as { shown?: unknown }).shown = (name: string, context: unknown) => seen.set(name, context);
  const says = (name: string) =>
    name === "issue.md.hbs" ? "# [[title]]\\n\\n[[changed]] [[sections]]" : "x";
  return Object.fromEntries(
    Object.keys(contexts).map((name) => [
      name,
      {
        code: `{"compiler":[8,">= 4.3.0"],"main":(_, context) => { shown("${name}", context); return "${says(name)}"; },"useData":true}`,
        lines: {},
      },
    ]),
  );
}

/** The project's world with layouts that print the names of their slots. */
function worldOfSlots(printed: string[]) {
  const world = paperWorld(NOW);
  const read = async (path: string) =>
    path.includes("/templates/layouts/")
      ? new TextEncoder().encode("{{#each this}}{{@key}} {{/each}}")
      : world.files.read(path);
  const print = async ({ html }: { readonly html: string }) => {
    printed.push(html);
    return new TextEncoder().encode("a page");
  };
  return { ...world, files: { ...world.files, read }, printer: { ...world.printer, print } };
}

const textOf = (bytes: Uint8Array | undefined) => new TextDecoder().decode(bytes);
const namesIn = (text: string | undefined) => text?.trim().split(/\s+/).sort();

describe("what lint takes templates to see", () => {
  let built: Built;
  const printed: string[] = [];
  beforeAll(async () => {
    built = await builtIssue(DAY, { world: worldOfSlots(printed) });
  });

  it("is what each of them is shown when an issue is filled", async () => {
    const seen = new Map<string, unknown>();
    const job = await readJob({ root: projectRoot, date: DAY }, allSections, paperWorld(NOW));
    const [first, ...others] = built.report.sections;
    const unavailable = { kind: "no-headline", names: [], newest: null, until: null, count: null } as const;
    const report = ReportSchema.parse({
      ...built.report,
      sections: [...others, first!, { ...first!, view: null, unavailable }],
    });
    const correction: IssueCorrection = {
      cause: "typo",
      note: "A line was wrong.",
      on: DAY,
      editions: {
        free: { replaces: `${DAY}/free/1`, changes: [{ id: "a.b", name: "A: b", was: "1", is: null }] },
      },
    };
    fill(report, { ...job.content, correction }, probes(seen), job.edition);
    const shown = [...seen].flatMap(([name, context]) => misfits(contexts[name]!, context, name));
    expect(shown).toEqual([]);
    const chosen = built.report.sections.map(({ id }) => `sections/${id}.md.hbs`);
    expect([...seen.keys()].sort()).toEqual(
      [...Object.keys(contexts).filter((name) => !name.startsWith("sections/")), ...chosen].sort(),
    );
  });

  it("are the slots that each layout is given", () => {
    const slots = (name: string) => Object.keys((layoutSlots[name] as { fields: object }).fields).sort();
    expect(namesIn(textOf(built.artifacts["issue.html"]))).toEqual(slots("layouts/web.html.hbs"));
    expect(namesIn(textOf(built.artifacts["email.html"]))).toEqual(slots("layouts/email.html.hbs"));
    expect(namesIn(printed[0])).toEqual(slots("layouts/print.html.hbs"));
  });
});
