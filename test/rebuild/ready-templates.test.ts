import { describe, expect, it } from "vitest";
import { readyTemplates } from "../../pipeline/rebuild/ready-templates.ts";
import { keptOn } from "../../pipeline/world/kept.ts";
import { shippedTemplates } from "../support/shipped-templates.ts";

describe("templates of a build", () => {
  it("are refused for a slip in a branch that no figures of the day reach", async () => {
    const name = "sections/sector-attribution.md.hbs";
    const slip = shippedTemplates[name]!.replace("Not one sector moves", "Not one of {{words tabel.length}}");
    expect(slip).not.toBe(shippedTemplates[name]);
    const made = readyTemplates({ ...shippedTemplates, [name]: slip }, { kept: keptOn(null) });
    await expect(made).rejects.toThrow(
      `templates/${name}:4: There is no field "tabel". Did you mean "table"?`,
    );
  });

  it("are looked at once while they stay the same", async () => {
    const world = { kept: keptOn(null) };
    const made = await readyTemplates(shippedTemplates, world);
    expect(await readyTemplates({ ...shippedTemplates }, world)).toBe(made);
  });
});
