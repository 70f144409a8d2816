import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { directorySource } from "../../../../pipeline/collect/sources/directory.ts";
import { realFiles } from "../../../../pipeline/world/files.ts";
import { plansOf } from "../../../support/plans.ts";
import { calendars, meetings } from "../../../support/snapshots.ts";
import { temporaryFolder } from "../../../support/temporary-folder.ts";

const DATE = "2025-11-05";
const prices = "date,open,close,volume\n2025-11-03,1,71.5,9\n2025-11-04,,72.25,9\n2025-11-05,1,,9\n";
const months = "date,value\n2025-07-01,322\n2025-08-01,323\n2025-09-01,324\n2025-10-01,325\n";

/** What a folder with these two files tells of a day. */
async function told(date = DATE) {
  const folder = temporaryFolder();
  mkdirSync(join(folder, "prices"));
  writeFileSync(join(folder, "prices/FUND.csv"), prices);
  writeFileSync(join(folder, "CPI.csv"), months);
  const plans = plansOf({
    FUND: {
      unit: "price",
      calendar: "nyse",
      plausible: [1, 500],
      file: "prices/FUND.csv",
      column: "close",
      optional: true,
    },
    CPI: {
      unit: "index",
      calendar: "every-day",
      plausible: [10, 1000],
      file: "CPI.csv",
      maxAgeDays: 80,
      publishedAfterDays: 45,
      publishedOn: { "2025-09-01": "2025-11-06" },
    },
  });
  const needs = ["FUND", "CPI"].map((series) => ({ series, from: "2020-01-01" }));
  const headlines = { after: "2025-11-04T00:00:00Z", upTo: "2025-11-05T00:00:00Z" };
  const question = { date, previousDate: "2025-11-04", needs, headlines, plans, calendars, meetings };
  const { series } = await directorySource(folder).answer(question, { files: realFiles } as never);
  return Object.fromEntries(series.map((one) => [one.id, one]));
}

describe("a folder", () => {
  it("is read by the column that the plan names, empty cells as no observation", async () => {
    const { FUND } = await told();
    expect(FUND).toMatchObject({
      dates: ["2025-11-03", "2025-11-04", "2025-11-05"],
      values: [71.5, 72.25, null],
    });
  });

  it("knows a monthly figure from the day on which it came out, by rule or as named", async () => {
    expect((await told()).CPI).toMatchObject({ dates: ["2025-07-01", "2025-08-01"], maxAgeDays: 80 });
    // By the rule September's would have been known on 16 October; the plan says that it came on 6 November.
    expect((await told("2025-11-06")).CPI!.dates).toEqual(["2025-07-01", "2025-08-01", "2025-09-01"]);
  });

  it("has no optional series before its first observation: what had not begun did not go silent", async () => {
    expect((await told("2025-11-02")).FUND).toBeUndefined();
    expect((await told("2025-11-03")).FUND).toBeDefined();
  });
});
