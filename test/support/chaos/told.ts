import { appendFileSync } from "node:fs";
import { expect } from "vitest";
import type { Balance } from "./balance.ts";

/** CHAOS=full: as large as one has patience for, and what was to go wrong must have gone wrong; else as small as `npm test` wants it. */
export const isFull = process.env.CHAOS === "full";

/** The size for this run. */
export const sized = (small: number, full: number): number => (isFull ? full : small);

/** A test's time: a full run takes minutes. */
export const TIME = isFull ? 1_200_000 : 30_000;

/** What a case adds to what was counted. */
export interface Told {
  readonly title: string;
  readonly balance: Balance;
  readonly faults: Readonly<Record<string, number>>;
  readonly runs: number;
}

/** CHAOS_TABLE=FILE: a line of JSON for each case goes there. Then what must hold at the end of every case is looked at. */
export function expectWhole({ title, balance, faults, runs }: Told): void {
  const { contradictions, ...counts } = balance;
  const line = { case: title, ...counts, contradictions: contradictions.length, runs, faults };
  if (process.env.CHAOS_TABLE) appendFileSync(process.env.CHAOS_TABLE, `${JSON.stringify(line)}\n`);
  expect(contradictions).toEqual([]);
  expect(balance).toMatchObject({ duplicates: 0, missing: 0 });
  expect(balance.acceptedOnce + balance.uncertain + balance.named).toBe(balance.recipients);
}
