import { describe, expect, it } from "vitest";
import { freshness } from "../../pipeline/check/freshness.ts";
import type { Series } from "../../pipeline/model/series.ts";
import type { CalendarId } from "../../pipeline/model/unit.ts";
import { checkedOf } from "../support/checked.ts";
import { seriesOf, snapshotOf } from "../support/snapshots.ts";

/** Veterans Day: NYSE is open, bonds and the Federal Reserve are not. */
const HOLIDAY = "2025-11-11";
const verdictsOn = (date: string, ...series: Series[]) =>
  freshness(checkedOf({ snapshot: snapshotOf(date, series) })).map(
    ({ verdict, place }) => `${place} ${verdict}`,
  );
const until = (date: string, calendar: CalendarId, id = "X") => seriesOf(id, { [date]: 1 }, { calendar });

describe("a series", () => {
  it("is fresh on its own market's last day: a bond holiday is no miss", () => {
    expect(verdictsOn(HOLIDAY, until("2025-11-10", "sifma"))).toEqual(["X passed"]);
    expect(verdictsOn(HOLIDAY, until("2025-11-10", "fed"))).toEqual(["X passed"]);
    expect(verdictsOn(HOLIDAY, until("2025-11-10", "nyse"))).toEqual(["X noted"]);
    expect(verdictsOn(HOLIDAY, until("2025-11-10", "every-day"))).toEqual(["X passed"]);
  });

  it("is noted one day late and refused two days late, not counting weekends and holidays", () => {
    expect(verdictsOn("2025-11-12", until("2025-11-10", "sifma"))).toEqual(["X noted"]);
    expect(verdictsOn("2025-11-12", until("2025-11-07", "sifma"))).toEqual(["X refused"]);
    expect(verdictsOn("2025-11-10", until("2025-11-07", "nyse"))).toEqual(["X noted"]);
    expect(verdictsOn("2025-11-12", until("2025-11-10", "nyse"))).toEqual(["X refused"]);
  });

  it("is told with its newest day and the days missed since", () => {
    const [finding] = freshness(
      checkedOf({ snapshot: snapshotOf("2025-11-12", [until("2025-11-06", "nyse", "SPX")]) }),
    );
    expect(finding).toEqual({
      gate: "freshness",
      verdict: "refused",
      place: "SPX",
      message: "Its newest observation is of 2025-11-06; its market was open on 4 days since.",
      remedy: "Collect it again, or leave out what depends on it.",
    });
  });

  it("is as old as its newest value: days without one do not make it fresh", () => {
    const hollow = seriesOf("X", { "2025-11-06": 4.1, "2025-11-10": null, "2025-11-12": null });
    expect(verdictsOn("2025-11-12", hollow)).toEqual(["X refused"]);
    const nothing = seriesOf("X", { "2025-11-11": null, "2025-11-12": null });
    expect(verdictsOn("2025-11-12", nothing)).toEqual(["X refused"]);
    expect(verdictsOn("2025-11-12", seriesOf("X", {}))).toEqual(["X refused"]);
  });

  it("is refused where it knows tomorrow", () => {
    const snapshot = snapshotOf("2025-11-12", [until("2025-11-13", "nyse")]);
    expect(freshness(checkedOf({ snapshot }))).toMatchObject([
      { verdict: "refused", message: "Its newest observation is of 2025-11-13, after the issue's day." },
    ]);
  });
});

describe("a family of series", () => {
  it("is fresh or stale as one, by its newest member", () => {
    const contracts = [
      until("2025-10-30", "nyse", "ZQ.2025-10"),
      until("2025-11-12", "nyse", "ZQ.2025-12"),
      until("2025-11-10", "nyse", "OIS.FOMC.2025-12-10"),
      until("2025-11-11", "nyse", "OIS.FOMC.2026-01-28"),
      seriesOf("SPX.SECTOR.ENERGY.RETURN", { "2025-11-12": null }),
      until("2025-11-06", "nyse", "SPX.SECTOR.UTILITIES.RETURN"),
    ];
    expect(verdictsOn("2025-11-12", ...contracts)).toEqual([
      "ZQ. passed",
      "OIS.FOMC. noted",
      "SPX.SECTOR. refused",
    ]);
  });
});

it("freshness was not looked at where there is no series", () => {
  expect(verdictsOn("2025-11-12")).toEqual(["snapshot not evaluated"]);
});
