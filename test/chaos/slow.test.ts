import { describe, expect, it } from "vitest";
import { counted } from "../support/chaos/counted.ts";
import { farMailServer } from "../support/chaos/far-mail-server.ts";
import { DROPS, slowness } from "../support/chaos/fault-plan.ts";
import { chaosStage, readersOf } from "../support/chaos/stage.ts";
import { expectWhole, sized, TIME } from "../support/chaos/told.ts";

const pause = (ms: number) => new Promise((go) => setTimeout(go, ms));

describe("a server that keeps others waiting", () => {
  it(
    "answers slowly, too slowly or never: nobody has two, nobody is missed",
    async () => {
      const replySeconds = sized(0.3, 1);
      const addresses = readersOf(sized(80, 2000));
      const server = await farMailServer({
        seed: 21,
        share: 0.15,
        troubles: slowness(replySeconds),
        delayMs: 2,
      });
      const relays = [{ port: server.port, connections: 10, replySeconds }];
      const stage = await chaosStage(addresses, { seed: 21, relays });
      const runs = await stage.finish(20);
      // What it is too slow to keep in time it keeps at last.
      await pause(replySeconds * 1600);
      const { balance, faults } = await counted(addresses, stage, [server]);
      expectWhole({ title: "slow, too slow, silent", balance, faults, runs });
      expect(balance.uncertain).toBeGreaterThan(0);
    },
    TIME,
  );

  it(
    "goes away for a while and comes back, again and again",
    async () => {
      const addresses = readersOf(sized(150, 5000));
      const server = await farMailServer({ seed: 22, delayMs: 6 });
      const stage = await chaosStage(addresses, {
        seed: 22,
        relays: [{ port: server.port, connections: 5 }],
      });
      const times = sized(2, 20);
      let isOver = false;
      const outages = (async () => {
        for (let outage = 1; outage <= times && !isOver; outage += 1) {
          await server.kept(Math.floor((outage * addresses.length) / (times + 2)));
          await server.down();
          await pause(sized(60, 300));
          await server.up();
        }
      })();
      const runs = await stage.finish(20);
      isOver = true;
      await outages;
      const { balance, faults } = await counted(addresses, stage, [server]);
      expectWhole({
        title: "server down and up again",
        balance,
        faults: { ...faults, outages: times },
        runs,
      });
    },
    TIME,
  );

  it(
    "is one of two, and the other is dead or drops: the good one serves all",
    async () => {
      const addresses = readersOf(sized(200, 5000));
      const good = await farMailServer({ seed: 23, delayMs: 4 });
      const bad = await farMailServer({ seed: 24, share: 0.5, troubles: DROPS, delayMs: 4 });
      const relays = [
        { port: bad.port, connections: 3 },
        { port: good.port, connections: 3 },
        { port: 1, connections: 2 },
      ];
      const stage = await chaosStage(addresses, { seed: 23, relays });
      const runs = await stage.finish(20);
      const { balance, faults } = await counted(addresses, stage, [good, bad]);
      expectWhole({ title: "three relays: good, bad, dead", balance, faults, runs });
      expect((await bad.letters()).length).toBeGreaterThan(0);
    },
    TIME,
  );
});
