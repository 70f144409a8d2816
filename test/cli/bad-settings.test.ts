import { describe, expect, it } from "vitest";
import { changeFile, outFiles, projectCopy, tracker, writeFile } from "../support/command-line.ts";

/** The faults of a project of which one thing was changed. */
async function faultsAfter(change: (root: string) => void): Promise<readonly string[]> {
  const root = projectCopy();
  change(root);
  const { exit, out, faults } = await tracker(root, "build", "2025-09-18", "--sample", "--only", "md");
  expect(outFiles(root)).toEqual([]);
  expect({ exit, out }).toEqual({ exit: 1, out: "" });
  return faults;
}
const settings = "content/tracker.yaml";

describe.concurrent("content/tracker.yaml", () => {
  it("with a section that is none is refused by line, with the nearest", async () => {
    expect(
      await faultsAfter((root) => changeFile(root, settings, "ig-spread, policy", "ig-spred, policy")),
    ).toEqual([
      `${settings}:4 [sections.3]: There is no section "ig-spred". Did you mean "ig-spread"? There are: key-figures, headlines, models, regime, sector-attribution, ig-spread, mag7, policy-path, rate-sensitivity, signals, anchors, rates-shock, watch.`,
    ]);
  });

  it("with a setting that is none and one of the wrong kind is told of both, in the order of their lines", async () => {
    const faults = await faultsAfter((root) => {
      changeFile(root, settings, "edition: free\n", "edition: free\ncolour: red\n");
      changeFile(root, settings, "perTheme: 8", "perTheme: eight");
    });
    expect(faults).toEqual([
      `${settings}:4 [colour]: There is no setting "colour" here. Remove it or correct its name.`,
      `${settings}:18 [headlines.perTheme]: Invalid input: expected number, received string. Correct the line.`,
    ]);
  });

  it("with a gap between bands names the band's line and the gap", async () => {
    expect(
      await faultsAfter((root) =>
        changeFile(root, settings, "to: 110, label: carry", "to: 105, label: carry"),
      ),
    ).toEqual([
      `${settings}:50 [ig.bands.US.ICE.IG.OAS.2]: The bands have a fault before this one: nothing covers 105 to 110. Bands go from 0 to null (and above), each beginning where the one before ends.`,
    ]);
  });

  it("with a tab is refused at the tab's line", async () => {
    const [fault] = await faultsAfter((root) =>
      changeFile(root, settings, "  index: SPX\n  longYield", "\tindex: SPX\n  longYield"),
    );
    expect(fault).toBe(
      `${settings}:9: The file is not YAML: Tabs are not allowed as indentation. Put spaces in place of the tab.`,
    );
  });

  it("that is empty is refused, and so is all else that is wrong beside it", async () => {
    const faults = await faultsAfter((root) => {
      writeFile(root, settings, "");
      writeFile(root, "content/sources.yaml", "");
      writeFile(root, "content/calendar/fomc.csv", "");
    });
    expect(faults).toEqual([
      `${settings}: The file is empty or no list of settings. Correct the line.`,
      "content/sources.yaml: The file is empty or no list of settings. Correct the line.",
      "content/calendar/fomc.csv: The header what,date is expected; found an empty file. Give it that header.",
    ]);
  });
});

describe.concurrent("a template", () => {
  const template = "templates/sections/ig-spread.md.hbs";

  it("with a slip in a field's name is refused with template, line and the name that was meant", async () => {
    const [fault, ...more] = await faultsAfter((root) =>
      writeFile(root, template, "## Investment-grade spread\n\n{{view.cycleStrat}}\n"),
    );
    expect(more).toEqual([]);
    expect(fault).toBe(
      `${template}:3: There is no field "cycleStrat". Did you mean "cycleStart"? Correct the template; templates/README.md lists fields and helpers.`,
    );
  });

  it("with a block that is never closed is refused with its line", async () => {
    const [fault] = await faultsAfter((root) => writeFile(root, template, "{{#if view.main}}\nno end\n"));
    expect(fault).toContain(`${template}:1: The template cannot be read: {{#if}} is never closed.`);
  });

  it("with a helper that is none is refused with the nearest one", async () => {
    const [fault] = await faultsAfter((root) => writeFile(root, template, "{{figur view.main}}\n"));
    expect(fault).toContain(`${template}:1: There is no helper "figur". Did you mean "figure"?`);
  });
});
