import { describe, expect, it } from "vitest";
import { buildDays, type DayTold } from "../../pipeline/cli/backfill-days.ts";
import { backfillOutcome } from "../../pipeline/cli/backfill-outcome.ts";
import type { ToldIssue } from "../../pipeline/cli/build-outcome.ts";
import { PipelineError } from "../../pipeline/errors.ts";
import { tradingDays } from "../../pipeline/finance/trading-days.ts";
import { calendars } from "../support/snapshots.ts";

const DAYS = tradingDays("2025-01-02", "2025-12-31", calendars.nyse);
const RANGE = { from: "2025-01-01", to: "2025-12-31" };

type Gates = Record<string, number>;
const dayOf = (date: string, refused: Gates, notEvaluated: Gates): DayTold => ({
  date,
  came: "built",
  editions: [{ edition: "free", folder: `out/${date}`, unchanged: false, refused, notEvaluated }],
  faults: [],
});
const failed = (date: string, message: string): DayTold => ({
  date,
  came: "failed",
  editions: [],
  faults: [{ code: "row-invalid", message }],
});

describe("the report of a year", () => {
  it("counts by gate, names the days on which they say something unusual, and tells a fault of many days once", () => {
    const days = DAYS.map((date, index) => {
      if (index >= 240 && index < 243) return failed(date, "Out of paper.");
      if (index === 7) return failed(date, "A yield is no number.");
      if (index >= 10 && index < 15) return dayOf(date, { freshness: 3, simulated: 1 }, { prose: 1 });
      if (index % 30 === 20) return dayOf(date, { simulated: 1 }, {});
      return dayOf(date, { simulated: 1 }, { prose: 1 });
    });
    const { exit, text } = backfillOutcome(RANGE, days);
    expect(exit).toBe(1);
    expect(text).toBe(`gate       refuses  not evaluated
freshness  5        0
prose      0        238
simulated  246      0

issues  refused by            not evaluated  in out/
233     simulated             prose          all others
8       simulated             -              2025-02-03, 2025-03-18, 2025-04-30, 2025-06-12, 2025-07-28, 2025-09-09, and 2 more
5       freshness, simulated  prose          2025-01-17 to 2025-01-24 (5)

failed: 2025-01-14
  A yield is no number.
failed: 2025-12-17 to 2025-12-19 (3)
  Out of paper.

250 trading days from 2025-01-01 to 2025-12-31: 246 built, 4 failed.`);
  });

  it("says that it was stopped, and how to go on", () => {
    const left: DayTold = { ...failed("2025-01-03", ""), came: "left", faults: [] };
    const { exit, text } = backfillOutcome(RANGE, [dayOf("2025-01-02", {}, {}), left]);
    expect(exit).toBe(1);
    expect(text).toContain(": 1 built, 1 left.\nIt was stopped. Run the same command again");
  });
});

describe("many days", () => {
  const issue = (date: string): ToldIssue => ({
    place: { root: "/", date, edition: "free", own: "free" },
    files: [],
    findings: [],
    unchanged: false,
  });
  const quiet = { stop: new AbortController().signal, ticks: () => 0, tell: () => undefined };

  it("are built two at a time, in any order of ending told in theirs", async () => {
    let [now, most] = [0, 0];
    const build = async (date: string) => {
      now += 1;
      most = Math.max(most, now);
      await new Promise((go) => setTimeout(go, date.endsWith("2") ? 12 : 2));
      now -= 1;
      return [issue(date)];
    };
    const told = await buildDays(DAYS.slice(0, 6), { ...quiet, build });
    expect(most).toBe(2);
    expect(told.map(({ date, came }) => `${date} ${came}`)).toEqual(
      DAYS.slice(0, 6).map((day) => `${day} built`),
    );
  });

  it("go on after a fault; a bug ends them with its own stack, when what is under way has ended", async () => {
    const begun: string[] = [];
    const bug = new TypeError("undefined is no function");
    let isEnded = false;
    const build = async (date: string) => {
      begun.push(date);
      if (begun.length === 1) throw new PipelineError({ code: "disk", message: "Full." });
      const isSecond = begun.length === 2;
      await new Promise((go) => setTimeout(go, isSecond ? 5 : 20));
      if (isSecond) throw bug;
      isEnded = true;
      return [issue(date)];
    };
    await expect(buildDays(DAYS.slice(0, 6), { ...quiet, build })).rejects.toBe(bug);
    expect({ begun: begun.length, isEnded }).toEqual({ begun: 3, isEnded: true });
  });

  it("hear a signal between two of them, though each is built without ever waiting for anything outside", async () => {
    const stop = new AbortController();
    const heard = () => stop.abort();
    process.once("SIGUSR2", heard);
    let begun = 0;
    const build = async (date: string) => {
      begun += 1;
      if (begun === 2) process.kill(process.pid, "SIGUSR2");
      return [issue(date)];
    };
    const days = Array.from({ length: 2000 }, () => DAYS[0]!);
    const told = await buildDays(days, { ...quiet, stop: stop.signal, build });
    expect(told.filter(({ came }) => came === "left").length).toBeGreaterThan(0);
  });
});
