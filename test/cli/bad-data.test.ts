import { beforeAll, describe, expect, it } from "vitest";
import { outFiles, projectCopy, tracker, writeFile } from "../support/command-line.ts";
import { changedFile, dataDay, dataFolder } from "../support/data-folder.ts";

let root: string;
beforeAll(() => {
  root = projectCopy();
});

const build = (folder: string) => tracker(root, "build", dataDay, "--data", folder, "--only", "md");

/** The faults of a data folder that must not become an issue. */
async function faultsOf(changes: Readonly<Record<string, string | null>>): Promise<readonly string[]> {
  const { exit, out, faults } = await build(dataFolder(changes));
  expect(outFiles(root)).toEqual([]);
  expect({ exit, out }).toEqual({ exit: 1, out: "" });
  return faults;
}

const TEN_YEAR = "fred/DGS10.csv";
const OAS = "fred/BAMLC0A0CM.csv";
const SECTORS = "equity/sp500_sector_daily_derived.csv";

describe.concurrent("a data folder", () => {
  it("without two needed files is refused for both", async () => {
    const put = (id: string) =>
      `Put it there, or as ${id}.csv with the columns date,value; or call the series optional in content/sources.yaml.`;
    expect(await faultsOf({ [TEN_YEAR]: null, "market/GSPC.csv": null })).toEqual([
      `market/GSPC.csv: The series SPX needs this file below the data folder, and it is not there. ${put("SPX")}`,
      `${TEN_YEAR}: The series UST.10Y needs this file below the data folder, and it is not there. ${put("UST.10Y")}`,
    ]);
  });

  it("that is not there is one fault and not one for each series", async () => {
    const { exit, faults } = await build("/nowhere/at/all");
    expect({ exit, faults }).toEqual({
      exit: 1,
      faults: ["/nowhere/at/all: The data folder is not there, or it is empty. Correct --data."],
    });
  });

  it("with bad rows in every file and in the paste lane is told of all in one run", async () => {
    const own = projectCopy();
    writeFile(own, `content/issues/${dataDay}/headlines.txt`, "14:00 GOLD | wire | javascript:alert(1)\n");
    const folder = dataFolder({
      ...changedFile(TEN_YEAR, "2025-11-04,4.1", "2025-11-04,n/a"),
      ...changedFile(SECTORS, "2025-11-05,Energy,0.03", "2025-11-05,Energy,x"),
      ...changedFile("fed_funds_futures/zq_derived.csv", "2025-11-05,2025-12,", "2025-11-05,2025-13,"),
      "feeds/items.json": "{",
    });
    const { exit, faults } = await tracker(own, "build", dataDay, "--data", folder, "--only", "md");
    expect(exit).toBe(1);
    expect(faults.map((fault) => fault.split(". ")[0])).toEqual([
      "fred/DGS10.csv:5 [value]: A value is not a number",
      "equity/sp500_sector_daily_derived.csv:46: A weight or a return of Energy is not a number",
      'fed_funds_futures/zq_derived.csv:67: A contract month is not YYYY-MM: "2025-13"',
      "feeds/items.json: The headlines are not JSON",
      `content/issues/${dataDay}/headlines.txt:1: The line holds a link of kind javascript:`,
    ]);
    expect(outFiles(own)).toEqual([]);
  });

  it("with a day twice is refused with both lines", async () => {
    expect(
      await faultsOf(changedFile(TEN_YEAR, "2025-11-05,4.17\n", "2025-11-05,4.17\n2025-11-05,4.2\n")),
    ).toEqual([`${TEN_YEAR}:7 [date]: 2025-11-05 stands here and in line 6. Keep one of the two rows.`]);
  });

  it("with bp where percent should be is refused with the likely mistake", async () => {
    expect(await faultsOf(changedFile(OAS, "2025-11-05,0.81", "2025-11-05,81"))).toEqual([
      `${OAS}:6 [value]: 8100 bp (81 times 100) is outside the plausible 20 to 1000. Check the unit (percent given as bp, a hundredfold error) in the file or the factor in content/sources.yaml.`,
    ]);
  });

  it("with a thousands separator is refused, not cut at the comma", async () => {
    expect((await faultsOf(changedFile("market/GSPC.csv", "6796.29", "6,796.29")))[0]).toContain(
      "market/GSPC.csv:6: The row has 3 cells where the header has 2 names.",
    );
  });

  it("with weights that do not make up the index is refused with their sum", async () => {
    const [fault, ...more] = await faultsOf(
      changedFile(SECTORS, "2025-11-05,Energy,0.03", "2025-11-05,Energy,0.13"),
    );
    expect(more).toEqual([]);
    expect(fault).toContain(SECTORS);
    expect(fault).toContain("sum to 110.00%");
  });

  it("with an empty file and one of noise is refused for both", async () => {
    expect(await faultsOf({ [TEN_YEAR]: "", [OAS]: "\u0000\u0001\u0002" })).toEqual([
      `${TEN_YEAR}: The file is empty. Put the file in place again.`,
      `${OAS}: The file is not text. Put the file in place again.`,
    ]);
  });

  it("that is whole becomes an issue, of its own series where <ID>.csv lies there", async () => {
    const own = projectCopy();
    const folder = dataFolder({ "UST.10Y.csv": "date,value\n2025-11-04,4\n2025-11-05,4.5\n" });
    const ran = await tracker(own, "build", dataDay, "--data", folder, "--only", "md");
    expect({ exit: ran.exit, faults: ran.faults }).toEqual({ exit: 0, faults: [] });
    const why = await tracker(own, "why", dataDay, "4.50%");
    expect(why.out).toContain("read: UST.10Y.csv, line 3 (directory)");
  });
});
