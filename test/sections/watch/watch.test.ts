import { describe, expect, it } from "vitest";
import { compute } from "../../../pipeline/compute/compute.ts";
import { addDays } from "../../../pipeline/finance/dates.ts";
import { figuresOf } from "../../../pipeline/finance/figures.ts";
import { openDays } from "../../../pipeline/finance/trading-days.ts";
import type { ReleaseDays } from "../../../pipeline/model/agenda.ts";
import type { Snapshot } from "../../../pipeline/model/snapshot.ts";
import type { LevelAhead } from "../../../pipeline/model/told.ts";
import { absent } from "../../../pipeline/sections/absent.ts";
import { defineSection, type Section } from "../../../pipeline/sections/section.ts";
import type { View } from "../../../pipeline/sections/watch/view.ts";
import { watch } from "../../../pipeline/sections/watch/watch.ts";
import { sectionWords, shippedEdition } from "../../support/section-words.ts";
import { calendars, deskWith, origin, seriesOf, snapshotOf } from "../../support/snapshots.ts";

const DATE = "2025-07-22";
const SERIES = { "UST.2Y": "2-year Treasury", "UST.10Y": "10-year Treasury", SPX: "S&P 500" } as const;

/** Four years of days on which each series moves by a little, and by ten times that on every Friday. */
function market(): readonly ReturnType<typeof seriesOf>[] {
  const days = Array.from({ length: 1461 }, (_, index) => addDays(DATE, index - 1460)).filter(
    (day) => openDays(addDays(day, -1), day, calendars.nyse) === 1,
  );
  return Object.entries(SERIES).map(([id, name]) => {
    const isIndex = id === "SPX";
    let value = isIndex ? 5000 : 4;
    const rows = days.map((day, index) => {
      const size = new Date(day).getUTCDay() === 5 ? 10 : 1;
      value += (index % 2 ? 1 : -1) * size * (isIndex ? 1 : 0.01);
      return [day, value] as const;
    });
    return seriesOf(id, Object.fromEntries(rows), { name, unit: isIndex ? "index" : "percent" });
  });
}

const fridays = (count: number) =>
  Array.from({ length: count }, (_, index) => addDays("2025-07-18", -7 * index));
const payrolls = (more: Partial<ReleaseDays> = {}): ReleaseDays => ({
  id: "US.RELEASE.JOBS",
  name: "US payrolls",
  published: [...fridays(30), "2025-08-01"].sort(),
  estimated: [],
  ...more,
});
const noMeetings = { knownTo: "2027-12-31", meetings: [] };
const quiet: Partial<Snapshot> = { meetings: noMeetings, releases: [], auctions: null };
const day = (rest: Partial<Snapshot> = {}) => snapshotOf(DATE, market(), rest);
const wordsOf = (rest: Partial<Snapshot> = {}) => sectionWords(watch, day(rest));

/** A section that tells of these levels and nothing else. */
function teller(levels: readonly LevelAhead[]): Section {
  return defineSection({
    id: "ig-spread",
    title: "Teller",
    needs: () => [],
    view: watch.view as never,
    compute: () => absent("no-asset"),
    levels: () => levels,
  }) as Section;
}

function levelOf(key: string, value: number, daysMove: number | null): LevelAhead {
  const make = figuresOf("ig-spread", key.toLowerCase().replace(/[^a-z0-9]+/g, "-"));
  const seen = { series: "X", date: DATE, value: 81, unit: "bp", origin } as const;
  const current = make.observed("now", seen);
  const level = make.derived("level", { value, unit: "bp", inputs: [current], method: "made up" });
  const distance = make.difference("distance", level, current);
  const moves =
    daysMove === null
      ? null
      : { value: daysMove, unit: "sd" as const, inputs: [distance], method: "made up" };
  return {
    key,
    name: key,
    kind: "mean",
    label: null,
    current,
    level,
    distance,
    daysMove: moves && make.derived("moves", moves),
  };
}

/** The section's own view, told of these levels. */
function viewWith(levels: readonly LevelAhead[], rest: Partial<Snapshot> = {}): View {
  const desk = deskWith(DATE, market(), rest);
  return watch.compute(desk, shippedEdition, { movers: [], levels }) as View;
}

describe("the days ahead", () => {
  it("are those after the issue's day to the edition's horizon, by day, the meeting first", () => {
    const releases = [payrolls({ published: ["2025-07-22", "2025-07-30", "2025-08-05", "2025-08-06"] })];
    const { events, horizon, meeting } = viewWith([], { releases });
    expect(horizon).toBe("2025-08-05");
    expect(events.map(({ date, kind }) => `${date} ${kind}`)).toEqual([
      "2025-07-30 fomc",
      "2025-07-30 release",
      "2025-07-31 fed-funds",
      "2025-08-05 release",
    ]);
    expect(meeting?.date).toBe("2025-07-30");
  });

  it("name weekday and date, and are around a date where only a rule gives them", () => {
    const words = wordsOf({ releases: [payrolls({ published: [], estimated: ["2025-08-01"] })] });
    expect(words).toContain("| Wednesday 30 July | FOMC decision |");
    expect(words).toContain("| around 1 August | US payrolls |");
    expect(words).toContain('"Around" marks a release\'s usual time');
    expect(words).toContain("n/a without a list of past ones");
    expect(wordsOf({ releases: [payrolls()] })).not.toMatch(/around/i);
  });

  it("are not guessed of a release whose own figures are overdue: it is named with its newest one", () => {
    const releases = [payrolls({ published: [], estimated: ["2025-08-01"] })];
    const figures = (newest: string) => ({
      ...seriesOf("US.PAYROLLS", { "2025-03-01": 1, [newest]: 2 }, { calendar: "every-day" }),
      maxAgeDays: 75,
    });
    const words = (newest: string) =>
      sectionWords(watch, snapshotOf(DATE, [...market(), figures(newest)], { releases }));
    expect(words("2025-04-01")).toContain(
      "Note: Overdue, so that no day is guessed: US payrolls (newest figure: Apr 2025).",
    );
    expect(words("2025-04-01")).not.toMatch(/August \| US payrolls|[Aa]round/);
    expect(words("2025-06-01")).toContain("| around 1 August | US payrolls |");
    expect(words("2025-06-01")).not.toContain("Overdue");
  });

  it("tell of new projections, of options and of a quarter's end", () => {
    const september = snapshotOf("2025-09-16", [], {});
    const words = sectionWords(watch, september);
    expect(words).toContain("Wednesday 17 September");
    expect(words).toContain("FOMC decision, with projections");
    expect(words).toContain("| Wednesday 17 September | VIX futures and options settle |");
    expect(words).toContain("| Friday 19 September | Monthly options expire |");
    expect(words).toContain("| Tuesday 30 September | Sep 2025 fed funds futures end trading |");
    expect(words).toContain("| Tuesday 30 September | Quarter ends: portfolios are rebalanced |");
  });

  it("hold the desk's auctions, and say to where they are known", () => {
    const auctions = {
      knownTo: "2025-07-30",
      auctions: [{ date: "2025-07-29", tenor: "7-year note", source: "a desk" }],
    };
    const words = wordsOf({ auctions });
    expect(words).toContain("| Tuesday 29 July | 7-year note auction |");
    expect(words).toContain("Note: Auctions are listed to 30 July only.");
    expect(wordsOf({ auctions: { ...auctions, knownTo: "2025-08-05" } })).not.toMatch(/Auctions are/);
    expect(wordsOf({ auctions: { ...auctions, knownTo: "2025-07-22" } })).toContain(
      "Note: Auctions are n/a: the list at hand ends on 22 July 2025.",
    );
    expect(wordsOf()).toContain("Note: Auctions are n/a: no list of them is at hand.");
  });

  it("print a tenor from outside as words and nothing else", () => {
    const auctions = {
      knownTo: "2025-08-05",
      auctions: [{ date: "2025-07-29", tenor: "[x](javascript:1) | <b>", source: "a desk" }],
    };
    expect(wordsOf({ auctions })).toContain("\\[x\\](javascript:1) \\| \\<b> auction");
  });
});

describe("what such days moved", () => {
  it("is told against the other days, for each watched series, with the number of days", () => {
    const words = wordsOf({ ...quiet, releases: [payrolls()] });
    expect(words).toContain("| Event | 2-year Treasury, bp | 10-year Treasury, bp | S&P 500, % |");
    expect(words).toMatch(
      /\| US payrolls \| 10\.0 v 1\.0 \(24\) \| 10\.0 v 1\.0 \(24\) \| 0\.20 v 0\.02 \(24\) \|/,
    );
    expect(words).toMatch(/24 US payrolls days|US payrolls days stand out/);
  });

  it("is n/a for fewer than eight days, and the note names the event", () => {
    const published = [...fridays(7), "2025-08-01"].sort();
    const words = wordsOf({ ...quiet, releases: [payrolls({ published })] });
    expect(words).toContain("Note: What they usually moved is n/a for want of eight past days: US payrolls.");
    expect(words).not.toContain("Median absolute change");
  });

  it("is n/a in the column of a series that is not at hand", () => {
    const snapshot = snapshotOf(DATE, market().slice(0, 2), { ...quiet, releases: [payrolls()] });
    const words = sectionWords(watch, snapshot);
    expect(words).toMatch(/\| US payrolls \| 10\.0 v 1\.0 \(24\) \| 10\.0 v 1\.0 \(24\) \| n\/a \|/);
  });

  it("counts regular meetings only: a call in between was not waited for", () => {
    // The fourth of July is among these nine.
    const held = fridays(9).map((decision) => ({ decision, kind: "regular" as const, projections: false }));
    const ahead = { decision: "2025-07-30", kind: "regular" as const, projections: false };
    const called = held.with(0, { ...held[0]!, kind: "unscheduled" as never });
    const told = (past: typeof held) =>
      viewWith([], { meetings: { knownTo: "2027-12-31", meetings: [...past, ahead] } });
    expect(told(held).usual[0]?.moves[0]?.days.value).toBe(8);
    expect(told(called)).toMatchObject({ usual: [], unmeasured: [{ kind: "fomc", name: null }] });
  });
});

describe("the levels", () => {
  const levels = [levelOf("far", 120, 3), levelOf("unknown", 82, null), levelOf("near", 84, 0.5)];

  it("come nearest first by usual daily moves, none without, and as many as the edition wants", () => {
    const { levels: told, nearest, further } = viewWith(levels);
    expect(told.map(({ key }) => key)).toEqual(["near", "far"]);
    expect(nearest?.key).toBe("near");
    expect(further).toBe(0);
    const many = Array.from({ length: 15 }, (_, index) => levelOf(`L${index}`, 90 + index, index / 2 + 1));
    expect(viewWith(many)).toMatchObject({ further: 3 });
    expect(viewWith(many).levels).toHaveLength(12);
  });

  it("stand in the order of their keys where they are equally far as printed", () => {
    const told = [levelOf("b", 84, 1.01), levelOf("a", 85, 1.04), levelOf("c", 86, 0.99)];
    expect(viewWith(told).levels.map(({ key }) => key)).toEqual(["a", "b", "c"]);
  });

  it("are none that ten usual days would not bring", () => {
    const view = viewWith([levelOf("tenth", 90, 10), levelOf("beyond", 91, 10.1)]);
    expect(view.levels.map(({ key }) => key)).toEqual(["tenth"]);
  });

  it("hold their distances in an identity each, and one that is wrong is found", () => {
    const view = viewWith(levels);
    for (const { left, right, tolerance } of watch.identities!(view))
      expect(Math.abs(left - right)).toBeLessThanOrEqual(tolerance);
    const [first] = levels;
    const wrong = { ...view, levels: [{ ...first!, distance: { ...first!.distance, value: 1 } }] };
    const [identity] = watch.identities!(wrong);
    expect(identity).toMatchObject({ left: 39, right: 1 });
  });

  it("are heard from the other sections of the issue, and lead where no meeting is ahead", () => {
    const speaking = { ...teller(levels), compute: () => viewWith([]) } as Section;
    const chosen = [watch as Section, speaking];
    const report = compute(day(quiet), shippedEdition, { chosen, all: chosen });
    const view = report.sections[0]?.view as View;
    expect(view.levels.map(({ key }) => key)).toEqual(["near", "far"]);
  });
});

describe("the words of a level", () => {
  /** The section as it would be among sections that tell of these levels. */
  const wordsWith = (levels: readonly LevelAhead[], rest: Partial<Snapshot> = quiet) =>
    sectionWords({ ...watch, compute: () => viewWith(levels, rest) }, day(rest));
  const near = levelOf("ig-spread.mean", 84, 0.5);

  it("give what it is, where the figure stands, and how far it has to go", () => {
    const words = wordsWith([{ ...near, name: "The spread" }, levelOf("other", 70, 2)]);
    expect(words).toContain("### Nearest level: The spread, five-year mean");
    expect(words).toContain("| The spread, five-year mean | 81 bp | 84 bp | +3 bp | 0.5 |");
    expect(words).toContain("| Other, five-year mean | 81 bp | 70 bp | −11 bp | 2.0 |");
    expect(words).not.toMatch(/[Nn]earest (among the )?levels?:.*against/);
  });

  it("say so where it is reached", () => {
    expect(wordsWith([{ ...levelOf("X", 81, 0), name: "The spread" }])).toContain(
      "### Level reached: The spread, five-year mean",
    );
  });

  it("stand in the text where a meeting leads", () => {
    const words = wordsWith([{ ...near, name: "The spread" }], {});
    expect(words).toMatch(/### .*FOMC/);
    expect(words).toMatch(
      /(The nearest level|Nearest among the levels): The spread, five-year mean,? at 84 bp,? against 81 bp now\./,
    );
  });

  it("are those of its kind, its label or its key", () => {
    const said = (more: Partial<LevelAhead>) => {
      const words = wordsWith([{ ...near, name: "X", ...more }]);
      return /^\| (.*?) \| 81 bp/m.exec(words)?.[1];
    };
    expect(said({ kind: "band-edge", label: "mid-range" })).toBe("X, edge of the mid-range band");
    expect(said({ kind: "tight" })).toBe("X, tight of the cycle");
    expect(said({ kind: "high", label: "year's" })).toBe("X, year's high");
    expect(said({ kind: "trigger" })).toBe("X, trigger");
    expect(said({ kind: "trigger", label: "elevated" })).toBe("X, elevated");
    expect(said({ kind: "range" })).toBe("X, edge of its range");
    expect(said({ key: "regime.2s10s.zero", name: null, kind: "trigger", label: "2s10s" })).toBe(
      "2s10s slope, zero",
    );
    expect(said({ key: "signals.rotation", name: null, kind: "trigger" })).toBe(
      "Rotation along the risk curve, back across from here on",
    );
    const above = levelOf("signals.volatility", 70, 1);
    expect(said({ key: "signals.volatility", name: null, kind: "trigger" })).toBe(
      "Cross-asset volatility, elevated",
    );
    expect(wordsWith([{ ...above, name: null, kind: "trigger" }])).toContain(
      "| Cross-asset volatility, no longer elevated | 81 bp | 70 bp |",
    );
  });
});

it("is unavailable only where nothing is ahead and no level is told", () => {
  const nothing = { ...quiet, calendars: { ...calendars, nyse: { ...calendars.nyse, knownTo: DATE } } };
  expect(wordsOf(nothing)).toContain("Nothing is known of the days to 5 August 2025");
  expect(viewWith([levelOf("near", 84, 0.5)], nothing)).toMatchObject({ events: [] });
});
