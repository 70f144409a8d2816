import { hostname } from "node:os";
import { describe, expect, it } from "vitest";
import { PipelineError } from "../../pipeline/errors.ts";
import { mailingPath } from "../../pipeline/world/mailing/open-mailing.ts";
import { chances } from "../support/chaos/chance.ts";
import { counted } from "../support/chaos/counted.ts";
import { farMailServer } from "../support/chaos/far-mail-server.ts";
import type { FaultPlan } from "../support/chaos/fault-plan.ts";
import { lockerOf } from "../support/chaos/locker.ts";
import { chaosProject } from "../support/chaos/project.ts";
import { sending } from "../support/chaos/sender-process.ts";
import { chaosStage, readersOf } from "../support/chaos/stage.ts";
import { expectWhole, isFull, sized, TIME } from "../support/chaos/told.ts";

/** Each answer to a kept letter is long in coming. */
const AWAITED: FaultPlan = {
  seed: 42,
  share: 1,
  troubles: [{ name: "answer awaited", moment: "after", fault: { slowMs: 800 } }],
};

const pause = (ms: number) => new Promise((go) => setTimeout(go, ms));

describe("a database that another process holds", () => {
  it(
    "for less than the patience, though longer than a relay may take to answer: nothing is in doubt",
    async () => {
      const addresses = readersOf(sized(80, 4000));
      const server = await farMailServer({ seed: 41, delayMs: 6 });
      const relays = [{ port: server.port, connections: 5, replySeconds: 0.2 }];
      const stage = await chaosStage(addresses, { seed: 41, relays, hurry: 1, patienceMs: 5000 });
      const locker = await lockerOf(stage.path);
      const times = sized(2, 20);
      const locking = (async () => {
        for (let lock = 1; lock <= times; lock += 1) {
          await server.kept(Math.floor((lock * addresses.length) / (times + 2)));
          await (await locker.lock(sized(300, 800))).free;
        }
      })();
      const runs = await stage.finish(2);
      await locking;
      const { balance, faults } = await counted(addresses, stage, [server]);
      expectWhole({
        title: "locked for less than the patience",
        balance,
        faults: { ...faults, locks: times },
        runs,
      });
      expect(balance).toMatchObject({ acceptedOnce: addresses.length, uncertain: 0 });
    },
    TIME,
  );

  it(
    "for longer than the patience: the run ends with a fault, and the next one goes on",
    async () => {
      const addresses = readersOf(sized(80, 4000));
      const quick = { seed: 42, delayMs: 6 };
      const server = await farMailServer(quick);
      const relays = [{ port: server.port, connections: 5 }];
      const stage = await chaosStage(addresses, { seed: 42, relays, hurry: 1, patienceMs: 100 });
      const locker = await lockerOf(stage.path);
      const chance = chances(42);
      const times = sized(2, 20);
      for (let lock = 1; lock <= times; lock += 1) {
        // Of a process that is gone when the next run begins, as the command line's is.
        const gone = { process: 2 ** 22 + lock, host: hostname() };
        const ran = expect(stage.run({ process: gone })).rejects.toThrow(PipelineError);
        // No answer comes until the lock is there: a run that is quicker than the locker would meet none.
        await server.kept(Math.floor((lock * addresses.length) / (times + 2)), AWAITED);
        await pause(chance() * 10);
        const { free } = await locker.lock(1500);
        await server.plan(quick);
        await ran;
        await free;
      }
      const runs = times + (await stage.finish(2));
      const { balance, faults } = await counted(addresses, stage, [server]);
      expectWhole({
        title: "locked for longer than the patience",
        balance,
        faults: { ...faults, locks: times },
        runs,
      });
    },
    TIME,
  );

  it.skipIf(!isFull)(
    "for 3 to 40 seconds, while the command line sends",
    async () => {
      const server = await farMailServer({ seed: 43, delayMs: 10 });
      const project = await chaosProject(server.port, 4000, { replySeconds: 5 });
      const seconds = [3, 9, 14, 25, 6, 40];
      let [runs, failed] = [0, 0];
      for (const [at, long] of seconds.entries()) {
        const sender = sending(project);
        await server.kept(Math.floor(((at + 1) * 4000) / (seconds.length + 2)));
        const { free } = await (await lockerOf(mailingPath(project.root))).lock(long * 1000);
        await free;
        sender.kill("SIGINT");
        runs += 1;
        failed += (await sender.ended).err.includes("Another process has been writing") ? 1 : 0;
      }
      runs += await project.finish(3);
      const { balance } = await counted(project.addresses, project, [server]);
      const faults = {
        "locks of 3, 9, 14, 25, 6, 40 s": seconds.length,
        "runs that ended with a fault": failed,
      };
      expectWhole({ title: "locked for 3 to 40 s, patience 10 s", balance, faults, runs });
    },
    TIME,
  );
});

describe("two senders started at once", () => {
  it(
    "again and again, one of them killed now and then: nobody has two",
    async () => {
      const times = sized(1, 25);
      const readers = sized(40, 5000);
      const server = await farMailServer({ seed: 44, delayMs: sized(10, 20) });
      const project = await chaosProject(server.port, readers);
      const chance = chances(44);
      const faults = { "pairs of senders": times, "killed of them": 0, "told that another sends": 0 };
      for (let pair = 0; pair < times; pair += 1) {
        const before = await server.kept(0);
        const senders = [sending(project), sending(project)];
        const ends = senders.map(({ ended }) => ended);
        await Promise.race([server.kept(before + (0.5 * readers) / times), Promise.all(ends)]);
        await pause(chance() * 10);
        for (const { kill } of senders) {
          const signal = chance() < 0.5 ? "SIGKILL" : "SIGINT";
          if (signal === "SIGKILL") faults["killed of them"] += 1;
          kill(signal);
        }
        for (const { err } of await Promise.all(ends))
          faults["told that another sends"] += err.includes("has been sending this version since") ? 1 : 0;
      }
      const runs = 2 * times + (await project.finish(3));
      const { balance } = await counted(project.addresses, project, [server]);
      expectWhole({ title: "two senders at once", balance, faults, runs });
      if (isFull) expect(faults["told that another sends"]).toBeGreaterThan(0);
    },
    TIME,
  );
});
