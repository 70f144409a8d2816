import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { auctionsOf, rulesOf } from "../../../pipeline/desk/settings/read-agenda.ts";
import { releases } from "../../../pipeline/finance/releases.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
const shipped = (name: string) =>
  readFileSync(new URL(`../../../content/calendar/${name}.csv`, import.meta.url));
const faultsOf = (read: () => unknown): readonly string[] => {
  try {
    read();
  } catch (error) {
    return (error as Error).message.split("\n");
  }
  return [];
};

describe("the rules of releases", () => {
  it("are shipped for every release that is followed", () => {
    expect(rulesOf(shipped("releases")).map(({ release }) => release)).toEqual(releases.map(({ id }) => id));
  });

  it("name a day of the month or a weekday", () => {
    const text =
      "# A remark.\r\nrelease,rule,day\n\nUS.RELEASE.CPI, on, 12\nUS.RELEASE.JOBS,first,Friday\nUS.RELEASE.CLAIMS,every,thursday\n";
    expect(rulesOf(bytes(text))).toEqual([
      { release: "US.RELEASE.CPI", kind: "on", day: 12 },
      { release: "US.RELEASE.JOBS", kind: "first", day: 4 },
      { release: "US.RELEASE.CLAIMS", kind: "every", day: 3 },
    ]);
  });

  it("are refused with every wrong row by its line", () => {
    const text =
      "release,rule,day\nUS.RELEASE.CPU,on,12\nUS.RELEASE.CPI,on,32\nUS.RELEASE.CPI,first,sunday\nUS.RELEASE.CPI,on,12,13\n";
    const faults = faultsOf(() => rulesOf(bytes(text)));
    expect(faults).toHaveLength(4);
    expect(faults[0]).toContain(
      'content/calendar/releases.csv:2: There is no release "US.RELEASE.CPU". Did you mean "US.RELEASE.CPI"?',
    );
    expect(faults[1]).toContain('releases.csv:3: A row is no rule: "US.RELEASE.CPI,on,32".');
    expect(faultsOf(() => rulesOf(bytes("when,what\n")))[0]).toContain(
      "The header release,rule,day is expected.",
    );
  });
});

describe("the desk's list of auctions", () => {
  it("is shipped with two of April 2025 and its end", () => {
    expect(auctionsOf(shipped("auctions"))).toEqual({
      knownTo: "2025-04-10",
      auctions: [
        { date: "2025-04-09", tenor: "10-year note", source: "treasurydirect.gov" },
        { date: "2025-04-10", tenor: "30-year bond", source: "treasurydirect.gov" },
      ],
    });
  });

  it("wants its end, once, and no auction after it", () => {
    const list = (rows: string) => faultsOf(() => auctionsOf(bytes(`tenor,source,date\n${rows}`)));
    expect(list("2-year note,desk,2025-04-22\n")[0]).toContain("There is no row known-to,,YYYY-MM-DD.");
    expect(list("known-to,,2025-04-10\nknown-to,,2025-04-11\n")[0]).toContain("A second known-to.");
    expect(list("known-to,,2025-04-10\n2-year note,desk,2025-04-22\n")[0]).toContain(
      "auctions.csv:3: 2-year note on 2025-04-22 is after known-to 2025-04-10.",
    );
    expect(list("known-to,,soon\n")[0]).toContain("auctions.csv:2: A row is not tenor,source,date");
  });
});
