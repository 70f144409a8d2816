import { describe, expect, it } from "vitest";
import { compileTemplates } from "../../pipeline/fill/compile-templates.ts";
import { openTemplates, type ReadyTemplates } from "../../pipeline/fill/templates.ts";

const faultsOf = (templates: Readonly<Record<string, string>>) => {
  try {
    compileTemplates(templates);
  } catch (error) {
    return (error as Error).message.split("\n");
  }
  return [];
};

describe("templates made ready", () => {
  it("say the same after they have lain in a file", () => {
    const ready = compileTemplates({
      "issue.md.hbs": "{{#each names}}{{> name}} {{/each}}",
      "partials/name.md.hbs": "<{{this}}>\n",
    });
    const kept = JSON.parse(JSON.stringify(ready)) as ReadyTemplates;
    const say = openTemplates(kept, { text: (word) => String(word).toUpperCase() });
    expect(say("issue.md.hbs", { names: ["a", "b"] })).toBe("<A> <B> ");
  });

  it("tell the mistakes of all templates in one run, also of those that this issue would not say", () => {
    const faults = faultsOf({
      "sections/a.md.hbs": "{{figrue view.level}}",
      "sections/b.md.hbs": "fine\n\n{{> plaec}}",
      "partials/place.md.hbs": "{{{name}}}",
      "layouts/web.html.hbs": "{{{body}}}",
    });
    expect(faults).toHaveLength(3);
    expect(faults[0]).toContain('templates/sections/a.md.hbs:1: There is no helper "figrue".');
    expect(faults[1]).toContain('templates/sections/b.md.hbs:3: There is no partial "plaec".');
    expect(faults[2]).toContain("templates/partials/place.md.hbs:1: A triple-stash");
  });

  it("name the partial that asks for a field which is not there, not the template that calls it", () => {
    const ready = compileTemplates({
      "issue.md.hbs": "one\ntwo {{> name}}",
      "partials/name.md.hbs": "\n\n{{#if nmae}}x{{/if}}",
    });
    const say = openTemplates(ready, {});
    expect(() => say("issue.md.hbs", { name: "x" })).toThrow(
      'templates/partials/name.md.hbs:3: There is no field "nmae". Did you mean "name"?',
    );
  });
});
