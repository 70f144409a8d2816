import { mkdirSync, writeFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { lintCommand } from "../../pipeline/cli/lint-command.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { projectRoot } from "../support/worlds.ts";

const invocation = { arguments: [], environment: {}, root: projectRoot, terminal: false };

/** A project that has these templates and nothing else. */
function projectOf(templates: Readonly<Record<string, string>>): string {
  const root = temporaryFolder();
  for (const folder of ["sections", "partials"])
    mkdirSync(`${root}/templates/${folder}`, { recursive: true });
  for (const [name, text] of Object.entries(templates)) writeFileSync(`${root}/templates/${name}`, text);
  return root;
}

describe("lint", () => {
  it("counts templates and paths where nothing is wrong", async () => {
    const { exit, text, json } = await lintCommand(invocation, [], {});
    expect([exit, text]).toEqual([
      0,
      expect.stringMatching(/^Nothing is wrong with \d+ templates: [\d,]+ paths followed\.$/),
    ]);
    expect(json).toMatchObject({ faults: [], unused: [] });
  });

  it("tells every mistake of every template, by template and line", async () => {
    const root = projectOf({
      "sections/watch.md.hbs": "{{#with view}}\n{{horizonDay}}\n{{figure nearest.levle}}{{/with}}",
      "partials/spare.md.hbs": "{{{name}}}",
      "title.md.hbs": "{{#if}",
    });
    await expect(lintCommand(invocation, [], { root })).rejects.toMatchObject({
      faults: [
        { place: "templates/partials/spare.md.hbs:1", message: expect.stringContaining("triple-stash") },
        { place: "templates/sections/watch.md.hbs:2", message: expect.stringContaining('"horizonDays"') },
        { place: "templates/sections/watch.md.hbs:3", message: expect.stringContaining('"level"') },
        { place: "templates/title.md.hbs:1", message: expect.stringContaining("cannot be read") },
      ],
    });
  });

  it("names a partial that no template calls, and a folder without templates", async () => {
    const root = projectOf({ "partials/spare.md.hbs": "{{name}}" });
    expect((await lintCommand(invocation, [], { root })).text).toBe(
      "templates/partials/spare.md.hbs: No template calls it. Call it, or take it away.\n" +
        "Nothing is wrong with 1 template: 1 path followed.",
    );
    await expect(lintCommand(invocation, [], { root: temporaryFolder() })).rejects.toThrow(
      "/templates: There are no templates here. Name the project's folder with --root.",
    );
  });
});
