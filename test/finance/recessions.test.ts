import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { turnsOf } from "../../pipeline/desk/settings/read-recessions.ts";
import { recessionsIn } from "../../pipeline/finance/recessions.ts";

const turns = turnsOf(readFileSync(new URL("../../content/calendar/recessions.csv", import.meta.url)));
const over = (from: string, to: string, knownOn = to) => recessionsIn([from, to], { turns, knownOn });

describe("recessions behind a line", () => {
  it("are the months after a peak up to the trough's, where they touch the line", () => {
    expect(over("2020-04-09", "2025-04-09")).toEqual([
      { from: "2020-03-01", to: "2020-04-30", label: "recession" },
    ]);
    expect(over("2020-05-01", "2025-05-01")).toEqual([]);
    expect(over("2005-01-03", "2020-02-28", "2025-11-05").map(({ from, to }) => [from, to])).toEqual([
      ["2008-01-01", "2009-06-30"],
    ]);
  });

  it("are as they were known: none before it was announced, without an end before its trough was", () => {
    expect(over("2015-06-05", "2020-06-05")).toEqual([]);
    expect(over("2015-06-08", "2020-06-08")).toEqual([{ from: "2020-03-01", to: null, label: "recession" }]);
    expect(over("2016-07-19", "2021-07-19")[0]!.to).toBe("2020-04-30");
  });

  it("are none for no line and for no list", () => {
    expect(recessionsIn([], { turns, knownOn: "2025-11-05" })).toEqual([]);
    expect(recessionsIn(["2008-01-02", "2009-01-02"], { turns: [], knownOn: "2025-11-05" })).toEqual([]);
  });
});
