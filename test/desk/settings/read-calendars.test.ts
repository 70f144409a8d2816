import { describe, expect, it } from "vitest";
import { holidaysOf, meetingsOf } from "../../../pipeline/desk/settings/read-calendars.ts";

const SPANS = ["nyse", "sifma", "fed"].map(
  (one) => `${one},known-from,2025-01-01\n${one},known-to,2025-12-31\n`,
);
const holidays = (rows: string) =>
  holidaysOf(bytes(`# A remark.\nmarket,what,date\n\n${SPANS.join("")}${rows}`));
const bytes = (text: string) => new TextEncoder().encode(text);
const faultsOf = (read: () => unknown): readonly string[] => {
  try {
    read();
  } catch (error) {
    return (error as Error).message.split("\n");
  }
  return [];
};
const place = "content/calendar/holidays.csv";

describe("the list of holidays", () => {
  it("may be in any order, with remarks and Windows' line ends", () => {
    const { nyse, fed } = holidays("nyse,closed,2025-12-25\r\n# Good Friday\nnyse,closed,2025-04-18\r\n");
    expect(nyse).toEqual({
      knownFrom: "2025-01-01",
      knownTo: "2025-12-31",
      closed: ["2025-04-18", "2025-12-25"],
      earlyClose: [],
    });
    expect(fed.closed).toEqual([]);
  });

  it("is refused with every bad row by its line", () => {
    const rows =
      "nyse,closed,2025-02-30\nlse,closed,2025-12-25\nfed,open,2025-07-04\nfed;closed;2025-07-04\n";
    expect(faultsOf(() => holidays(rows))).toEqual([
      `${place}:10: A row is not market,what,date: "nyse,closed,2025-02-30". Correct the row.`,
      `${place}:13: A row is not market,what,date: "fed;closed;2025-07-04". Correct the row.`,
      `${place}:11: There is no market "lse": nyse, sifma, fed. Correct the row.`,
      `${place}:12: "open" is none of known-from, known-to, closed, early-close. Correct the row.`,
    ]);
  });

  it("is refused where a day stands twice, or outside the span that is known", () => {
    expect(faultsOf(() => holidays("fed,closed,2025-07-04\nfed,closed,2025-07-04\n"))).toEqual([
      `${place}:11: fed,2025-07-04 stands here and in ${place}:10. Keep one of the rows.`,
    ]);
    expect(faultsOf(() => holidays("fed,closed,2026-01-01\n"))).toEqual([
      `${place}:10: 2026-01-01 is not between known-from 2025-01-01 and known-to 2025-12-31 of fed. Correct the row.`,
    ]);
  });

  it("is refused without the span of a market, without its header, or when it is not there", () => {
    expect(faultsOf(() => holidaysOf(bytes("market,what,date\nnyse,known-from,2025-01-01\n")))).toContain(
      `${place}: There is no row nyse,known-to,YYYY-MM-DD. Add it: a day outside the known span is refused.`,
    );
    expect(faultsOf(() => holidaysOf(bytes("nyse,closed,2025-12-25\n")))).toEqual([
      `${place}:1: The header market,what,date is expected; found "nyse,closed,2025-12-25". Give it that header.`,
    ]);
    expect(faultsOf(() => holidaysOf(null))).toEqual([
      `${place}: The file is not there. Take it from the repository.`,
    ]);
  });
});

describe("the list of rate decisions", () => {
  it("tells regular meetings, those with projections and unscheduled ones apart, in the order of their days", () => {
    const text =
      "what,date\nunscheduled,2020-03-15\nprojections,2025-12-10\nknown-to,2025-12-31\nregular,2020-01-29\n";
    expect(meetingsOf(bytes(text))).toEqual({
      knownTo: "2025-12-31",
      meetings: [
        { decision: "2020-01-29", kind: "regular", projections: false },
        { decision: "2020-03-15", kind: "unscheduled", projections: false },
        { decision: "2025-12-10", kind: "regular", projections: true },
      ],
    });
  });

  it("is refused without the day to which it is known, and where a day stands twice", () => {
    expect(faultsOf(() => meetingsOf(bytes("what,date\nregular,2020-01-29\n")))[0]).toContain("known-to");
    expect(
      faultsOf(() => meetingsOf(bytes("what,date\nregular,2020-01-29\nprojections,2020-01-29\n")))[0],
    ).toContain("fomc.csv:3: 2020-01-29 stands here and in content/calendar/fomc.csv:2.");
  });
});
