import { describe, expect, it } from "vitest";
import { countFor, partFor } from "../../../pipeline/deliver/sending/seat.ts";
import { sendAll } from "../../../pipeline/deliver/sending/send-all.ts";
import type { Ended } from "../../../pipeline/deliver/sending/sending.ts";
import type { RelaySettings } from "../../../pipeline/model/delivery-settings.ts";
import type { Together } from "../../../pipeline/world/mailing/mailing.ts";
import { VERSION } from "../../support/ledger-in-memory.ts";
import { type MadeUpRelays, madeUpRelays } from "../../support/made-up-relays.ts";
import { RETRY, readersOf, type Stage, stageFor } from "../../support/sending-stage.ts";
import { letterTo, relayAt } from "../../support/smtp-letters.ts";

interface Limits {
  readonly relay?: Partial<RelaySettings>;
  readonly domains?: Parameters<typeof sendAll>[0]["settings"]["domains"];
  readonly batch?: number;
  readonly together?: (sender: string) => Together | null;
  readonly stop?: AbortSignal;
}

/** One of several runs over the ledger and the time of a stage. */
function runOf({ ledger, time, stop }: Stage, relays: MadeUpRelays, limits: Limits = {}): Promise<Ended> {
  const { relay = {}, domains = {}, batch = 10_000 } = limits;
  const together: (typeof ledger)["together"] = async (sender, at) =>
    limits.together?.(sender) ?? ledger.together(sender, at);
  return sendAll(
    {
      ...{ version: VERSION, batch, logins: {}, authorities: {} },
      letterFor: ({ address }) => letterTo(address),
      settings: { relays: [relayAt(25, { name: "relay", ...relay })], domains, retry: RETRY },
    },
    {
      ...{ deliveries: { ...ledger, together }, subscribers: ledger.subscribers, relays },
      process: { process: 1, host: "here" },
      ...{ now: time.now, ticks: time.ticks, sleep: time.sleep, chance: () => 0.5, tell: () => {} },
      stop: limits.stop ?? stop.signal,
    },
  );
}

/** The most letters within any second. */
function mostPerSecond(taken: readonly { readonly at: number }[]): number {
  const moments = taken.map(({ at }) => at).sort((a, b) => a - b);
  return Math.max(...moments.map((from) => moments.filter((at) => at >= from && at < from + 1000).length));
}

describe("several that send one version", () => {
  it("hand each letter over once, and are together no quicker than a relay allows", async () => {
    const stage = stageFor(readersOf(600));
    const relays = madeUpRelays(stage.time);
    const relay = { connections: 6, perSecond: 50 };
    const first = runOf(stage, relays, { relay });
    await stage.time.sleep(2_000, new AbortController().signal);
    const ended = await Promise.all([
      first,
      runOf(stage, relays, { relay }),
      runOf(stage, relays, { relay }),
    ]);
    expect(new Set(relays.taken.map(({ to }) => to)).size).toBe(600);
    expect(relays.taken).toHaveLength(600);
    for (const { accepted } of ended) expect(accepted).toBeGreaterThan(80);
    // A tenth of a second's letters may come in one burst, of each of them; for half a second a newcomer is not known.
    expect(mostPerSecond(relays.taken)).toBeLessThanOrEqual(50 + 5 + 15);
    const seconds = Math.max(...relays.taken.map(({ at }) => at)) / 1000;
    expect(600 / seconds).toBeLessThan(52);
    expect(600 / seconds).toBeGreaterThan(40);
  });

  it("share a relay's connections, and what a domain is spared", async () => {
    const stage = stageFor(readersOf(400, 4));
    const relays = madeUpRelays(stage.time);
    const limits: Limits = {
      relay: { connections: 5 },
      domains: { "d0.example.org": { connections: 2, perSecond: null } },
    };
    await Promise.all([1, 2, 3].map(() => runOf(stage, relays, limits)));
    expect(relays.taken).toHaveLength(400);
    expect(relays.mostUnderWay.get("relay")).toBe(5);
    expect(relays.mostUnderWay.get("d0.example.org")).toBeLessThanOrEqual(2);
  });

  it("wait for a line where there are fewer than they, and have all of it when the others have ended", async () => {
    const stage = stageFor(readersOf(90));
    const relays = madeUpRelays(stage.time);
    const limits: Limits = { relay: { connections: 1 }, batch: 30 };
    const ended = await Promise.all([1, 2, 3].map(() => runOf(stage, relays, limits)));
    expect(relays.mostUnderWay.get("relay")).toBe(1);
    expect(ended.map(({ accepted }) => accepted)).toEqual([30, 30, 30]);
  });

  it("give up waiting for a line that others keep", async () => {
    const stage = stageFor(readersOf(5));
    const relays = madeUpRelays(stage.time);
    const together = () => ({ before: 1, all: 2, isKnown: true });
    const ended = await runOf(stage, relays, { relay: { connections: 1 }, together });
    expect(ended).toMatchObject({ accepted: 0, end: { why: "batch ended" }, tally: { queued: 5 } });
    expect(relays.opened).toEqual([]);
  });

  it("begin nothing before the others know of them, but for those that are silent", async () => {
    const stage = stageFor(readersOf(5));
    const relays = madeUpRelays(stage.time);
    const together = () => ({ before: 1, all: 2, isKnown: false });
    await runOf(stage, relays, { relay: { connections: 2 }, together });
    expect(relays.begun[0]!.at).toBeGreaterThanOrEqual(5_000);
    expect(relays.taken).toHaveLength(5);
  });

  it("end with their batch, and leave the others theirs", async () => {
    const stage = stageFor(readersOf(100));
    const ended = await runOf(stage, madeUpRelays(stage.time), { batch: 30 });
    expect(ended).toMatchObject({ accepted: 30, end: { why: "batch ended" }, tally: { queued: 70 } });
    const held = [...stage.ledger.rows.values()].filter(({ state, sender }) => state === "queued" && sender);
    expect(held).toEqual([]);
  });

  it("wait for no deferred one", async () => {
    const stage = stageFor(readersOf(20));
    const answer = ({ to }: { readonly to: string }) =>
      to.startsWith("reader7@") ? ({ step: "rcpt", reply: "450 4.2.0 Later" } as const) : null;
    const ended = await runOf(stage, madeUpRelays(stage.time, { answer }));
    expect(ended).toMatchObject({ accepted: 19, end: { why: "deferred left" } });
    expect(ended.milliseconds).toBeLessThan(5_000);
  });

  it("that are stopped give back what they have not begun", async () => {
    const stage = stageFor(readersOf(300));
    const stop = new AbortController();
    const relays = madeUpRelays(stage.time);
    const run = runOf(stage, relays, { stop: stop.signal });
    await stage.time.sleep(800, new AbortController().signal);
    stop.abort();
    expect((await run).end.why).toBe("asked to stop");
    const rows = [...stage.ledger.rows.values()];
    expect(new Set(rows.map(({ state }) => state))).toEqual(new Set(["accepted", "queued"]));
    expect(rows.filter(({ state }) => state === "queued").every(({ sender }) => sender === null)).toBe(true);
  });

  it("hand nothing more over when a step's end was not heard; what was marked is uncertain, and goes to nobody", async () => {
    const stage = stageFor(readersOf(40));
    const relays = madeUpRelays(stage.time);
    let steps = 0;
    stage.ledger.onMark = ({ to }) => {
      steps += to === "handed over" ? 1 : 0;
      if (steps !== 10) return;
      // It stands there, and its answer is lost.
      const row = [...stage.ledger.rows.values()].find(
        ({ state, sender }) => state === "queued" && sender !== null,
      );
      stage.ledger.onMark = null;
      if (row) row.state = "handed over";
      throw new Error("The connection broke while a change was being recorded.");
    };
    await expect(runOf(stage, relays)).rejects.toThrow("The connection broke");
    const lost = [...stage.ledger.rows.values()].filter(({ state }) => state === "uncertain");
    expect(lost.length).toBeGreaterThan(0);
    await runOf(stage, relays);
    const sent = relays.taken.map(({ to }) => to);
    expect(new Set(sent).size).toBe(sent.length);
    const counts = await stage.ledger.tally(VERSION);
    expect(counts.accepted + counts.uncertain).toBe(40);
  });
});

describe("a seat's part", () => {
  it("is the whole for all seats together", () => {
    for (const most of [1, 2, 5, 7])
      for (const all of [1, 2, 3, 4, 9]) {
        const seats = Array.from({ length: all }, (_, before) => ({ before, all }));
        const sum = (of: readonly number[]) => of.reduce((a, b) => a + b, 0);
        expect(sum(seats.map((seat) => countFor(most, seat)))).toBe(most);
        expect(sum(seats.map((seat) => partFor(most, seat)))).toBeCloseTo(1);
        expect(sum(seats.map((seat) => partFor(null, seat)))).toBeCloseTo(1);
        // Whoever has no connection has no part of the rate that would be wasted.
        for (const seat of seats) expect(partFor(most, seat) > 0).toBe(countFor(most, seat) > 0);
      }
  });

  it("is none before it is known", () => {
    expect([countFor(5, null), partFor(5, null)]).toEqual([0, 0]);
  });
});
