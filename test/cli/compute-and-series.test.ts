import { describe, expect, it } from "vitest";
import { fileOf, outFiles, projectCopy, smallProject, tracker, writeFile } from "../support/command-line.ts";

const DATE = "2025-09-18";

describe.concurrent("compute", () => {
  it("prints a table of a section's figures and makes no issue", async () => {
    const root = projectCopy();
    const { exit, out, err } = await tracker(root, "compute", "ig-spread", DATE, "--sample");
    expect({ exit, err }).toEqual({ exit: 0, err: "" });
    expect(out).toMatch(
      /^Investment-grade spread, 2025-09-18 \(simulated\)\n\nfigure +value +unit +as of +method\n/,
    );
    expect(out).toMatch(/^ig-spread\.level +\S+ +bp +2025-09-18 +as observed$/m);
    expect(outFiles(root)).toEqual([]);
  });

  it("hands programs the view with units and inputs, as the issue has it", async () => {
    const root = smallProject();
    const { out } = await tracker(root, "compute", "ig-spread", DATE, "--sample", "--json");
    const told = JSON.parse(out);
    expect(told).toMatchObject({ date: DATE, simulated: true, section: "ig-spread", unavailable: null });
    expect(told.view.main.level).toMatchObject({
      kind: "figure",
      unit: "bp",
      inputs: [{ series: "US.ICE.IG.OAS", date: DATE }],
    });
    await tracker(root, "build", DATE, "--sample", "--only", "md");
    const report = JSON.parse(fileOf(root, `out/${DATE}/report.json`));
    expect(told.view).toEqual(report.sections.find((one: { id: string }) => one.id === "ig-spread").view);
  });

  it("says what cannot be computed, from an archive in which nothing is", async () => {
    const { exit, out } = await tracker(projectCopy(), "compute", "ig-spread", DATE);
    expect(exit).toBe(0);
    expect(out).toContain("no-observation (");
  });

  it("of what is no section, or no trading day, is a fault", async () => {
    const root = projectCopy();
    expect(await tracker(root, "compute", "ig-sprea", DATE, "--sample")).toMatchObject({
      exit: 2,
      out: "",
      faults: [expect.stringContaining('Did you mean "ig-spread"?')],
    });
    expect((await tracker(root, "compute", "ig-spread", "2025-11-01", "--sample")).exit).toBe(1);
  });
});

describe.concurrent("series", () => {
  it("prints one series as CSV to stdout alone, cut to the days asked for", async () => {
    const span = ["--from", "2025-09-16", "--to", DATE];
    const { exit, out, err } = await tracker(
      projectCopy(),
      "series",
      "UST.10Y",
      "--sample",
      ...span,
      "--csv",
    );
    expect({ exit, err }).toEqual({ exit: 0, err: "" });
    const lines = out.trimEnd().split("\n");
    expect(lines[0]).toBe("date,value,unit,source,place,line");
    expect(lines.slice(1).map((line) => line.slice(0, 10))).toEqual(["2025-09-16", "2025-09-17", DATE]);
    expect(lines[1]).toMatch(/^2025-09-16,\d\.\d+,percent,sample,simulation\/UST\.10Y,$/);
  });

  it("reads a folder with file and line of each value, a missing one empty", async () => {
    const root = projectCopy();
    writeFile(root, "desk/UST.10Y.csv", "date,value\n2025-09-16,4.04\n2025-09-17,\n2025-09-18,4.11\n");
    const { out } = await tracker(root, "series", "UST.10Y", "--data", `${root}/desk`, "--csv");
    expect(out.split("\n").slice(1, 4)).toEqual([
      "2025-09-16,4.04,percent,directory,UST.10Y.csv,2",
      "2025-09-17,,percent,directory,UST.10Y.csv,3",
      "2025-09-18,4.11,percent,directory,UST.10Y.csv,4",
    ]);
    const json = await tracker(root, "series", "UST.10Y", "--data", `${root}/desk`, "--json");
    expect(JSON.parse(json.out).rows[1]).toMatchObject({ date: "2025-09-17", value: null, line: 3 });
  });

  it("of an unknown id, a wrong date or two forms at once is wrong usage", async () => {
    const root = projectCopy();
    const refused = async (...words: string[]) => {
      const { exit, out, faults } = await tracker(root, "series", ...words, "--sample");
      expect({ exit, out }).toEqual({ exit: 2, out: "" });
      return faults[0];
    };
    expect(await refused("UST.10")).toContain('There is no series "UST.10". Did you mean "UST.10Y"?');
    expect(await refused("UST.10Y", "--from", "yesterday")).toBe(
      '--from is no date: "yesterday". Write it as 2025-11-05.',
    );
  });
});
