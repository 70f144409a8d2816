import { describe, expect, it } from "vitest";
import {
  type Constants,
  capacityFor,
  daysPerSecond,
  mostMarksPerSecond,
  smallLettersPerSecond,
} from "./bench/capacity/model.ts";
import { simulate } from "./bench/capacity/simulation.ts";
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
    wakeMs: 0.05,
    claimMs: 20,
    ledgerMs: { first: 3, more: 1 },
    ledgerCpuMs: { first: 0.2, more: 0.1 },
    walBytes: 1000,
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

it("ten million readers come to the turns that marks take: fifty steps of 52 ms, two of a letter", () => {
  expect(mostMarksPerSecond(CONSTANTS)).toBeCloseTo(25_000 / 52, 6);
  expect(capacityFor({ readers: 1e7, issuesADay: 1 }, CONSTANTS).breaksFirst).toBe("marks take turns");
});

describe("letters on one machine", () => {
  const ledger = { transactionMs: () => 3, transactionCpuMs: () => 0 };
  const machine = { cores: 2, lines: 1, letterMs: 1.2, sinkMs: 0.5, wakeMs: 0.1, claimMs: 0, ...ledger };

  it("over one connection take what each of its stations takes, one after the other", () => {
    const { perSecond, transactionsPerLetter } = simulate(machine, 100);
    // Ten words between sender and mail server, and the two transactions.
    expect(perSecond).toBeCloseTo(1000 / (1.2 + 0.5 + 10 * 0.1 + 2 * 3), 6);
    expect(transactionsPerLetter).toBe(2);
  });

  it("over more connections share their transactions, and come as close as they can to the thread that is busiest", () => {
    expect(simulate({ ...machine, lines: 5 }, 1000).transactionsPerLetter).toBeCloseTo(2 / 5, 1);
    const quick = simulate({ ...machine, lines: 50, transactionMs: () => 0.01 }, 5000).perSecond;
    expect(quick).toBeLessThan(1000 / 1.2);
    expect(quick).toBeGreaterThan(0.9 * (1000 / 1.2));
    const slowDisk = simulate({ ...machine, lines: 50, transactionMs: (steps) => 40 * steps }, 500).perSecond;
    expect(slowDisk).toBeGreaterThan(0.9 * (1000 / 80));
    expect(slowDisk).toBeLessThan(1000 / 80);
  });

  it("wait for the page that they are claimed with", () => {
    const { perSecond } = simulate({ ...machine, claimMs: 40 }, 400);
    expect(perSecond).toBeCloseTo(1000 / (1.2 + 0.5 + 10 * 0.1 + 2 * 3 + 40 / 200), 6);
  });

  it("wait while their sender puts the steps of others together", () => {
    const quick = { ...machine, lines: 50, transactionMs: () => 2, transactionCpuMs: () => 2 };
    const { perSecond, transactionsPerLetter } = simulate(quick, 5000);
    expect(perSecond).toBeCloseTo(1000 / (1.2 + 2 * transactionsPerLetter), -1);
  });

  it("on one core have sender and mail server take turns", () => {
    const quick = { ...machine, lines: 50, transactionMs: () => 0.01 };
    expect(simulate({ ...quick, cores: 1 }, 5000).perSecond).toBeLessThan(1000 / (1.2 + 0.5) + 1e-6);
  });

  it("are as many as the simulation says of the constants", () => {
    expect(smallLettersPerSecond(CONSTANTS, 1)).toBeCloseTo(
      1000 / (1 + 0.6 + 10 * 0.05 + 2 * 3 + 20 / 200),
      6,
    );
  });
});

it("days are begun once, and then take what the cores leave", () => {
  // 2 s to begin, then two days of 3 s on one and a half cores: 4 s.
  expect(daysPerSecond(2, CONSTANTS)).toBeCloseTo(2 / 6, 6);
});

it("the table has a line for each number of readers and issues", () => {
  const lines = capacityTable(CONSTANTS).split("\n");
  expect(lines).toHaveLength(2 + READERS.length * ISSUES.length);
  expect(lines[2]).toBe("| 1 k | 1 | 0.28 | < 0.01 | < 0.01 | 1 | 860 MB | 0.28 kB/s | nothing |");
});
