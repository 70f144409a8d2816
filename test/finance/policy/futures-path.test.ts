import { describe, expect, it } from "vitest";
import { addMonths } from "../../../pipeline/finance/dates.ts";
import { futuresPath } from "../../../pipeline/finance/policy/futures-path.ts";
import { calendars, meetings } from "../../support/snapshots.ts";
import { calendarOf, dailyRate, marketOf, meanOf, publishedTo } from "./markets.ts";

const places = (value: number, count: number) => Number(value.toFixed(count));

describe("the path of 10 March 2023", () => {
  /** Prices of pyfedwatch's example (ARahimiQuant/pyfedwatch, its contract files), January 2023 on; its calendar ends with April 2024. */
  const prices = [
    95.6675, 95.4275, 95.3375, 95.1, 94.855, 94.775, 94.73, 94.75, 94.78, 94.835, 94.97, 95.06, 95.13, 95.3,
    95.365, 95.485,
  ];
  const averages = Object.fromEntries(
    prices.map((price, index) => [addMonths("2023-01", index), 100 - price]),
  );
  const calendar = { ...meetings, knownTo: "2024-04-30" };
  const market = marketOf("2023-03-10", averages, { effr: 4.57, calendar });

  it("is the published table where the decision day counts as new", () => {
    const path = futuresPath(market, "decision-day");
    // The March meeting starts at 4.5494: backward from April through its own contract (rule 2). February is history and no anchor.
    expect(
      path.meetings.map(({ decision, startPercent, endPercent, stepBp }) => [
        decision,
        places(startPercent, 4),
        places(endPercent, 4),
        places(stepBp, 2),
      ]),
    ).toEqual([
      ["2023-03-22", 4.5494, 4.9, 35.06],
      ["2023-05-03", 4.9, 5.1599, 25.99],
      ["2023-06-14", 5.1599, 5.2748, 11.49],
      ["2023-07-26", 5.2748, 5.25, -2.48],
      ["2023-09-20", 5.25, 5.165, -8.5],
      ["2023-11-01", 5.165, 5.0419, -12.31],
      ["2023-12-13", 5.0419, 4.8757, -16.62],
      ["2024-01-31", 4.8757, 4.7, -17.57],
      ["2024-03-20", 4.7, 4.515, -18.5],
    ]);
    expect(path.end).toEqual({ why: "calendar", decision: null });
  });

  it("has the steps of the fact: the decision day carries the old rate", () => {
    const steps = futuresPath(market).meetings.map(({ stepBp }) => places(stepBp, 2));
    expect(steps).toEqual([33.47, 26.92, 10.47, -2.38, -8.5, -12.81, -16.69, -17, -18.5]);
  });

  it("goes from the first rate to the last by its steps", () => {
    const path = futuresPath(market).meetings;
    const sum = path.reduce((total, { stepBp }) => total + stepBp, 0);
    expect(sum).toBeCloseTo((path.at(-1)!.endPercent - path[0]!.startPercent) * 100, 9);
  });
});

describe("the rules of the bootstrap", () => {
  it("leave a meeting's own contract unused between two anchors, and report its misfit", () => {
    // September 2025 between August and October, as the calendar would be without a meeting in October.
    const calendar = calendarOf(["2025-09-17", "2025-11-19"]);
    const averages = { "2025-08": 4.33, "2025-09": 4.26, "2025-10": 4.08 };
    const [september] = futuresPath(marketOf("2025-07-22", averages, { calendar })).meetings;
    expect(september).toMatchObject({ startPercent: 4.33, endPercent: 4.08, months: ["2025-08", "2025-10"] });
    // 17 days of 4.33 and 13 of 4.08 average 4.22167.
    expect(september!.misfitBp).toBeCloseTo(100 * (4.26 - (17 * 4.33 + 13 * 4.08) / 30), 9);
    const other = futuresPath(marketOf("2025-07-22", { ...averages, "2025-09": 5 }, { calendar }));
    expect(other.meetings[0]!.stepBp).toBe(september!.stepBp);
  });

  it("never take the current month for an anchor, although no meeting remains in it", () => {
    const averages = { "2026-09": 3.7475, "2026-10": 3.8954, "2026-11": 4.0255 };
    const [october] = futuresPath(marketOf("2026-09-18", averages, { effr: 3.88 })).meetings;
    // 31/28 of the difference of the two later months; September as a start would give 27.8.
    expect(october!.stepBp).toBeCloseTo(14.4, 1);
    expect(october!.months).toEqual(["2026-10", "2026-11"]);
  });

  it("take no month beyond the known calendar for an anchor: the last meeting is solved forward", () => {
    const averages = { "2026-11": 3.6, "2026-12": 3.5, "2027-01": 3.1 };
    const known = { ...meetings, knownTo: "2026-12-31" };
    const [december] = futuresPath(marketOf("2026-10-28", averages, { calendar: known })).meetings;
    // Days 1 to 9 of December at 3.60: (31 x 3.50 - 9 x 3.60) / 22.
    expect(december!.endPercent).toBeCloseTo((31 * 3.5 - 9 * 3.6) / 22, 12);
    expect(december!.months).toEqual(["2026-11", "2026-12"]);
  });

  it("count the days to the next business day at the old rate", () => {
    // Wednesday 18 June 2025; the 19th is a holiday: 19 days at the old rate, 11 at the new.
    const juneteenth = calendarOf(["2025-06-18"]);
    const [holiday] = futuresPath(
      marketOf("2025-06-10", { "2025-06": 4.25, "2025-07": 4.1 }, { calendar: juneteenth }),
    ).meetings;
    expect(holiday!.effective).toBe("2025-06-20");
    expect(holiday!.startPercent).toBeCloseTo((30 * 4.25 - 11 * 4.1) / 19, 12);
    // A Friday's decision leaves the weekend at the old rate: 17 days.
    const friday = calendarOf(["2025-08-15"]);
    const [weekend] = futuresPath(
      marketOf("2025-07-22", { "2025-08": 4.2, "2025-09": 4.08 }, { calendar: friday }),
    ).meetings;
    expect(weekend!.effective).toBe("2025-08-18");
    expect(weekend!.startPercent).toBeCloseTo((31 * 4.2 - 14 * 4.08) / 17, 12);
  });

  it("learn nothing of the new rate from the month of a meeting on its last day", () => {
    const calendar = calendarOf(["2024-07-31", "2024-09-18"]);
    const own = { "2024-07": 5.33 };
    expect(futuresPath(marketOf("2024-07-22", own, { effr: 5.33, calendar }))).toEqual({
      meetings: [],
      end: { why: "prices", decision: "2024-07-31" },
    });
    const [july] = futuresPath(
      marketOf("2024-07-22", { ...own, "2024-08": 5.31 }, { effr: 5.33, calendar }),
    ).meetings;
    expect(july).toMatchObject({ startPercent: 5.33, endPercent: 5.31, effective: "2024-08-01" });
  });

  it.each([
    ["2024-05-01", 31],
    ["2023-02-01", 28],
  ])(
    "say how little a contract knows of the rate before a meeting on the first day: %s",
    (decision, days) => {
      const month = decision.slice(0, 7);
      const before = addMonths(month, -2);
      const averages = { [month]: 5.3, [addMonths(month, 1)]: 5.25 };
      const [first] = futuresPath(
        marketOf(`${before}-15`, averages, { effr: 5.33, calendar: calendarOf([decision]) }),
      ).meetings;
      // One day at the old rate: half a spot tick of 0.25 bp counts as often as the month has days.
      expect(first!.uncertaintyBp).toBeCloseTo(0.25 * days, 9);
      const pinned = { ...averages, [addMonths(month, -1)]: 5.33 };
      const [anchored] = futuresPath(
        marketOf(`${before}-15`, pinned, { effr: 5.33, calendar: calendarOf([decision]) }),
      ).meetings;
      expect(anchored!.uncertaintyBp).toBe(0.25);
    },
  );

  it("start forward solving with a tick's weight of days over days after", () => {
    const averages = { "2026-09": 3.62, "2026-10": 3.6 };
    const calendar = { ...meetings, knownTo: "2026-10-31" };
    const path = futuresPath(marketOf("2026-10-02", averages, { effr: 3.62, calendar })).meetings;
    // 28 October: three days at the new rate, 31/3 of a quarter bp.
    expect(path[0]!.uncertaintyBp).toBeCloseTo((0.25 * 31) / 3, 9);
  });

  it("price a path of one meeting from the newest EFFR and its own contract", () => {
    const { meetings: path, end } = futuresPath(
      marketOf("2025-11-05", { "2025-11": 3.8693, "2025-12": 3.765 }, { effr: 3.87 }),
    );
    expect(path).toHaveLength(1);
    expect(path[0]!.startPercent).toBe(3.87);
    expect(path[0]!.endPercent).toBeCloseTo((31 * 3.765 - 10 * 3.87) / 21, 12);
    expect(path[0]!.fixings).toEqual({ from: "2025-11-05", to: "2025-11-05" });
    expect(end).toEqual({ why: "prices", decision: "2026-01-28" });
  });

  it("carry a rate over a month without a price, and let the steps make the whole way", () => {
    const rateOn = dailyRate(
      4.33,
      new Map([
        ["2025-07-30", -5],
        ["2025-09-17", -20],
        ["2025-10-29", -10],
      ]),
    );
    const averages = Object.fromEntries(
      ["2025-07", "2025-09", "2025-10", "2025-11"].map((month) => [month, meanOf(month, rateOn)]),
    );
    const path = futuresPath(marketOf("2025-07-22", averages)).meetings;
    expect(path.map(({ stepBp }) => places(stepBp, 6))).toEqual([-5, -20, -10]);
  });
});

describe("the start of the first meeting", () => {
  const own = { "2025-01": 4.32 };
  const at = (asOf: string, rateOn: (day: string) => number, calendar = meetings, newest = asOf) => ({
    ...marketOf(asOf, own, { calendar }),
    fed: calendars.fed,
    overnight: publishedTo(newest, rateOn),
  });
  const inDecember = (day: string) => (day < "2025-01-01" ? 4.34 : 4.33);
  const quiet = calendarOf(["2024-11-07", "2025-01-29"]);

  it("is the mean of the month before where that is complete and had no meeting", () => {
    const [january] = futuresPath(at("2025-01-10", inDecember, quiet)).meetings;
    expect(january!.startPercent).toBeCloseTo(4.34, 12);
    expect(january!.fixings).toEqual({ from: "2024-12-01", to: "2024-12-31" });
  });

  it("is the newest EFFR where that month had a meeting", () => {
    // The mean of December 2024 holds 18 days of 4.58 and would be wrong by most of a step.
    const rateOn = dailyRate(4.58, new Map([["2024-12-18", -25]]));
    const [january] = futuresPath(at("2025-01-10", rateOn)).meetings;
    expect(january!.startPercent).toBeCloseTo(4.33, 12);
  });

  it("is the newest EFFR where the month before is not published whole", () => {
    const holed = at("2025-01-10", inDecember, quiet);
    const on = (day: string) => (day < "2024-12-10" ? null : holed.overnight.on(day));
    const [january] = futuresPath({ ...holed, overnight: { ...holed.overnight, on } }).meetings;
    expect(january!.startPercent).toBe(4.33);
  });

  it("is not an EFFR that a decision has overtaken: without a price for the start there is no path", () => {
    const october = marketOf("2025-10-29", { "2025-12": 3.8 }, { effr: 4.12 });
    expect(futuresPath(october).meetings).toEqual([]);
    const withNovember = marketOf("2025-10-29", { "2025-11": 3.87, "2025-12": 3.8 }, { effr: 4.12 });
    expect(futuresPath(withNovember).meetings[0]!.startPercent).toBe(3.87);
  });
});

describe("decisions outside the schedule", () => {
  const march = {
    "2020-03": 0.9,
    "2020-04": 0.4,
    "2020-05": 0.3,
  };

  it("end the list before a month that holds two of them", () => {
    const market = marketOf("2020-02-28", march, { effr: 1.58 });
    expect(futuresPath(market)).toEqual({
      meetings: [],
      end: { why: "two-decisions", decision: "2020-03-03" },
    });
  });

  it("are told by published rates where the first of the two is past", () => {
    const steps = new Map([
      ["2020-03-03", -50],
      ["2020-03-15", -80],
    ]);
    const rateOn = dailyRate(1.58, steps);
    const calendar = calendarOf(["2020-01-29", "2020-03-03", "2020-03-15", "2020-05-06"]);
    const averages = { "2020-03": meanOf("2020-03", rateOn), "2020-04": 0.28 };
    // On the 3rd itself the cut is known and in no fixing; two days later it is in some.
    for (const [asOf, newest] of [
      ["2020-03-03", "2020-03-02"],
      ["2020-03-05", "2020-03-04"],
    ] as const) {
      const market = { ...marketOf(asOf, averages, { calendar }), overnight: publishedTo(newest, rateOn) };
      const [sunday] = futuresPath(market).meetings;
      expect(sunday!.startPercent).toBeCloseTo(1.08, 9);
      expect(sunday!.stepBp).toBeCloseTo(-80, 7);
      expect(sunday!.fixings?.from).toBe("2020-03-01");
    }
  });

  it("overtake the mean of the month before as the start, where the own contract stands alone", () => {
    const rateOn = dailyRate(1.58, new Map([["2020-03-03", -50]]));
    const calendar = calendarOf(["2020-01-29", "2020-03-03", "2020-03-15"]);
    const later = (day: string) => (day < "2020-03-16" ? rateOn(day) : 0.28);
    const market = marketOf("2020-03-05", { "2020-03": meanOf("2020-03", later) }, { calendar });
    const [sunday] = futuresPath({ ...market, overnight: publishedTo("2020-03-05", rateOn) }).meetings;
    expect(sunday!.startPercent).toBeCloseTo(1.08, 9);
    expect(sunday!.endPercent).toBeCloseTo(0.28, 9);
  });

  it("take a month's place among the anchors the moment they are known", () => {
    const averages = { "2025-07": 4.33, "2025-08": 4.3, "2025-09": 4.2, "2025-10": 4.1, "2025-11": 4.0 };
    const before = futuresPath(marketOf("2025-07-22", averages)).meetings[0]!;
    expect(before.months).toContain("2025-08");
    const calendar = {
      ...meetings,
      meetings: [...meetings.meetings, ...calendarOf(["2025-08-22"]).meetings],
    };
    const after = futuresPath(marketOf("2025-07-22", averages, { calendar })).meetings;
    expect(after.map(({ decision }) => decision).slice(0, 3)).toEqual([
      "2025-07-30",
      "2025-08-22",
      "2025-09-17",
    ]);
    expect(after[0]!.endPercent).not.toBeCloseTo(4.3, 3);
  });

  it("keep a month from being an anchor whose first days still carry the rate before", () => {
    // Friday 30 May 2025: the new rate begins on Monday 2 June, so June's mean holds a day of the old one.
    const calendar = calendarOf(["2025-05-30", "2025-07-30"]);
    const averages = { "2025-05": 4.33, "2025-06": 4.1, "2025-07": 4.09, "2025-08": 4.0 };
    const [may] = futuresPath(marketOf("2025-05-10", averages, { calendar })).meetings;
    expect(may!.months).not.toContain("2025-06");
  });

  it("are none where the committee only voted by notation: the calendar does not list 22 August 2025", () => {
    expect(meetings.meetings.map(({ decision }) => decision)).not.toContain("2025-08-22");
    expect(meetings.meetings.filter(({ decision }) => decision.startsWith("2025"))).toHaveLength(8);
  });
});
