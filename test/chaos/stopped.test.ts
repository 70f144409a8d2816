import { describe, expect, it } from "vitest";
import { chances, oneOf } from "../support/chaos/chance.ts";
import { counted } from "../support/chaos/counted.ts";
import { farMailServer } from "../support/chaos/far-mail-server.ts";
import { chaosProject } from "../support/chaos/project.ts";
import { sending } from "../support/chaos/sender-process.ts";
import { chaosStage, readersOf } from "../support/chaos/stage.ts";
import { expectWhole, isFull, sized, TIME } from "../support/chaos/told.ts";

const pause = (ms: number) => new Promise((go) => setTimeout(go, ms));

describe("a sender that is asked to stop", () => {
  it(
    "by Ctrl-C or the system, at random moments: nothing is in doubt, and the next run goes on",
    async () => {
      const times = sized(2, 40);
      const readers = sized(60, 5000);
      const server = await farMailServer({ seed: 61, delayMs: 30 });
      const project = await chaosProject(server.port, readers);
      const chance = chances(61);
      const faults = { SIGINT: 0, SIGTERM: 0, "stopped while letters went": 0 };
      for (let stop = 0; stop < times; stop += 1) {
        const before = await server.kept(0);
        const sender = sending(project);
        if (chance() < 0.2) await pause(chance() * 600);
        else
          await Promise.race([
            server.kept(before + Math.ceil((chance() * 1.5 * readers) / times)),
            sender.ended,
          ]);
        const signal = oneOf(["SIGINT", "SIGTERM"] as const, chance());
        faults[signal] += 1;
        sender.kill(signal);
        const { exit, out } = await sender.ended;
        if (exit === 1 && out.includes("It was stopped as asked")) faults["stopped while letters went"] += 1;
      }
      const runs = times + (await project.finish(2));
      const { balance } = await counted(project.addresses, project, [server]);
      expectWhole({ title: "SIGINT and SIGTERM", balance, faults, runs });
      expect(balance).toMatchObject({ acceptedOnce: readers, uncertain: 0 });
      if (isFull) expect(faults["stopped while letters went"]).toBeGreaterThan(0);
    },
    TIME,
  );

  it(
    "ends as well when the other end of its pipe was stopped with it: `send 2>&1 | tee log`",
    async () => {
      const server = await farMailServer({ seed: 64, delayMs: 100 });
      const project = await chaosProject(server.port, 40);
      const sender = sending(project);
      await server.kept(5);
      sender.turnAway();
      sender.kill("SIGINT");
      expect(await sender.ended).toMatchObject({ exit: 1, signal: null });
      expect((await project.rows()).filter(({ state }) => state === "handed over")).toEqual([]);
      await server.plan({ seed: 64 });
      const runs = 1 + (await project.finish(2));
      const { balance } = await counted(project.addresses, project, [server]);
      expectWhole({ title: "SIGINT with a broken pipe", balance, faults: { SIGINT: 1 }, runs });
      expect(balance).toMatchObject({ acceptedOnce: 40, uncertain: 0 });
    },
    TIME,
  );
});

describe("a clock that somebody sets", () => {
  it(
    "back and forward between runs, while everyone is put off once: all have it once, and none waits for ever",
    async () => {
      const addresses = readersOf(sized(80, 5000));
      const server = await farMailServer({ seed: 62, greylists: true, delayMs: 2 });
      const relays = [{ port: server.port, connections: 5 }];
      const stage = await chaosStage(addresses, { seed: 62, relays, retry: { runMinutes: 1 } });
      const hours = isFull ? [0, -30, 900, 5, -3, 8760, -2000] : [0, 900, -30];
      const page = addresses.length / (hours.length + 1);
      for (const [at, step] of hours.entries()) {
        stage.time.setClock(step);
        const stop = new AbortController();
        void server.kept(Math.floor(at * page)).then(() => stop.abort());
        await stage.run({ stop: stop.signal });
      }
      const runs = hours.length + (await stage.finish(20));
      const { balance, faults } = await counted(addresses, stage, [server]);
      expectWhole({
        title: "clock set by -2000 to +8760 hours",
        balance,
        faults: { ...faults, "clock set": hours.length },
        runs,
      });
      expect(balance).toMatchObject({ acceptedOnce: addresses.length, uncertain: 0 });
    },
    TIME,
  );

  it(
    "in the middle of a run",
    async () => {
      const addresses = readersOf(sized(80, 5000));
      const server = await farMailServer({ seed: 63, greylists: true, delayMs: 2 });
      const relays = [{ port: server.port, connections: 5 }];
      const stage = await chaosStage(addresses, { seed: 63, relays });
      const hours = isFull ? [-48, 500, -3, 2, -700] : [500, -48];
      let isOver = false;
      const setting = (async () => {
        for (const step of hours) {
          await pause(sized(150, 1000));
          if (!isOver) stage.time.setClock(step);
        }
      })();
      const runs = await stage.finish(20);
      isOver = true;
      await setting;
      const { balance, faults } = await counted(addresses, stage, [server]);
      expectWhole({
        title: "clock set in a run",
        balance,
        faults: { ...faults, "clock set": hours.length },
        runs,
      });
      expect(balance).toMatchObject({ acceptedOnce: addresses.length, uncertain: 0 });
    },
    TIME,
  );
});
