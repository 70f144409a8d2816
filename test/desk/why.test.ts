import { describe, expect, it } from "vitest";
import { chainOf, entriesFor } from "../../pipeline/desk/why.ts";
import { figuresOf } from "../../pipeline/finance/figures.ts";
import type { Observation, Window } from "../../pipeline/model/series.ts";
import { entryOf } from "../support/checked.ts";
import { origin } from "../support/snapshots.ts";

const make = figuresOf("made-up");
const observation = (rest: Partial<Observation> = {}): Observation => ({
  series: "UST.10Y",
  date: "2025-11-12",
  value: 4.08,
  unit: "percent",
  origin: { ...origin, retrievedAt: "2025-11-12T22:30:00Z" },
  ...rest,
});
const chain = (rest?: Partial<Observation>) =>
  chainOf(entryOf(make.observed("level", observation(rest)), ["4.08%"])).split("\n");

describe("the chain behind a number", () => {
  it("leads from the page to the bytes, with the line and the time", () => {
    expect(chain({ line: 7 })).toEqual([
      "4.08%  made-up.level",
      "  printed in: text",
      "  = 4.08 percent, as of 2025-11-12",
      expect.stringMatching(/^ {4}formula: /),
      "    from UST.10Y on 2025-11-12: 4.08 percent",
      "      read: made-up.csv, line 7 (test)",
      `      sha256: ${"0".repeat(64)}`,
      "      retrieved: 2025-11-12T22:30:00Z",
    ]);
  });

  it("says from which value it was revised, also where that was zero, and nothing where it was not", () => {
    expect(chain({ revisedFrom: 4.07 })).toContain(
      "    from UST.10Y on 2025-11-12: 4.08 percent, revised from 4.07",
    );
    expect(chain({ revisedFrom: 0 })).toContain(
      "    from UST.10Y on 2025-11-12: 4.08 percent, revised from 0",
    );
    expect(chain().join()).not.toContain("revised");
  });

  it("tells what a reader must know of the source", () => {
    expect(chain({ origin: { ...origin, note: "from fund holdings" } })).toContain(
      "      note: from fund holdings",
    );
    expect(chain({ origin }).join()).not.toContain("retrieved");
  });

  it("of a computed number holds those that it was computed from, down to their pages", () => {
    const [first, second] = [
      observation(),
      observation({ date: "2025-11-10", value: 4.13, revisedFrom: 4.12 }),
    ];
    const before = make.observed("before", second);
    const change = make.difference("change", make.observed("level", first), before);
    const text = chainOf(entryOf(change, ["−5 bp"]));
    expect(text).toContain("from made-up.before");
    expect(text).toContain("from UST.10Y on 2025-11-10: 4.13 percent, revised from 4.12");
    expect(text.match(/read: made-up\.csv/g)).toHaveLength(2);
  });
});

describe("the chain behind a number of many days", () => {
  const window: Window = {
    series: "UST.10Y",
    unit: "percent",
    from: "2024-11-13",
    to: "2025-11-12",
    count: 250,
    coverage: 0.996,
    origins: [{ ...origin, retrievedAt: "2025-11-12T22:30:00Z" }],
  };
  const high = make.observed("high", observation());
  const chainWith = (more: { readings?: number }) =>
    chainOf(entryOf({ ...high, inputs: [{ ...window, ...more }] }, ["4.80%"])).split("\n");

  it("names the newest reading of its source, and says how many there are where one is not all", () => {
    expect(chainWith({}).slice(-4)).toEqual([
      "    from UST.10Y: 250 observations, 2024-11-13 to 2025-11-12, 99.6% of its calendar's days",
      "      read: made-up.csv (test)",
      `      sha256: ${"0".repeat(64)}`,
      "      retrieved: 2025-11-12T22:30:00Z",
    ]);
    expect(chainWith({ readings: 250 })).toContain(
      "      250 readings; those of each day are in snapshot.json. Of each source the newest:",
    );
  });
});

describe("a number that is asked for", () => {
  const entries = [
    entryOf(make.observed("level", observation()), ["4.08%"]),
    entryOf(make.observed("change", observation({ value: -5 })), ["\u22125 bp"]),
  ];
  const found = (asked: string) => entriesFor(asked, { date: "2025-11-12", entries }).map(({ id }) => id);

  it("is found by its id, and by its printed text with any minus sign and spaces", () => {
    expect(found("made-up.level")).toEqual(["made-up.level"]);
    for (const asked of ["−5 bp", "-5bp", "–5 BP", " -5  bp "])
      expect(found(asked), asked).toEqual(["made-up.change"]);
  });

  it("is not found by a part of it", () => {
    expect([found("4.0"), found("5 bp"), found("")]).toEqual([[], [], []]);
  });
});
