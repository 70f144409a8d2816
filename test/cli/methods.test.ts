import { describe, expect, it } from "vitest";
import { fileOf, smallProject, tracker } from "../support/command-line.ts";

const DATE = "2025-09-18";

describe.concurrent("methods", () => {
  it("prints the formulas as the program has them, as Markdown or for programs", async () => {
    const root = smallProject();
    const { exit, out } = await tracker(root, "methods");
    expect(exit).toBe(0);
    expect(out).toMatch(/^# Method\n\n## Formulas\n/);
    expect(out).toContain("**standardDeviation**");
    const { formulas, date } = JSON.parse((await tracker(root, "methods", "--json")).out);
    expect(date).toBeNull();
    expect(formulas).toContainEqual(expect.objectContaining({ file: "statistics.ts", name: "quantile" }));
  });

  it("gives of a built issue how each printed figure is made", async () => {
    const root = smallProject();
    expect((await tracker(root, "methods", DATE)).faults[0]).toContain("The issue was not built.");
    await tracker(root, "build", DATE, "--sample", "--only", "md");
    const { out } = await tracker(root, "methods", DATE);
    expect(out).toContain(`## Figures of the issue of ${DATE}\n`);
    expect(out).toContain("\n**Investment-grade spread**\n");
    expect(out).toMatch(/\| ig-spread\.level \| \d+ bp.* \| as observed \|/);
    expect((await tracker(root, "methods", "soon")).exit).toBe(2);
  });

  it("end the issue where build is asked for it, and a build without it is another one", async () => {
    const root = smallProject();
    await tracker(root, "build", DATE, "--sample", "--only", "md", "--appendix");
    expect(fileOf(root, `out/${DATE}/issue.md`)).toContain("\n## Method\n");
    await tracker(root, "build", DATE, "--sample", "--only", "md");
    expect(fileOf(root, `out/${DATE}/issue.md`)).not.toContain("\n## Method\n");
  });
});
