import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { backfillCommand } from "../../pipeline/cli/backfill-command.ts";
import { buildCommand } from "../../pipeline/cli/build-command.ts";
import { fileOf, outFiles, smallProject, tracker, writeFile } from "../support/command-line.ts";
import { come } from "../support/in-process.ts";

/** A Saturday, and a Monday: four trading days lie between them, on both sides of Labor Day. */
const [FROM, TO] = ["2025-08-30", "2025-09-05"];
const DAYS = ["2025-09-02", "2025-09-03", "2025-09-04", "2025-09-05"];
const asked = { sample: true, only: "md,html" };

const backfill = (root: string, more = {}) => come(backfillCommand, root, [FROM, TO], { ...asked, ...more });

/** Every file below out/ with its bytes. */
const bytesIn = (root: string) =>
  Object.fromEntries(outFiles(root).map((name) => [name, readFileSync(join(root, "out", name), "latin1")]));

/** What each day's own `build` leaves. */
async function alone(root: string, more = {}) {
  for (const day of DAYS) await come(buildCommand, root, [day], { ...asked, ...more });
  return bytesIn(root);
}

type Told = { date: string; came: string; faults: readonly object[] };
const cameOf = ({ json }: { json: unknown }) =>
  Object.fromEntries((json as { days: Told[] }).days.map(({ date, came }) => [date, came]));
const all = (came: string) => Object.fromEntries(DAYS.map((day) => [day, came]));

describe("a backfill", () => {
  let root: string;
  let expected: Record<string, string>;
  beforeAll(async () => {
    root = smallProject();
    expected = await alone(smallProject());
  });

  it("makes every trading day of the range, and of each what build makes of it alone, to the byte", async () => {
    const came = await backfill(root);
    expect(came).toMatchObject({ exit: 0, faults: [], json: { from: FROM, to: TO, built: 4, failed: 0 } });
    expect(cameOf(came)).toEqual(all("built"));
    expect(bytesIn(root)).toEqual(expected);
    expect(came.text).toMatch(/\n\n4 trading days from 2025-08-30 to 2025-09-05: 4 built\.$/);
  });

  it("leaves what is there alone, and build finds its days as its own", async () => {
    const came = await backfill(root);
    expect(cameOf(came)).toEqual(all("unchanged"));
    // The gates are told of days that were found, too.
    expect(came.text).toMatch(/^simulated +4 +0$/m);
    expect((await come(buildCommand, root, [DAYS[1]!], asked)).json).toMatchObject({ unchanged: true });
  });

  it("makes again the one day whose text changed, the one that is gone, and one whose page is another", async () => {
    writeFile(root, `content/issues/${DAYS[0]}/ig-spread.md`, "A writer's sentence.");
    rmSync(join(root, "out", DAYS[1]!), { recursive: true });
    writeFile(root, `out/${DAYS[2]}/issue.md`, "Another issue.");
    expect(cameOf(await backfill(root))).toEqual({ ...all("built"), [DAYS[3]!]: "unchanged" });
    expect(fileOf(root, `out/${DAYS[0]}/issue.md`)).toContain("A writer's sentence.");
    rmSync(join(root, "content/issues"), { recursive: true });
    expect(cameOf(await backfill(root))).toEqual({ ...all("unchanged"), [DAYS[0]!]: "built" });
    expect(bytesIn(root)).toEqual(expected);
  });

  it("makes the others where one day has a fault, and tells it at the end with exit 1", async () => {
    writeFile(root, `content/issues/${DAYS[1]}/lead.md`, '{{figure "ig-spread.levle"}}');
    const came = await backfill(root, { only: "md" });
    expect(came.exit).toBe(1);
    expect(cameOf(came)).toEqual({ ...all("built"), [DAYS[1]!]: "failed" });
    expect(came.text).toContain(`failed: ${DAYS[1]}\n  content/issues/${DAYS[1]}/lead.md:1: `);
    expect(came.text).toMatch(/: 3 built, 1 failed\.$/);
    expect(bytesIn(root)[`${DAYS[1]}/issue.md`]).toBe(expected[`${DAYS[1]}/issue.md`]);
  });

  it("makes both editions of each day", async () => {
    const own = smallProject();
    const came = await backfill(own, { edition: "both", only: "md" });
    expect(came.text).toMatch(/^simulated +8 +0$/m);
    expect(bytesIn(own)).toEqual(await alone(smallProject(), { edition: "both", only: "md" }));
  });
});

describe("a backfill with everything", () => {
  it("prints the same PDF as a process for each day", async () => {
    const [root, other] = [smallProject(), smallProject()];
    const days = DAYS.slice(0, 2);
    const words = [FROM, days.at(-1)!, "--sample", "--paper", "a4,letter"];
    expect(await tracker(root, "backfill", ...words)).toMatchObject({ exit: 0, err: "" });
    for (const day of days) await tracker(other, "build", day, ...words.slice(2));
    expect(outFiles(root)).toContain(`${days[0]}/issue-letter.pdf`);
    expect(bytesIn(root)).toEqual(bytesIn(other));
  });
});

describe("a range that cannot be built", () => {
  const root = smallProject();
  const faultsOf = async (from: string, to: string, more = {}) => {
    const { exit, faults } = await come(backfillCommand, root, [from, to], { sample: true, ...more });
    return { exit, faults };
  };

  it("is told with all that is wrong with its days and options at once, and nothing is built", async () => {
    const { exit, faults } = await faultsOf("2025-9-1", "2013-01-02", { edition: "all", only: "docx" });
    expect(exit).toBe(2);
    expect(faults).toEqual([
      '"2025-9-1" is no date. Write it as 2025-11-05.',
      "The market's holidays are known from 2015-01-01 to 2027-12-31, not for 2013-01-02. Extend content/calendar/holidays.csv.",
      '--edition is free, paid or both, not "all". Correct the option.',
      '--only is md or html or pdf or email, not "docx". Correct the option.',
    ]);
    expect(outFiles(root)).toEqual([]);
  });

  it("may lack trading days, or be turned round", async () => {
    expect(await faultsOf("2025-08-30", "2025-09-01")).toEqual({
      exit: 1,
      faults: [
        "The New York Stock Exchange was closed from 2025-08-30 to 2025-09-01. The nearest trading days are 2025-08-29 and 2025-09-02.",
      ],
    });
    expect(await faultsOf(TO, FROM)).toEqual({
      exit: 2,
      faults: [`The first day, ${TO}, is after the last, ${FROM}. Write: ${FROM} ${TO}.`],
    });
  });

  it("needs both its days", async () => {
    const { exit, err } = await tracker(root, "backfill", FROM, "--sample");
    expect({ exit, err }).toEqual({
      exit: 2,
      err: expect.stringContaining("missing required argument 'TO'"),
    });
  });
});
