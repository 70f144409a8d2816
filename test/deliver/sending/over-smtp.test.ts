import { setTimeout as after } from "node:timers/promises";
import { afterAll, describe, expect, it } from "vitest";
import { realRelays } from "../../../pipeline/world/relays/real-relays.ts";
import { type Fault, type Moment, startMailServer } from "../../support/mail-server.ts";
import { readersOf, type StageSettings, stageFor } from "../../support/sending-stage.ts";

const closing: (() => Promise<unknown>)[] = [];
afterAll(async () => {
  for (const close of closing) await close();
});

const READERS = 60;

/** A stage whose time is real and whose relay is a server on loopback. */
async function staged(
  fail: (met: { moment: Moment; to: string }) => Fault | null,
  settings: StageSettings = {},
) {
  const server = await startMailServer({ fail });
  closing.push(() => server.close());
  const stage = stageFor(readersOf(READERS), {
    relays: [{ port: server.port, connections: 4, replySeconds: 0.3 }],
    retry: { firstSeconds: 0.05, mostSeconds: 0.2, runMinutes: 0.1, attempts: 8 },
    world: {
      chance: () => 0,
      now: () => new Date().toISOString(),
      ticks: () => performance.now(),
      sleep: (ms, stop) => after(Math.min(ms, 2 ** 31 - 1), undefined, { signal: stop }).catch(() => {}),
    },
    ...settings,
  });
  return { server, stage };
}

/** Strikes each sixth reader's letter the first time it comes so far; with 421, after which a sender rests, one. */
function firstTime(moment: Moment, fault: Fault) {
  const rests = typeof fault === "object" && "reply" in fault && fault.reply.startsWith("421");
  const met = new Set<string>();
  return (now: { moment: Moment; to: string }) => {
    if (now.moment !== moment || met.has(now.to)) return null;
    const struck = now.to === "" ? met.size === 0 : Number(/\d+/.exec(now.to)) % (rests ? 99 : 6) === 0;
    met.add(now.to);
    return struck ? fault : null;
  };
}

const faults: readonly (readonly [Moment, Fault])[] = [
  ["connect", "drop"],
  ["connect", { reply: "421 4.7.0 Too many" }],
  ["mail", "drop"],
  ["rcpt", "drop"],
  ["rcpt", { reply: "450 4.2.0 Later" }],
  ["rcpt", { reply: "421 4.3.2 Bye" }],
  ["data", "drop"],
  ["data", { reply: "451 4.3.0 Later" }],
  ["end", { reply: "451 4.7.1 Later" }],
  ["end", { slowMs: 100 }],
];

describe("letters over SMTP to a relay that fails", () => {
  it.concurrent.each(faults)("at %s (%o): each reader has his letter exactly once", async (moment, fault) => {
    const { server, stage } = await staged(firstTime(moment, fault));
    const ended = await stage.run(realRelays("example.com"));
    expect(ended).toMatchObject({ accepted: READERS, end: { why: "done" } });
    expect(server.kept).toHaveLength(READERS);
    expect([...server.counts().values()].every((count) => count === 1)).toBe(true);
  });

  it.concurrent.each([["drop"], [{ reply: "421 4.3.2 Bye" }], [{ reply: "552 5.3.4 Too big" }]] as const)(
    "inside them (%o): nobody has two, and nobody is missed without a word",
    async (fault) => {
      const { server, stage } = await staged(firstTime("body", fault));
      const { tally, accepted } = await stage.run(realRelays("example.com"));
      // What is still in the socket when a relay leaves may have had its dot: then nobody knows.
      expect(tally.accepted + tally.uncertain + tally.queued + tally.deferred).toBe(READERS);
      expect(server.kept).toHaveLength(accepted);
      expect([...server.counts().values()].every((count) => count === 1)).toBe(true);
    },
  );

  for (const moment of ["end", "after"] as const)
    it.concurrent.each(["drop", "silence"] as const)(
      `between the last dot and the answer (${moment}, %s): nobody has two, and who is uncertain is named`,
      async (fault) => {
        const { server, stage } = await staged(firstTime(moment, fault));
        const ended = await stage.run(realRelays("example.com"));
        expect(ended.tally).toMatchObject({ accepted: READERS - 10, uncertain: 10 });
        expect([...server.counts().values()].every((count) => count === 1)).toBe(true);
        expect(server.kept).toHaveLength(moment === "after" ? READERS : READERS - 10);
        await stage.run(realRelays("example.com"));
        expect(server.kept).toHaveLength(moment === "after" ? READERS : READERS - 10);
      },
    );

  it("stops on a ledger that fails before the last dot, and the relay keeps nothing more", async () => {
    const { server, stage } = await staged(() => null);
    stage.ledger.onMark = ({ to }) => {
      if (to === "handed over" && server.kept.length >= 20) throw new Error("disk full");
    };
    await expect(stage.run(realRelays("example.com"))).rejects.toThrow("disk full");
    const { length } = server.kept;
    await after(100);
    expect(server.kept).toHaveLength(length);
    const states = [...stage.ledger.rows.values()].map(({ state }) => state);
    expect(states.filter((state) => state === "accepted" || state === "uncertain")).toHaveLength(length);
  });
});
