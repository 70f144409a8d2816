import { beforeAll, describe, expect, it } from "vitest";
import { openQueue } from "../../pipeline/world/queue/open-queue.ts";
import { farMailServer } from "../support/chaos/far-mail-server.ts";
import { sending, started, working } from "../support/chaos/sender-process.ts";
import { type WorkedProject, workedProject } from "../support/chaos/workers.ts";
import { startPostgres, type TestPostgres } from "../support/postgres.ts";

const LONG = 90_000;
const SEED = 5;
const REFUSED = "554 5.7.1 This looks like spam";

let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await startPostgres();
}, 60_000);

async function standing({ address }: WorkedProject) {
  const queue = openQueue(address);
  try {
    const all = await queue.standing();
    return Object.fromEntries(
      all.flatMap(({ kind, state, count }) => (kind === "deliver" && count > 0 ? [[state, count]] : [])),
    );
  } finally {
    await queue.close();
  }
}

describe("send with a database", () => {
  it(
    "has workers hand over, paid readers first, and says what it says without them",
    async () => {
      const server = await farMailServer({ seed: SEED });
      const project = await workedProject(postgres, server.port, { readers: 130, paid: 3 });
      const workers = [working(project), working(project)];
      const first = await sending(project).ended;
      expect(first).toMatchObject({ exit: 0, err: "" });
      expect(first.out).toMatch(
        /^2025-11-05\/paid\/1: 3 of 3 accepted, 3 in this run .*\n2025-11-05\/free\/1: 130 of 130 accepted, 130 in this run .*\nNothing is left to be sent\.\n$/,
      );
      const letters = await server.letters();
      expect(letters).toHaveLength(133);
      expect(letters.slice(0, 3).every((to) => to.includes("paid"))).toBe(true);
      expect((await sending(project).ended).out).toContain("130 of 130 accepted, 0 in this run");
      expect(await server.letters()).toHaveLength(133);
      for (const worker of workers) worker.kill("SIGTERM");
      for (const { ended } of workers) expect(await ended).toMatchObject({ exit: 0, err: "" });
    },
    LONG,
  );

  it(
    "leaves its orders to workers where somebody waits no longer; with --here it needs none",
    async () => {
      const server = await farMailServer({ seed: SEED });
      const project = await workedProject(postgres, server.port, { readers: 60 });
      const left = sending(project);
      for (let count = 0; count === 0; ) count = (await standing(project)).waiting ?? 0;
      left.kill("SIGINT");
      const { exit, out, err } = await left.ended;
      expect(exit).toBe(1);
      expect(err).toContain("Waiting no longer: workers go on with what they were given.");
      expect(out).toContain("Workers go on with it.");
      expect(await standing(project)).toEqual({ waiting: 2 });
      const here = await started(project, ["send", project.date, "--late", "--here"], []).ended;
      expect(here).toMatchObject({ exit: 0, out: expect.stringContaining("60 in this run") });
      // What they were given is nothing any more.
      const worker = working(project);
      while ((await standing(project)).done !== 2) await new Promise((go) => setTimeout(go, 200));
      worker.kill("SIGTERM");
      expect(await worker.ended).toMatchObject({ exit: 0, err: "" });
      expect(await server.letters()).toHaveLength(60);
    },
    LONG,
  );

  it(
    "ends all orders of a version where one finds that everybody would refuse it",
    async () => {
      const troubles = [{ name: "spam", moment: "end", fault: { reply: REFUSED } }] as const;
      const server = await farMailServer({ seed: SEED, share: 1, troubles });
      const project = await workedProject(postgres, server.port, { readers: 400 });
      const workers = [working(project), working(project)];
      const { exit, out } = await sending(project).ended;
      expect(exit).toBe(1);
      expect(out).toContain(
        `It was stopped: the relay would refuse this letter for everybody. It said: ${REFUSED}.`,
      );
      const { spam = 0 } = await server.counts();
      expect(spam).toBeLessThanOrEqual(2 * 8);
      expect(await standing(project)).toEqual({ done: 8 });
      // Mended, it goes out; nobody was used up by it.
      await server.plan({ seed: SEED });
      expect(await sending(project).ended).toMatchObject({
        exit: 0,
        out: expect.stringContaining("400 of 400"),
      });
      for (const worker of workers) worker.kill("SIGTERM");
      for (const { ended } of workers) expect(await ended).toMatchObject({ exit: 0, err: "" });
      expect(new Set(await server.letters()).size).toBe(400);
    },
    LONG,
  );
});
