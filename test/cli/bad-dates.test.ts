import { beforeAll, describe, expect, it } from "vitest";
import { changeFile, outFiles, projectCopy, type Ran, tracker } from "../support/command-line.ts";

let root: string;
beforeAll(() => {
  root = projectCopy();
});

/** What `build` says of a day; nothing may be built. */
async function refusal(date: string): Promise<Ran> {
  const ran = await tracker(root, "build", date, "--sample", "--only", "md");
  expect(outFiles(root)).toEqual([]);
  expect(ran.out).toBe("");
  return ran;
}

describe.concurrent("a day on which there is no issue", () => {
  it("on a Saturday is refused with the nearest trading days", async () => {
    expect(await refusal("2025-11-08")).toMatchObject({
      exit: 1,
      faults: [
        "The New York Stock Exchange was closed on 2025-11-08. The nearest trading days are 2025-11-07 and 2025-11-10.",
      ],
    });
  });

  it("on Thanksgiving, too", async () => {
    expect((await refusal("2025-11-27")).faults[0]).toContain(
      "The nearest trading days are 2025-11-26 and 2025-11-28.",
    );
  });

  it("in the future has no close yet, however far ahead it lies", async () => {
    for (const date of ["2027-12-30", "2099-01-02"]) {
      const { exit, faults } = await refusal(date);
      expect(exit).toBe(1);
      expect(faults).toHaveLength(1);
      expect(faults[0]).toMatch(
        new RegExp(`^${date} has no close yet\\. The last completed trading day is \\d{4}-\\d\\d-\\d\\d\\.$`),
      );
    }
  });

  it("before the calendar begins is refused with the span that is known", async () => {
    expect(await refusal("2010-01-04")).toMatchObject({
      exit: 1,
      faults: [
        "The market's holidays are known from 2015-01-01 to 2027-12-31, not for 2010-01-04. Extend content/calendar/holidays.csv.",
      ],
    });
  });

  it("that is no date is wrong usage, be it a word, a day that no month has, or a path", async () => {
    for (const date of ["yesterday", "2025-02-30", "20251105", "../../etc"])
      expect(await refusal(date)).toMatchObject({
        exit: 2,
        faults: [`"${date}" is no date. Write it as 2025-11-05.`],
      });
  });
});

describe.concurrent("no day at all", () => {
  it("means the last completed trading day, which a second build finds up to date", async () => {
    const own = projectCopy();
    const first = await tracker(own, "build", "--sample", "--only", "md");
    expect(first.exit).toBe(0);
    expect(first.out).toMatch(/^out\/\d{4}-\d\d-\d\d\/: issue\.md/);
    expect((await tracker(own, "build", "--sample", "--only", "md")).out).toContain("is up to date");
  });

  it("with a broken calendar tells the calendar's faults and those of the settings in one run", async () => {
    const own = projectCopy();
    changeFile(own, "content/calendar/holidays.csv", "nyse,closed,2025-12-25", "nyse,closed,2025-12-35");
    changeFile(own, "content/tracker.yaml", "perTheme: 8", "perTheme: eight");
    const { exit, faults } = await tracker(own, "build", "--sample", "--only", "md");
    expect(exit).toBe(1);
    expect(faults).toEqual([
      "content/tracker.yaml:17 [headlines.perTheme]: Invalid input: expected number, received string. Correct the line.",
      'content/calendar/holidays.csv:112: A row is not market,what,date: "nyse,closed,2025-12-35". Correct the row.',
    ]);
    expect(outFiles(own)).toEqual([]);
  });
});
