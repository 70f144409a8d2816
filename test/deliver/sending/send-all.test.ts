import { describe, expect, it } from "vitest";
import { madeUpRelays } from "../../support/made-up-relays.ts";
import { readersOf, stageFor } from "../../support/sending-stage.ts";

const once = (to: readonly { readonly to: string }[]) => {
  expect(new Set(to.map((one) => one.to)).size).toBe(to.length);
};

describe("a run over a healthy relay", () => {
  it("gives each reader his letter once, over all lines, and says so in the ledger", async () => {
    const stage = stageFor(readersOf(1_000), { relays: [{ connections: 5 }] });
    const relays = madeUpRelays(stage.time);
    const ended = await stage.run(relays);
    expect(ended).toMatchObject({ accepted: 1_000, end: { why: "done" } });
    expect(ended.tally.accepted).toBe(1_000);
    expect(relays.taken).toHaveLength(1_000);
    once(relays.taken);
    expect(relays.mostUnderWay.get("relay0")).toBe(5);
    expect(relays.openNow).toBe(0);
    const row = stage.ledger.rows.get("r000000");
    expect(row).toMatchObject({ state: "accepted", attempts: 1, relay: "relay0", reply: "250 2.0.0 Ok" });
    // Two hundred lines' time: five at once.
    expect(ended.milliseconds).toBeLessThan(1_000 * 10 * 0.25);
  });

  it("marks each letter as handed over before its last dot", async () => {
    const stage = stageFor(readersOf(20));
    const relays = madeUpRelays(stage.time);
    await stage.run(relays);
    for (const { recipient } of stage.ledger.rows.values()) {
      const steps = stage.ledger.steps.filter((step) => step.recipient === recipient);
      expect(steps.map(({ to, counts }) => [to, counts])).toEqual([
        ["handed over", true],
        ["accepted", false],
      ]);
    }
  });

  it("leaves out whoever is taken out of it meanwhile: his letter is not ended, the others go", async () => {
    const stage = stageFor(readersOf(50), { relays: [{ connections: 1 }] });
    const relays = madeUpRelays(stage.time, {
      answer: (letter) => {
        if (letter.to.startsWith("reader9@")) stage.ledger.rows.get("r000009")!.state = "superseded";
        return null;
      },
    });
    const ended = await stage.run(relays);
    expect(ended).toMatchObject({ tally: { accepted: 49, superseded: 1 }, end: { why: "done" } });
    expect(relays.taken.map(({ to }) => to)).not.toContain("reader9@d9.example.org");
  });

  it("never holds the list", async () => {
    const stage = stageFor(readersOf(3_000));
    await stage.run(madeUpRelays(stage.time));
    expect(stage.ledger.mostAsked).toBeLessThanOrEqual(500);
  });

  it("shares the load between relays, each at its own rate", async () => {
    const stage = stageFor(readersOf(600), {
      relays: [{ perSecond: 20 }, { perSecond: 10, connections: 1 }],
    });
    const relays = madeUpRelays(stage.time);
    const ended = await stage.run(relays);
    const of = (name: string) => relays.taken.filter(({ relay }) => relay === name).length;
    expect(of("relay0") / of("relay1")).toBeCloseTo(2, 0);
    expect(ended.milliseconds).toBeGreaterThan(19_000);
    expect(ended.milliseconds).toBeLessThan(22_000);
  });

  it("tells how far it is, how fast, and when it will be through", async () => {
    const stage = stageFor(readersOf(500), { relays: [{ perSecond: 50 }] });
    await stage.run(madeUpRelays(stage.time));
    const middle = stage.told[Math.floor(stage.told.length / 2)]!;
    expect(middle.total).toBe(500);
    expect(middle.perSecond).toBeGreaterThan(45);
    expect(middle.perSecond).toBeLessThan(55);
    expect(middle.secondsLeft).toBeCloseTo((500 - middle.done) / middle.perSecond, 5);
    expect(stage.told.at(-1)).toMatchObject({ done: 500, total: 500, secondsLeft: 0 });
    expect(stage.told.length).toBeLessThan(45);
  });

  it("opens no more lines than there are letters", async () => {
    const stage = stageFor(readersOf(1), { relays: [{ connections: 10 }] });
    const relays = madeUpRelays(stage.time);
    await stage.run(relays);
    expect(relays.opened).toHaveLength(1);
  });
});

describe("domains of readers", () => {
  it("are written to at the rate that is set, while others go on", async () => {
    const readers = [
      ...readersOf(100),
      ...Array.from({ length: 30 }, (_, at) => `slow${at}@slow.example.com`),
    ];
    const stage = stageFor(readers.toReversed(), {
      domains: { "slow.example.com": { perSecond: 1, connections: null } },
    });
    const relays = madeUpRelays(stage.time);
    await stage.run(relays);
    const slow = relays.begun.filter(({ to }) => to.endsWith("slow.example.com")).map(({ at }) => at);
    expect(slow).toHaveLength(30);
    for (const [at, ticks] of slow.entries())
      if (at > 0) expect(ticks - slow[at - 1]!).toBeGreaterThanOrEqual(990);
    const others = relays.taken.filter(({ to }) => !to.endsWith("slow.example.com"));
    expect(Math.max(...others.map(({ at }) => at))).toBeLessThan(1_500);
  });

  it("get no more lines at once than is set, and default holds for each that is not named", async () => {
    const stage = stageFor(readersOf(60, 2), {
      relays: [{ connections: 10 }],
      domains: {
        "d0.example.org": { perSecond: null, connections: 3 },
        default: { perSecond: null, connections: 1 },
      },
    });
    const relays = madeUpRelays(stage.time);
    const ended = await stage.run(relays);
    expect(ended.tally.accepted).toBe(60);
    expect(relays.mostUnderWay.get("d0.example.org")).toBe(3);
    expect(relays.mostUnderWay.get("d1.example.org")).toBe(1);
  });

  it("that were waited for long are asked again whether they want it still", async () => {
    const readers = Array.from({ length: 60 }, (_, at) => `slow${at}@slow.example.com`);
    const stage = stageFor(readers, { domains: { "slow.example.com": { perSecond: 1, connections: null } } });
    const relays = madeUpRelays(stage.time);
    const run = stage.run(relays);
    await stage.time.sleep(1_000, new AbortController().signal);
    stage.ledger.leave("r000050", "unsubscribed");
    const ended = await run;
    expect(ended.tally).toMatchObject({ accepted: 59, withdrawn: 1 });
    expect(relays.begun.map(({ to }) => to)).not.toContain("slow50@slow.example.com");
  });
});

describe("a reader whose letter is refused", () => {
  const answering = (step: "mail" | "rcpt" | "data" | "end", reply: string, whom = /^reader7@/) => ({
    answer: (letter: { readonly to: string }) => (whom.test(letter.to) ? { step, reply } : null),
  });

  it("for now gets it later: the wait is doubled, spread and capped, and attempts end it", async () => {
    const stage = stageFor(readersOf(10), { retry: { attempts: 5, firstSeconds: 60, mostSeconds: 200 } });
    const relays = madeUpRelays(stage.time, answering("rcpt", "450 4.2.0 Greylisted"));
    const ended = await stage.run(relays);
    const tries = relays.begun.filter(({ to }) => to.startsWith("reader7@")).map(({ at }) => at);
    const waits = tries.slice(1).map((at, index) => Math.round((at - tries[index]!) / 1000));
    expect(waits).toEqual([60, 120, 200, 200]);
    expect(ended).toMatchObject({ accepted: 9, end: { why: "done" } });
    expect(stage.ledger.rows.get("r000007")).toMatchObject({
      state: "refused",
      attempts: 5,
      reply: "450 4.2.0 Greylisted",
    });
    expect(stage.ledger.changes).toEqual([]);
  });

  it("for now, after the last dot, counts once and comes later", async () => {
    const stage = stageFor(readersOf(10), { retry: { attempts: 2 } });
    await stage.run(madeUpRelays(stage.time, answering("end", "451 4.7.1 Greylisted")));
    expect(stage.ledger.rows.get("r000007")).toMatchObject({ state: "refused", attempts: 2 });
  });

  it("is left for the next run when this one's time is up", async () => {
    const stage = stageFor(readersOf(10), { retry: { runMinutes: 10 } });
    const ended = await stage.run(madeUpRelays(stage.time, answering("rcpt", "450 4.2.0 Later")));
    expect(ended.end).toEqual({ why: "deferred left", next: stage.ledger.rows.get("r000007")!.notBefore });
    expect(ended.tally).toMatchObject({ accepted: 9, deferred: 1 });
    expect(ended.milliseconds).toBeLessThan(10.2 * 60_000);
    const none = stageFor(readersOf(10), { retry: { runMinutes: 0 } });
    expect(
      (await none.run(madeUpRelays(none.time, answering("rcpt", "450 4.2.0 Later")))).milliseconds,
    ).toBeLessThan(1_000);
  });

  it("leaves the list where the address is dead, without the address in the reason", async () => {
    const stage = stageFor(readersOf(10));
    const ended = await stage.run(
      madeUpRelays(stage.time, answering("rcpt", "550 5.1.1 <reader7@d7.example.org> unknown")),
    );
    expect(ended).toMatchObject({ tally: { accepted: 9, refused: 1 }, end: { why: "done" } });
    expect(stage.ledger.changes).toEqual([
      { id: "r000007", to: "bounced", why: "refused by relay relay0: 550 5.1.1" },
    ]);
  });

  it("because his mailbox is full stays on the list", async () => {
    const stage = stageFor(readersOf(10));
    const ended = await stage.run(madeUpRelays(stage.time, answering("rcpt", "552 5.2.2 Full")));
    expect(ended.tally).toMatchObject({ accepted: 9, refused: 1 });
    expect(stage.ledger.changes).toEqual([]);
  });

  it("by a domain that will not have us does not stop the others, and can be sent again", async () => {
    const stage = stageFor(readersOf(300), { retry: { runMinutes: 5 } });
    const ended = await stage.run(madeUpRelays(stage.time, answering("rcpt", "550 5.7.1 Blocked", /@d7\./)));
    expect(ended).toMatchObject({ tally: { accepted: 294, deferred: 6 }, end: { why: "deferred left" } });
    expect(stage.ledger.changes).toEqual([]);
  });

  it("whose address is none that mail can be sent to is refused without a try", async () => {
    const stage = stageFor([...readersOf(3), "eve@example.org>\r\nRCPT TO:<x@example.org"]);
    const relays = madeUpRelays(stage.time);
    expect((await stage.run(relays)).tally).toMatchObject({ accepted: 3, refused: 1 });
    expect(relays.begun).toHaveLength(3);
  });
});

describe("what all would refuse", () => {
  it.each([
    ["mail", "550 5.7.1 Sender refused"],
    ["data", "554 5.5.1 No"],
    ["end", "554 5.6.0 Content refused"],
  ] as const)(
    "at %s stops the run at once; the rest stays queued, and the one that met it can be sent again",
    async (step, reply) => {
      const stage = stageFor(readersOf(500), { relays: [{ connections: 5 }] });
      const relays = madeUpRelays(stage.time, {
        answer: (_letter, _relay, nth) => (nth > 100 ? { step, reply } : null),
      });
      const ended = await stage.run(relays);
      expect(ended.end).toEqual({ why: "content refused", reply });
      expect(ended.tally.refused + ended.tally.uncertain).toBe(0);
      expect(ended.tally.queued + ended.tally.deferred).toBe(500 - ended.accepted);
      expect(ended.accepted).toBeGreaterThan(90);
      expect(ended.tally.deferred).toBeLessThanOrEqual(5);
      const again = madeUpRelays(stage.time);
      expect((await stage.run(again)).tally).toMatchObject({ accepted: 500 });
      once([...relays.taken, ...again.taken]);
    },
  );

  it("shows itself by three domains in a row that refuse", async () => {
    const stage = stageFor(readersOf(500), { relays: [{ connections: 1 }] });
    const answer = () => ({ step: "rcpt", reply: "554 5.7.1 Relay access denied" }) as const;
    const ended = await stage.run(madeUpRelays(stage.time, { answer }));
    expect(ended.end.why).toBe("content refused");
    expect(ended.tally).toMatchObject({ deferred: 3, queued: 497 });
  });

  it("or by dead addresses in a row, which no list has", async () => {
    const stage = stageFor(readersOf(500), { relays: [{ connections: 1 }] });
    const answer = () => ({ step: "rcpt", reply: "550 5.1.1 Unknown" }) as const;
    const ended = await stage.run(madeUpRelays(stage.time, { answer }));
    expect(ended.end.why).toBe("content refused");
    expect(ended.tally.refused).toBe(20);
  });
});
