import { describe, expect, it } from "vitest";
import { type Answer, madeUpRelays } from "../../support/made-up-relays.ts";
import { readersOf, stageFor } from "../../support/sending-stage.ts";

const busy = (code: number | null = null) =>
  ({ trouble: "busy", code, reason: "Relay relay0 cannot be reached." }) as const;
const closed = {
  trouble: "refused",
  code: 535,
  reason: "Relay relay0 refused the user and password.",
} as const;

describe("a relay in trouble", () => {
  it("is left alone for longer and longer, tried by one letter, and used again when it is well", async () => {
    const stage = stageFor(readersOf(50), { relays: [{ connections: 5 }] });
    const relays = madeUpRelays(stage.time, { opening: () => (stage.time.ticks() < 60_000 ? busy() : null) });
    const ended = await stage.run(relays);
    expect(ended).toMatchObject({ accepted: 50, end: { why: "done" } });
    // A few at first, then one for each rest of 10, 20 and 40 s.
    expect(relays.opened.length).toBeLessThan(9 + 3 + 5);
    expect(stage.ledger.rows.get("r000000")!.attempts).toBe(1);
  });

  it("leaves the letters to the others", async () => {
    const stage = stageFor(readersOf(200), { relays: [{}, {}] });
    const relays = madeUpRelays(stage.time, { opening: ({ name }) => (name === "relay0" ? busy() : null) });
    expect(await stage.run(relays)).toMatchObject({ accepted: 200, end: { why: "done" } });
  });

  it("that never gets well ends the run with the reason, everything still queued", async () => {
    const stage = stageFor(readersOf(50), { retry: { runMinutes: 30 } });
    const ended = await stage.run(madeUpRelays(stage.time, { opening: () => busy() }));
    expect(ended.end).toEqual({ why: "no relay", reasons: ["Relay relay0 cannot be reached."] });
    expect(ended.tally.queued).toBe(50);
    expect(ended.milliseconds).toBeLessThan(40 * 60_000);
  });

  it("that greets with 421 without end does so too", async () => {
    const stage = stageFor(readersOf(50), { retry: { runMinutes: 1 } });
    const relays = madeUpRelays(stage.time, { opening: () => busy(421) });
    expect((await stage.run(relays)).end.why).toBe("no relay");
    expect(relays.opened.length).toBeLessThan(15);
  });

  it("for good takes nothing more; with all of them so there is no relay", async () => {
    const one = stageFor(readersOf(200), { relays: [{}, {}] });
    const relays = madeUpRelays(one.time, { opening: ({ name }) => (name === "relay0" ? closed : null) });
    expect(await one.run(relays)).toMatchObject({ accepted: 200, end: { why: "done" } });
    expect(relays.opened.filter((name) => name === "relay0").length).toBeLessThanOrEqual(2);
    const all = stageFor(readersOf(200), { relays: [{}, {}] });
    const ended = await all.run(madeUpRelays(all.time, { opening: () => closed }));
    expect(ended).toMatchObject({
      tally: { queued: 200 },
      end: { why: "no relay", reasons: [closed.reason, closed.reason] },
    });
  });

  it("that wants a login in the middle is closed, and the letter goes over another", async () => {
    const stage = stageFor(readersOf(50), { relays: [{ connections: 1 }, { connections: 1 }] });
    const answer = (_: unknown, relay: string): Answer =>
      relay === "relay0" ? { step: "mail", reply: "530 5.7.0 Authenticate" } : null;
    const ended = await stage.run(madeUpRelays(stage.time, { answer }));
    expect(ended).toMatchObject({ accepted: 50, end: { why: "done" } });
  });

  it("that says 421 is slowed, its line closed, and the letter comes again", async () => {
    const stage = stageFor(readersOf(100), { relays: [{ connections: 1 }] });
    const answer = (_: unknown, __: string, nth: number): Answer =>
      nth === 10 ? { step: "rcpt", reply: "421 4.7.0 Too fast" } : null;
    const relays = madeUpRelays(stage.time, { answer });
    expect(await stage.run(relays)).toMatchObject({ accepted: 100 });
    expect(relays.begun[10]!.at - relays.begun[9]!.at).toBeGreaterThanOrEqual(2_000);
    expect(relays.opened).toHaveLength(2);
  });

  it.each(["lost before", "lost after mayEnd"] as const)(
    "that drops lines (%s) costs an attempt, soon made good",
    async (said) => {
      const stage = stageFor(readersOf(100));
      const answer = (_: unknown, __: string, nth: number): Answer => (nth % 10 === 0 ? said : null);
      const relays = madeUpRelays(stage.time, { answer });
      const ended = await stage.run(relays);
      expect(ended).toMatchObject({ accepted: 100, end: { why: "done" } });
      expect(relays.taken).toHaveLength(100);
      const attempts = [...stage.ledger.rows.values()].map((row) => row.attempts);
      expect(attempts.reduce((all, one) => all + one, 0)).toBe(relays.begun.length);
      expect(ended.milliseconds).toBeLessThan(30_000);
    },
  );

  it("that drops the line after the last dot leaves an uncertain one, which no run touches", async () => {
    const stage = stageFor(readersOf(100));
    const answer = (letter: { readonly to: string }): Answer =>
      letter.to.startsWith("reader5@") ? "lost end" : null;
    const ended = await stage.run(madeUpRelays(stage.time, { answer }));
    expect(ended).toMatchObject({ tally: { accepted: 99, uncertain: 1 }, end: { why: "done" } });
    const again = madeUpRelays(stage.time);
    await stage.run(again);
    expect(again.begun).toEqual([]);
    expect(stage.ledger.stateOf("r000005")).toBe("uncertain");
  });

  it("never costs a reader his letter, however often lines break", async () => {
    const stage = stageFor(readersOf(5), { retry: { attempts: 2, runMinutes: 5 } });
    const ended = await stage.run(madeUpRelays(stage.time, { answer: () => "lost before" }));
    expect(ended.tally).toMatchObject({ deferred: 5, refused: 0 });
  });
});

describe("lines that break", () => {
  it("use up no more than half of a reader's attempts: what his own mailbox says then still counts", async () => {
    const stage = stageFor(readersOf(1), { retry: { runMinutes: 600 } });
    const answer = (_: unknown, __: string, nth: number): Answer =>
      nth <= 10 ? "lost before" : nth <= 13 ? { step: "rcpt", reply: "450 4.2.0 Later" } : null;
    const ended = await stage.run(madeUpRelays(stage.time, { answer }));
    expect(ended.tally.accepted).toBe(1);
    expect(stage.ledger.rows.get("r000000")!.attempts).toBe(8);
  });
});

describe("a storm of 4xx", () => {
  it("ends, and everybody has his letter once", async () => {
    const stage = stageFor(readersOf(300), {
      relays: [{ connections: 5 }],
      retry: { attempts: 30, runMinutes: 600 },
    });
    let seed = 1;
    const chance = () => {
      seed = (seed * 16_807) % 2_147_483_647;
      return seed / 2_147_483_647;
    };
    const kinds: readonly Answer[] = [
      { step: "mail", reply: "451 4.3.0 No" },
      { step: "rcpt", reply: "450 4.2.0 Later" },
      { step: "data", reply: "451 4.3.2 No" },
      { step: "end", reply: "451 4.7.1 Later" },
      { step: "rcpt", reply: "421 4.7.0 Bye" },
      "lost before",
      "lost after mayEnd",
    ];
    const answer = (): Answer =>
      stage.time.ticks() < 600_000 && chance() < 0.7 ? kinds[Math.floor(chance() * kinds.length)]! : null;
    const relays = madeUpRelays(stage.time, { answer });
    const ended = await stage.run(relays);
    expect(ended.tally).toMatchObject({ accepted: 300 });
    expect(new Set(relays.taken.map(({ to }) => to)).size).toBe(300);
    expect(relays.taken).toHaveLength(300);
  });
});

describe("the end of a run", () => {
  it("asked for: what is under way is finished, nothing new is begun, no line stays open", async () => {
    const stage = stageFor(readersOf(500), { relays: [{ connections: 5 }] });
    const relays = madeUpRelays(stage.time, {
      answer: (_, __, nth) => {
        if (nth === 100) stage.stop.abort();
        return null;
      },
    });
    const ended = await stage.run(relays);
    expect(ended.end).toEqual({ why: "asked to stop" });
    expect(relays.begun.length).toBeLessThanOrEqual(104);
    expect(ended.tally).toMatchObject({
      accepted: relays.begun.length,
      "handed over": 0,
      queued: 500 - relays.begun.length,
    });
    expect(relays.openNow).toBe(0);
    const again = madeUpRelays(stage.time);
    expect((await stageAgain(stage).run(again)).tally.accepted).toBe(500);
  });

  it("asked for wakes who waits for deferred ones", async () => {
    const stage = stageFor(readersOf(1));
    const answer = (): Answer => ({ step: "rcpt", reply: "450 4.2.0 Later" });
    const run = stage.run(madeUpRelays(stage.time, { answer }));
    await stage.time.sleep(30_500, new AbortController().signal);
    stage.stop.abort();
    const ended = await run;
    expect(ended.end).toEqual({ why: "asked to stop" });
    expect(ended.milliseconds).toBeLessThan(31_000);
  });

  it("taken over by another: nothing more is handed over", async () => {
    const stage = stageFor(readersOf(500), { relays: [{ connections: 5 }] });
    const relays = madeUpRelays(stage.time, {
      answer: (_, __, nth) => {
        if (nth === 100) stage.ledger.takeOver();
        return null;
      },
    });
    const ended = await stage.run(relays);
    expect(ended.end).toEqual({ why: "taken over" });
    expect(relays.begun.length).toBeLessThan(110);
    const handed = stage.ledger.steps.filter(({ to }) => to === "handed over");
    expect(relays.taken.length).toBeLessThanOrEqual(handed.length);
  });

  it("that another holds is refused with who he is", async () => {
    const stage = stageFor(readersOf(5));
    stage.ledger.takeOver();
    await expect(stage.run(madeUpRelays(stage.time))).rejects.toThrow(
      "2025-11-05/free/1: Process 7 on elsewhere has been sending this version since",
    );
  });

  it("by the ledger before the last dot: no letter is ended, and the fault is thrown", async () => {
    const stage = stageFor(readersOf(100), { relays: [{ connections: 5 }] });
    const relays = madeUpRelays(stage.time);
    stage.ledger.onMark = ({ to }) => {
      if (to === "handed over" && relays.taken.length >= 20) throw new Error("disk full");
    };
    await expect(stage.run(relays)).rejects.toThrow("disk full");
    expect(relays.taken.length).toBeLessThan(30);
    expect(relays.openNow).toBe(0);
    const states = [...stage.ledger.rows.values()].map(({ state }) => state);
    expect(states.filter((state) => state === "accepted")).toHaveLength(relays.taken.length);
  });

  it("by the ledger after the last dot: the row becomes uncertain, nothing more is handed over, the fault is thrown", async () => {
    const stage = stageFor(readersOf(100), { relays: [{ connections: 1 }] });
    const relays = madeUpRelays(stage.time);
    stage.ledger.onMark = ({ to }) => {
      if (to === "accepted" && relays.taken.length === 20) throw new Error("disk full");
    };
    await expect(stage.run(relays)).rejects.toThrow("disk full");
    expect(relays.taken).toHaveLength(20);
    expect(stage.ledger.stateOf("r000019")).toBe("uncertain");
    stage.ledger.onMark = null;
    const again = madeUpRelays(stage.time);
    expect((await stage.run(again)).tally).toMatchObject({ accepted: 99, uncertain: 1 });
  });

  it("by a letter that cannot be made is a fault, not a skipped reader", async () => {
    const stage = stageFor(readersOf(10), {
      letterFor: () => {
        throw new Error("no PDF");
      },
    });
    await expect(stage.run(madeUpRelays(stage.time))).rejects.toThrow("no PDF");
    expect((await stage.ledger.tally("")).queued).toBe(10);
  });

  it("does not hang on a clock that is set back", async () => {
    const stage = stageFor(readersOf(10), { retry: { runMinutes: 5 } });
    const answer = (letter: { readonly to: string }): Answer => {
      if (!letter.to.startsWith("reader3@")) return null;
      stage.time.setClock("2020-01-01T00:00:00.000Z");
      return { step: "rcpt", reply: "450 4.2.0 Later" };
    };
    const ended = await stage.run(madeUpRelays(stage.time, { answer }));
    expect(ended.tally.accepted).toBe(9);
    expect(ended.milliseconds).toBeLessThan(10 * 60_000);
  });
});

/** The same ledger and time, and nobody has asked to stop. */
function stageAgain(stage: ReturnType<typeof stageFor>) {
  return stageFor([], {
    world: {
      deliveries: stage.ledger,
      subscribers: stage.ledger.subscribers,
      now: stage.time.now,
      ticks: stage.time.ticks,
      sleep: stage.time.sleep,
    },
  });
}
