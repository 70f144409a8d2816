import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fomcCalendar } from "../../../pipeline/collect/sources/fomc-calendar.ts";

const fixture = readFileSync(new URL("../../fixtures/fomc-calendar/meetings.html", import.meta.url), "utf8");
const wanted = [{ series: "US.FOMC", symbol: "decisions" }];
const asked = { date: "2030-05-02", from: "2030-01-01" };
const read = (html: string | Uint8Array, more: typeof wanted = []) => {
  const [errand] = fomcCalendar.errands([...wanted, ...more], asked);
  const bytes = typeof html === "string" ? new TextEncoder().encode(html) : html;
  const page = {
    url: errand!.pages[0]!.url,
    bytes,
    type: "text/html",
    charset: null,
    at: "2030-05-02T12:00:00Z",
  };
  return fomcCalendar.read([page], errand!);
};
const page = (month: string, date: string, heading = "2030 FOMC Meetings") =>
  `<html><div class="panel panel-default"><h4>${heading}</h4><div class="fomc-meeting__month">${month}</div><div class="fomc-meeting__date">${date}</div></div></html>`;
const rowsOf = (html: string) => {
  const reading = read(html);
  return reading.verdict === "ok" ? reading.rows[0] : reading;
};

describe("the FOMC calendar's page", () => {
  it("gives the second day of each scheduled meeting, oldest first, 2 with projections", () => {
    expect(rowsOf(fixture)).toEqual({
      series: "US.FOMC",
      dates: ["2030-05-01", "2031-02-01", "2031-03-18"],
      values: [1, 1, 2],
    });
  });

  it("leaves out what is no scheduled decision, and says so", () => {
    expect(read(fixture)).toMatchObject({
      verdict: "ok",
      remarks: [
        "Left out of the calendar: March 2030, unscheduled.",
        "Left out of the calendar: March 2030, cancelled.",
        "Left out of the calendar: August 2030, notation vote.",
        "2030 has 1 scheduled decisions where 8 are usual.",
        "2031 has 2 scheduled decisions where 8 are usual.",
      ],
    });
  });

  it("reads months by name or beginning, dashes of both kinds, the star with or without a space", () => {
    expect(rowsOf(page("January", "28-29"))).toMatchObject({ dates: ["2030-01-29"], values: [1] });
    expect(rowsOf(page("Sept", "17–18 *"))).toMatchObject({ dates: ["2030-09-18"], values: [2] });
    expect(rowsOf(page("October/November", "31 - 1"))).toMatchObject({ dates: ["2030-11-01"] });
    expect(rowsOf(page("<b>June</b>", " 9-\n 10 "))).toBeDefined();
  });

  it.each([
    ["March", "17 to 18"],
    ["March", "18-17"],
    ["March", "31-1"],
    ["March", "17"],
    ["March", ""],
    ["March", "17-18 (tentative)"],
    ["March", "17-18x"],
    ["February", "28-30"],
    ["Jan/Mar", "31-1"],
    ["Jan/Feb/Mar", "31-1"],
    ["Ma", "17-18"],
    ["", "17-18"],
    ["March 2029", "17-18"],
  ])("is not read at all where a meeting is %j, %j: never a wrong day", (month, date) => {
    const reading = read(page(month, date));
    expect(reading).toMatchObject({ verdict: "shape_changed" });
    expect(JSON.stringify(reading)).toContain("A meeting of 2030 has the month");
  });

  it("without panels, meetings, headings or an end is no longer the page that it was", () => {
    const reason = (html: string) => {
      const reading = read(html);
      return reading.verdict === "ok" ? "ok" : `${reading.verdict}: ${reading.reason}`;
    };
    expect(reason(" \n")).toBe("empty: The answer is empty where the FOMC's calendar is expected.");
    expect(reason("<html>We are sorry</html>")).toBe(
      "shape_changed: The page has no panel with meetings of a year.",
    );
    expect(reason(page("March", "3 (unscheduled)"))).toBe(
      "shape_changed: The panels of the page hold no scheduled meeting.",
    );
    expect(reason(page("March", "17-18", "Meetings\u202e"))).toBe(
      'shape_changed: A panel of meetings is headed "Meetings?", not 2026 FOMC Meetings.',
    );
    expect(reason(page("March", "17-18").replace("fomc-meeting__date", "day"))).toContain(
      "month without a date",
    );
    expect(reason(fixture.replace("31-1", "31-1</div><div class='fomc-meeting__date'>3-4"))).toContain(
      "a date without a month",
    );
    expect(reason(page("March", "17-18").repeat(2))).toBe(
      "shape_changed: The decision of 2030-03-18 stands there twice.",
    );
  });

  it("cut short at any byte is never read", () => {
    const end = fixture.indexOf("</html>") + "</html>".length;
    for (let length = 1; length < end; length += 7)
      expect(read(fixture.slice(0, length)).verdict).not.toBe("ok");
  });

  it("may be hostile: a hundred thousand nested tags, bytes that are no text", () => {
    expect(read(`<html>${'<div class="panel panel-default">'.repeat(30_000)}</html>`).verdict).toBe(
      "shape_changed",
    );
    expect(read(page("March", `${"<i>".repeat(600_000)}17-18`)).verdict).toBe("shape_changed");
    expect(read(page("March", `${"<i>".repeat(50)}17-18`)).verdict).toBe("ok");
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => read(bytes).verdict !== "ok"));
  });

  it("remarks on a symbol that it does not have, and asks nothing where nothing is wanted", () => {
    const reading = read(fixture, [{ series: "US.X", symbol: "minutes" }]);
    expect(reading).toMatchObject({ verdict: "ok", rows: [{ series: "US.FOMC" }] });
    expect(JSON.stringify(reading)).toContain("the calendar has only decisions");
    expect(fomcCalendar.errands([], asked)).toEqual([]);
  });
});
