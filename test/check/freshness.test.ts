import { describe, expect, it } from "vitest";
import { freshness } from "../../pipeline/check/freshness.ts";
import type { Series } from "../../pipeline/model/series.ts";
import type { CalendarId } from "../../pipeline/model/unit.ts";
import type { Visit } from "../../pipeline/model/visit.ts";
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
  it("is fresh or stale as one: contracts by the newest, returns of sectors by the oldest", () => {
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
      "SPX.SECTOR.*.RETURN refused",
    ]);
  });
});

describe("a section that waits longer", () => {
  const verdictsFor = (patience: number, last: string) => {
    const snapshot = snapshotOf("2025-11-12", [until(last, "sifma")]);
    const patient = (id: string) => (id === "X" ? patience : 99);
    return freshness({ ...checkedOf({ snapshot }), patience: patient }).map(({ verdict }) => verdict);
  };

  it("has late days noted as far as it waits, and refused beyond", () => {
    // Bonds were open on the 7th, 10th and 12th.
    expect(verdictsFor(0, "2025-11-10")).toEqual(["refused"]);
    expect(verdictsFor(2, "2025-11-07")).toEqual(["noted"]);
    expect(verdictsFor(2, "2025-11-06")).toEqual(["refused"]);
    expect(verdictsFor(0, "2025-11-12")).toEqual(["passed"]);
  });
});

describe("a series that is not published daily", () => {
  const monthly = { ...until("2025-10-01", "every-day"), maxAgeDays: 42 };

  it("is fresh up to its own age, whatever the patience, and refused from then on", () => {
    expect(verdictsOn("2025-11-12", monthly)).toEqual(["X passed"]);
    const [finding] = freshness(checkedOf({ snapshot: snapshotOf("2025-11-13", [monthly]) }));
    expect(finding).toMatchObject({
      verdict: "refused",
      message: "Its newest observation is of 2025-10-01, 43 days ago; 42 at most.",
    });
  });
});

describe("a series that is old or missing", () => {
  const visitOf = (verdict: Visit["verdict"], rest: Partial<Visit> = {}): Visit => ({
    at: "2025-11-12T22:30:00Z",
    source: "treasury",
    place: "https://home.treasury.gov/x",
    verdict,
    reason: "It answered 503.",
    series: ["X"],
    newest: null,
    ...rest,
  });
  const messageOf = (
    series: readonly Series[],
    visits: readonly Visit[],
    missing: readonly string[] = [],
  ) => {
    const snapshot = snapshotOf("2025-11-12", series, { visits: [...visits], missing: [...missing] });
    return freshness(checkedOf({ snapshot }))[0]?.message;
  };

  it("is told with what its sources last said, and not with what others said or what went well", () => {
    const visits = [
      visitOf("http_error"),
      visitOf("auth", { source: "fred", reason: null }),
      visitOf("ok", { source: "cboe" }),
      visitOf("blocked", { source: "stooq", series: ["Y"] }),
    ];
    expect(messageOf([until("2025-11-07", "sifma")], visits)).toBe(
      "Its newest observation is of 2025-11-07; its market was open on 2 days since. treasury at 2025-11-12T22:30:00Z: http_error, It answered 503. fred at 2025-11-12T22:30:00Z: auth.",
    );
    expect(messageOf([], visits, ["X"])).toMatch(/^Nothing of it came at all\. treasury at .*503/);
  });

  it("is told without them where it is fresh", () => {
    expect(messageOf([until("2025-11-12", "sifma")], [visitOf("http_error")])).not.toContain("503");
  });
});

it("freshness was not looked at where there is no series", () => {
  expect(verdictsOn("2025-11-12")).toEqual(["snapshot not evaluated"]);
});
