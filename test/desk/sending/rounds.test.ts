import { describe, expect, it } from "vitest";
import type { Ended, Sending } from "../../../pipeline/deliver/sending/sending.ts";
import { inRounds, type Prepared } from "../../../pipeline/desk/sending/rounds.ts";
import type { SendRequest, SendWorld } from "../../../pipeline/desk/sending/sent.ts";
import type { Tier } from "../../../pipeline/model/subscriber.ts";

const START = Date.parse("2025-11-05T21:30:00.000Z");
type End = Ended["end"];

/** Runs rounds over a sender that ends as told, each call a second long. */
async function rounds(
  tiers: readonly Tier[],
  ends: Readonly<Record<string, readonly End[]>>,
  runMinutes = 60,
) {
  let ms = 0;
  const stop = new AbortController();
  const calls: string[] = [];
  const remarks: string[] = [];
  const left: Record<string, End[]> = Object.fromEntries(
    Object.entries(ends).map(([tier, all]) => [tier, [...all]]),
  );
  const sendAll = async ({ version, settings }: Sending): Promise<Ended> => {
    calls.push(`${version} ${settings.retry.runMinutes} at ${ms / 1000}`);
    ms += 1000;
    const end = left[version]?.shift() ?? { why: "done" };
    return { tally: {} as Ended["tally"], accepted: 5, milliseconds: 1000, end };
  };
  const world = {
    sendAll,
    deliveries: { tally: async () => ({}) },
    now: () => new Date(START + ms).toISOString(),
    ticks: () => ms,
    sleep: async (wait: number) => {
      ms += wait;
    },
    remark: (text: string) => remarks.push(text),
    tell: () => undefined,
    stop: stop.signal,
  } as unknown as SendWorld;
  const request = {
    rules: { settings: { relays: [], domains: {}, retry: { runMinutes } } },
    secrets: { logins: {} },
    authorities: {},
  } as unknown as SendRequest;
  const editions = tiers.map((tier) => ({ tier, version: { id: tier } }) as unknown as Prepared);
  const sent = await inRounds(editions, request, world);
  return { calls, remarks, ends: sent.map(({ end, accepted }) => `${end.why} ${accepted}`) };
}

const deferred = (seconds: number): End => ({
  why: "deferred left",
  next: new Date(START + seconds * 1000).toISOString(),
});

describe("editions that are sent one after the other", () => {
  it("keep no other one waiting for their deferred ones", async () => {
    const { calls, remarks, ends } = await rounds(["paid", "free"], {
      paid: [deferred(60)],
      free: [deferred(30)],
    });
    expect(calls).toEqual(["paid 0 at 0", "free 0 at 1", "paid 0 at 30", "free 0 at 31"]);
    expect(remarks).toHaveLength(1);
    expect(ends).toEqual(["done 10", "done 10"]);
  });

  it("leave the waiting to the sender where one alone is left", async () => {
    const { calls } = await rounds(["paid", "free"], { paid: [deferred(60)] });
    expect(calls).toEqual(["paid 0 at 0", "free 0 at 1", "paid 60 at 2"]);
    expect((await rounds(["free"], { free: [deferred(60)] })).ends).toEqual(["deferred left 5"]);
  });

  it("end when the time for deferred ones is up, counted from when only they are left", async () => {
    const { calls, ends } = await rounds(
      ["paid", "free"],
      { paid: [deferred(100)], free: [deferred(120)] },
      1,
    );
    expect(calls).toHaveLength(2);
    expect(ends).toEqual(["deferred left 5", "deferred left 5"]);
  });

  it("are as patient as one alone where no relay takes anything, and then the next is not begun", async () => {
    const none: End = { why: "no relay", reasons: ["Down."] };
    const back = await rounds(["paid", "free"], { paid: [none] });
    expect(back.calls).toEqual(["paid 0 at 0", "paid 60 at 1", "free 0 at 2"]);
    expect(back.ends).toEqual(["done 10", "done 5"]);
    expect((await rounds(["paid", "free"], { paid: [none, none] })).ends).toEqual([
      "no relay 10",
      "not reached 0",
    ]);
  });

  it.each(["asked to stop", "taken over"] as const)("end where one is %s", async (why) => {
    const { calls, ends } = await rounds(["paid", "free"], { paid: [{ why }] });
    expect(calls).toHaveLength(1);
    expect(ends).toEqual([`${why} 5`, "not reached 0"]);
  });
});
