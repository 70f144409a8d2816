import { describe, expect, it } from "vitest";
import { counted } from "../support/chaos/counted.ts";
import { farMailServer } from "../support/chaos/far-mail-server.ts";
import { STORM } from "../support/chaos/fault-plan.ts";
import { chaosStage, readersOf } from "../support/chaos/stage.ts";
import { expectWhole, isFull, sized, TIME } from "../support/chaos/told.ts";

const seeds = isFull ? [11, 12, 13] : [11];

/** So few and so far apart that no pattern shows which would be the sender's fault. */
const deadOf = (addresses: readonly string[]) => addresses.filter((_, at) => at % 29 === 3);

describe("a server that refuses", () => {
  it.each(seeds)(
    "for a while, in storms of 4xx (seed %i): all have it once when it is over",
    async (seed) => {
      const addresses = readersOf(sized(120, 5000));
      const storm = { everyMs: 300, forMs: 150, troubles: STORM };
      const server = await farMailServer({ seed, storm, delayMs: 4 });
      const stage = await chaosStage(addresses, { seed, relays: [{ port: server.port, connections: 5 }] });
      const runs = await stage.finish(20);
      const { balance, faults } = await counted(addresses, stage, [server]);
      expectWhole({ title: "storms of 450, 451, 452, 421", balance, faults, runs });
      if (isFull) expect(Object.keys(faults).sort()).toEqual(STORM.map(({ name }) => name).sort());
      expect(balance.acceptedOnce + balance.uncertain).toBe(addresses.length);
    },
    TIME,
  );

  it.each(seeds)(
    "everyone once, and some for good (seed %i): who is dead leaves the list",
    async (seed) => {
      const addresses = readersOf(sized(120, 5000));
      const dead = deadOf(addresses);
      const server = await farMailServer({ seed, greylists: true, dead, delayMs: 2 });
      const stage = await chaosStage(addresses, { seed, relays: [{ port: server.port, connections: 5 }] });
      const runs = await stage.finish(5);
      const { balance, faults } = await counted(addresses, stage, [server]);
      expectWhole({ title: "greylisting, and 550 for 3.4 %", balance, faults, runs });
      expect(faults).toEqual({ "450 greylisted": addresses.length - dead.length, "550 dead": dead.length });
      expect(balance).toMatchObject({ named: dead.length, uncertain: 0 });
      expect(await stage.subscribers.count({ state: "bounced" })).toBe(dead.length);
    },
    TIME,
  );
});
