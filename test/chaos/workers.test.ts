import { beforeAll, describe, expect, it } from "vitest";
import { chances } from "../support/chaos/chance.ts";
import { counted } from "../support/chaos/counted.ts";
import { farMailServer } from "../support/chaos/far-mail-server.ts";
import { sending } from "../support/chaos/sender-process.ts";
import { expectWhole, isFull, sized, TIME } from "../support/chaos/told.ts";
import { crewOf, workedProject } from "../support/chaos/workers.ts";
import { startPostgres, type TestPostgres } from "../support/postgres.ts";

const pause = (ms: number) => new Promise((go) => setTimeout(go, ms));
const LONG = Math.max(TIME, 120_000);

let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await startPostgres();
}, 60_000);

describe("several workers that send one issue", () => {
  it(
    "are killed, lose their connections and their database: each has his letter once, or is uncertain and named",
    async () => {
      const [readers, kills, restarts, cuts] = [sized(300, 10_000), sized(4, 24), sized(1, 2), sized(2, 12)];
      const server = await farMailServer({ seed: 71, delayMs: sized(150, 40) });
      const project = await workedProject(postgres, server.port, { readers });
      const crew = crewOf(project, [0, 0, 0, 0]);
      const chance = chances(71);
      const blows = blowsOf({ kill: kills, restart: restarts, cut: cuts }, chance);
      const sender = sending(project);
      for (const [at, blow] of blows.entries()) {
        await Promise.race([
          server.kept(Math.floor(((at + 1) * readers) / (blows.length + 2))),
          sender.ended,
        ]);
        await pause(chance() * 20);
        if (blow === "kill") await crew.killOne(crew.kills);
        else if (blow === "restart") await postgres.restart();
        else await project.cut();
      }
      const first = await sender.ended;
      const runs = 1 + (await project.finish(3));
      await crew.dismiss();
      const { balance, faults } = await counted(project.addresses, project, [server]);
      const counts = {
        "kill -9 of a worker": kills,
        "database restarted": restarts,
        "connections cut": cuts,
      };
      expectWhole({ title: "workers", balance, faults: { ...counts, ...faults }, runs });
      if (isFull) console.log(JSON.stringify({ ...balance, ...counts, runs, first }, null, 1));
      // No more than what was open when something broke.
      expect(balance.uncertain).toBeLessThanOrEqual(8 * blows.length);
    },
    LONG,
  );

  it(
    "have clocks that are hours apart: nobody takes anything over from the living",
    async () => {
      const readers = sized(200, 2000);
      const server = await farMailServer({ seed: 72, greylists: true, delayMs: 60 });
      const project = await workedProject(postgres, server.port, { readers });
      const crew = crewOf(project, [0, 2, -2]);
      const { exit, out, err } = await sending(project).ended;
      expect({ exit, err, out }).toMatchObject({
        exit: 0,
        out: expect.stringContaining("Nothing is left to be sent."),
      });
      for (const end of await crew.dismiss()) expect(end).toMatchObject({ exit: 0, err: "" });
      const { balance, faults } = await counted(project.addresses, project, [server]);
      expectWhole({ title: "workers with clocks 2 h off", balance, faults, runs: 1 });
      expect(balance).toMatchObject({ acceptedOnce: readers, uncertain: 0 });
    },
    LONG,
  );
});

type Blow = "kill" | "restart" | "cut";

/** So many of each, in an order of chance. */
function blowsOf(times: Readonly<Record<Blow, number>>, chance: () => number): readonly Blow[] {
  const all = Object.entries(times).flatMap(([blow, count]) =>
    Array.from({ length: count }, () => blow as Blow),
  );
  return all
    .map((blow) => ({ blow, at: chance() }))
    .sort((a, b) => a.at - b.at)
    .map(({ blow }) => blow);
}
