import { describe, expect, it } from "vitest";
import { versionsOut, wentOut } from "../../../pipeline/desk/correcting/went-out.ts";
import type { Tally, Version } from "../../../pipeline/model/delivery.ts";

const DAY = "2025-11-05";
const version = (edition: "free" | "paid", number: number) =>
  ({ id: `${DAY}/${edition}/${number}`, date: DAY, edition, number }) as Version;
const deliveries = (counts: Readonly<Record<string, number>>) => ({
  versions: async () => [version("free", 1), version("free", 2), version("paid", 1)],
  tally: async (id: string) => ({ queued: 0, accepted: counts[id.slice(DAY.length + 1)] ?? 0 }) as Tally,
});

describe("what went out of a day", () => {
  it("is of each edition the newest that readers were entered for", async () => {
    const all = deliveries({ "free/1": 3, "free/2": 1, "paid/1": 2 });
    expect((await wentOut(DAY, all)).map(({ id }) => id)).toEqual([`${DAY}/free/2`, `${DAY}/paid/1`]);
  });

  it("is nothing that was kept for sending and reached nobody's turn", async () => {
    const some = deliveries({ "free/1": 3 });
    expect((await wentOut(DAY, some)).map(({ id }) => id)).toEqual([`${DAY}/free/1`]);
    expect(await versionsOut({}, some)).toHaveLength(1);
    expect(await wentOut(DAY, deliveries({}))).toEqual([]);
  });
});
