import { describe, expect, it } from "vitest";
import { templateShelf } from "../../../pipeline/desk/preview/template-shelf.ts";
import { projectTemplates } from "../../support/preview-project.ts";
import { paperWorld } from "../../support/worlds.ts";

const SECTION = "sections/ig-spread.md.hbs";
const PARTIAL = "partials/spread-rank.md.hbs";

describe("templates that are kept ready", () => {
  it("are compiled again one by one, each when its text is another", async () => {
    const templates = projectTemplates();
    const shelf = templateShelf(paperWorld());
    const first = await shelf(templates);
    expect(await shelf({ ...templates })).toBe(first);
    const second = await shelf({ ...templates, [SECTION]: `${templates[SECTION]}More.` });
    const renewed = Object.keys(second).filter((name) => second[name] !== first[name]);
    expect(renewed).toEqual([SECTION]);
    expect(second[SECTION]?.code).toContain("More.");
  });

  it("miss a partial that is gone, in a template that did not change", async () => {
    const { [PARTIAL]: _, ...fewer } = projectTemplates();
    const shelf = templateShelf(paperWorld());
    await shelf(projectTemplates());
    await expect(shelf(fewer)).rejects.toThrow(/spread-rank/);
    await expect(shelf(projectTemplates())).resolves.toHaveProperty([PARTIAL]);
  });

  it("tell every mistake of all of them, as a build does", async () => {
    const templates = projectTemplates();
    const shelf = templateShelf(paperWorld());
    await shelf(templates);
    const wrong = { ...templates, [SECTION]: "{{> nowhere}}", [PARTIAL]: "{{{raw}}}" };
    const fault = await shelf(wrong).catch((error: unknown) => String(error));
    expect(fault).toMatch(/ig-spread\.md\.hbs:1.*nowhere/);
    expect(fault).toMatch(/spread-rank\.md\.hbs:1/);
  });
});
