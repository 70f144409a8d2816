import { rmSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import {
  changeFile,
  fileOf,
  outFiles,
  type Ran,
  smallProject,
  tracker,
  writeFile,
} from "../support/command-line.ts";
import { dataDay, dataFolder } from "../support/data-folder.ts";

const out = `out/${dataDay}`;
const words = (data: string, ...more: readonly string[]) => [
  "build",
  dataDay,
  "--data",
  data,
  "--only",
  "md",
  ...more,
];

// One project goes through these in their order: each begins where the one before ended.
describe("an issue that is there", () => {
  let root: string;
  let data: string;
  let first: Ran;
  beforeAll(async () => {
    [root, data] = [smallProject(), dataFolder()];
    first = await tracker(root, ...words(data));
  });
  const build = (...more: readonly string[]) => tracker(root, ...words(data, ...more));

  it("is not made again while nothing has changed, and says so", async () => {
    expect(first.exit).toBe(0);
    const { exit, out: text, err } = await build();
    expect({ exit, err }).toEqual({ exit: 0, err: "" });
    expect(text.split("\n")[0]).toBe(`${out}/ is up to date: nothing that it was made from has changed.`);
  });

  it("names its inputs without a place of this machine, those of the data folder and of the program aside", () => {
    const inputs = Object.keys(JSON.parse(fileOf(root, `${out}/build.json`)).inputs);
    expect(inputs).toEqual([...inputs].sort());
    expect(inputs.filter((path) => path.startsWith(root))).toEqual([]);
    expect(inputs).toEqual(expect.arrayContaining(["content/tracker.yaml", `${data}/fred/BAMLC0A0CM.csv`]));
  });

  it("answers programs in the same shape, made or found", async () => {
    const found = JSON.parse((await build("--json")).out);
    expect(found).toMatchObject({ date: dataDay, folder: out, unchanged: true });
    rmSync(join(root, out), { recursive: true });
    const made = JSON.parse((await build("--json")).out);
    expect(made).toEqual({ ...found, unchanged: false });
    expect(made.files).toContain("issue.md");
    expect(made.findings[0]).toEqual(
      expect.objectContaining({ gate: expect.any(String), verdict: expect.any(String) }),
    );
  });

  it("is made again when a number of its data changes, when a text comes and when it goes", async () => {
    const before = fileOf(root, `${out}/issue.md`);
    writeFile(data, "US.ICE.IG.OAS.csv", "date,value\n2025-11-04,97\n2025-11-05,95\n");
    expect((await build()).out).not.toContain("up to date");
    expect(fileOf(root, `${out}/issue.md`)).toContain("95 bp");
    rmSync(join(data, "US.ICE.IG.OAS.csv"));
    await build();
    expect(fileOf(root, `${out}/issue.md`)).toBe(before);
    writeFile(root, `content/issues/${dataDay}/ig-spread.md`, "A writer's sentence.");
    await build();
    expect(fileOf(root, `${out}/issue.md`)).toContain("A writer's sentence.");
  });

  it("is refused by check once an input is touched, and once a page is", async () => {
    writeFile(root, `content/issues/${dataDay}/ig-spread.md`, "Another sentence.");
    const touched = await tracker(root, "check", dataDay);
    expect(touched.exit).toBe(3);
    expect(touched.out).toContain(
      `content/issues/${dataDay}/ig-spread.md: Changed since the issue was built. Run: npx tracker build ${dataDay} with its source again.`,
    );
    await build();
    writeFile(root, `${out}/issue.md`, "Another issue.");
    const forged = await tracker(root, "check", dataDay, "--json");
    expect(forged.exit).toBe(3);
    expect(JSON.parse(forged.out).findings[0]).toMatchObject({ verdict: "refused" });
    expect(forged.out).toContain(`"place": "${out}/issue.md"`);
    await build();
    expect(fileOf(root, `${out}/issue.md`)).toContain("Another sentence.");
  });

  it("is filled again from what was computed, and computed again from what was collected", async () => {
    changeFile(root, "templates/sections/ig-spread.md.hbs", "## ", "## Today's ");
    for (const from of ["fill", "compute"]) {
      const ran = await tracker(root, "build", dataDay, "--from", from, "--only", "md");
      expect({ exit: ran.exit, faults: ran.faults }).toEqual({ exit: 0, faults: [] });
      expect(fileOf(root, `${out}/issue.md`)).toContain("## Today's ");
    }
    writeFile(data, "fred/BAMLC0A0CM.csv", "date,value\n2025-11-05,0.9\n");
    expect((await tracker(root, "check", dataDay)).out).toContain(
      `${data}/fred/BAMLC0A0CM.csv: Changed since`,
    );
  });

  it("loses the pages that a build of other forms does not make", async () => {
    await build("--only", "md,html");
    expect(outFiles(root)).toContain(`${dataDay}/issue.html`);
    writeFile(root, `${out}/notes-of-mine.txt`, "kept");
    await build("--only", "md");
    expect(outFiles(root)).not.toContain(`${dataDay}/issue.html`);
    expect(outFiles(root)).toContain(`${dataDay}/notes-of-mine.txt`);
  });
});

describe.concurrent("nothing to begin from", () => {
  it("is told by each command that needs an issue, with what to run", async () => {
    const root = smallProject();
    const run = `The issue was not built. Run: npx tracker build ${dataDay} with --data DIR or --sample.`;
    for (const [file, ...asked] of [
      ["ledger.json", "why", dataDay, "4.17%"],
      ["findings.json", "check", dataDay],
      ["snapshot.json", "build", dataDay, "--from", "compute"],
    ] as const)
      expect(await tracker(root, ...asked)).toMatchObject({
        exit: 1,
        out: "",
        faults: [`${out}/${file}: ${run}`],
      });
    expect(outFiles(root)).toEqual([]);
  });

  it("is a torn file of an earlier build, too", async () => {
    const root = smallProject();
    writeFile(root, `${out}/ledger.json`, '{"date":"2025-1');
    expect((await tracker(root, "why", dataDay, "4.17%")).faults).toEqual([
      `${out}/ledger.json: The file is not what a build writes. Run: npx tracker build ${dataDay} with --data DIR or --sample.`,
    ]);
  });
});
