import { expect, it } from "vitest";
import {
  type Constants,
  capacityFor,
  daysPerSecond,
  mostMarksPerSecond,
  smallLettersPerSecond,
} from "./bench/capacity/model.ts";
import { capacityTable, ISSUES, READERS } from "./bench/capacity/table.ts";

/** Round figures, so that what follows is reckoned by hand. */
const CONSTANTS: Constants = {
  measuredOn: "2026-01-01",
  machine: "two cores",
  cores: 2,
  message: {
    cpuMs: 7,
    smallCpuMs: 1,
    databaseCpuMs: 1.4,
    sinkCpuMs: 0.6,
    transactions: 0.5,
    transactionMs: 2.5,
    walBytes: 1000,
    busy: 1,
  },
  bytes: { reader: 500, delivery: 400, issue: 1e6, archiveDay: 2e6 },
  issue: { cpuMs: 3000, startMs: 2000, busy: 0.75 },
};

it("a hundred thousand readers within an hour take cores, lines and bytes as by hand", () => {
  const capacity = capacityFor({ readers: 100_000, issuesADay: 1 }, CONSTANTS);
  expect(capacity.messagesPerSecond).toBeCloseTo(27.78, 2);
  // 27.78 messages of 7 ms are 0.194 of a core, planned for seven tenths of its time.
  expect(capacity.sendingCores).toBeCloseTo(0.278, 3);
  expect(capacity.databaseCores).toBeCloseTo(0.0556, 4);
  expect(capacity.relayLines).toBe(6);
  expect(capacity.walBytesPerSecond).toBeCloseTo(27_778, 0);
  // 50 MB of readers; 252 issues of 40 MB of deliveries and 1 MB of files; 252 days of 2 MB.
  expect(capacity.databaseBytesPerYear).toBe(50e6 + 252 * 41e6 + 252 * 2e6);
  expect(capacity.breaksFirst).toBe("nothing");
});

it("a hundred issues a day are on their way four at a time, and one is alone", () => {
  const rate = (issuesADay: number) =>
    capacityFor({ readers: 36_000, issuesADay }, CONSTANTS).messagesPerSecond;
  expect([rate(1), rate(10)]).toEqual([10, 10]);
  expect(rate(100)).toBeCloseTo(41.67, 2);
});

it("ten million readers come to the turns that marks take: half a transaction of 2.5 ms each", () => {
  expect(mostMarksPerSecond(CONSTANTS)).toBe(800);
  expect(capacityFor({ readers: 1e7, issuesADay: 1 }, CONSTANTS).breaksFirst).toBe("marks take turns");
});

it("one machine is as fast as its cores, its sender's thread or its marks, whichever is least", () => {
  const quickMarks = { ...CONSTANTS, message: { ...CONSTANTS.message, transactionMs: 0.1 } };
  expect(smallLettersPerSecond(CONSTANTS)).toBeCloseTo(2000 / 3, 6);
  expect(smallLettersPerSecond({ ...CONSTANTS, cores: 8 })).toBe(800);
  expect(smallLettersPerSecond({ ...quickMarks, cores: 8 })).toBe(1000);
  // 2 s to begin, then two days of 3 s on one and a half cores: 4 s.
  expect(daysPerSecond(2, CONSTANTS)).toBeCloseTo(2 / 6, 6);
});

it("the table has a line for each number of readers and issues", () => {
  const lines = capacityTable(CONSTANTS).split("\n");
  expect(lines).toHaveLength(2 + READERS.length * ISSUES.length);
  expect(lines[2]).toBe("| 1 k | 1 | 0.28 | < 0.01 | < 0.01 | 1 | 860 MB | 0.28 kB/s | nothing |");
});
