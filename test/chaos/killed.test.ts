import { describe, expect, it } from "vitest";
import { chances } from "../support/chaos/chance.ts";
import { counted } from "../support/chaos/counted.ts";
import { type FarMailServer, farMailServer } from "../support/chaos/far-mail-server.ts";
import { DROPS, type FaultPlan, STORM } from "../support/chaos/fault-plan.ts";
import { type ChaosProject, chaosProject } from "../support/chaos/project.ts";
import { commanded, sending } from "../support/chaos/sender-process.ts";
import { expectWhole, isFull, sized, TIME } from "../support/chaos/told.ts";

const pause = (ms: number) => new Promise((go) => setTimeout(go, ms));

/** Where the project stands, so that a kill can be one of a moment in between. */
interface Killing {
  readonly project: ChaosProject;
  readonly server: FarMailServer;
  readonly chance: () => number;
  /** Letters between two kills, about. */
  readonly apart: number;
}

/** Starts to send and kills it: a quarter of the times at any moment from its start, else while letters go. True: some letter went. */
async function killOnce({ project, server, chance, apart }: Killing): Promise<boolean> {
  const before = await server.kept(0);
  const sender = sending(project);
  if (chance() < 0.25) await pause(chance() * 600);
  else {
    await Promise.race([server.kept(before + Math.ceil(chance() * 2 * apart)), sender.ended]);
    await pause(chance() * 6);
  }
  sender.kill("SIGKILL");
  await sender.ended;
  return (await server.kept(0)) > before;
}

async function killed(title: string, plan: FaultPlan, size: { kills: number; readers: number }) {
  const { kills, readers } = size;
  const server = await farMailServer(plan);
  const project = await chaosProject(server.port, readers);
  const killing = { project, server, chance: chances(plan.seed), apart: (0.8 * readers) / kills };
  let during = 0;
  for (let kill = 0; kill < kills; kill += 1) during += (await killOnce(killing)) ? 1 : 0;
  await server.plan({ seed: plan.seed, delayMs: plan.delayMs ?? 0 });
  const runs = kills + (await project.finish(3));
  const { balance, faults } = await counted(project.addresses, project, [server]);
  const counts = { "kill -9": kills, "of these while letters went": during, ...faults };
  expectWhole({ title, balance, faults: counts, runs });
  if (isFull) expect(during).toBeGreaterThan(kills / 3);
  return { project, server, balance, counts, runs };
}

/** What `receipts --uncertain` lists is what is uncertain; each of them is sent again on a person's word. */
async function resent({ project, server, counts, runs }: Awaited<ReturnType<typeof killed>>, title: string) {
  const uncertain = (await project.rows()).filter(({ state }) => state === "uncertain");
  const listed = await commanded(project, "receipts", project.date, "--uncertain", "--csv");
  expect(listed.out.split("\n").filter((line) => line.includes("@example.net"))).toHaveLength(
    uncertain.length,
  );
  const kept = await server.letters();
  const once = new Map(
    uncertain.map(({ address }) => [address, kept.filter((to) => to === address).length] as const),
  );
  await commanded(project, "receipts", project.date, "--resend", "all", "--by", "Editor One");
  const { exit, out } = await sending(project).ended;
  expect({ exit, out }).toMatchObject({
    exit: 0,
    out: expect.stringContaining("Nothing is left to be sent."),
  });
  const { balance } = await counted(project.addresses, project, [server], once);
  expectWhole({ title: `${title}; then resent`, balance, faults: counts, runs: runs + 1 });
  expect(balance).toMatchObject({ doubledOnAWord: balance.reallyKept, uncertain: uncertain.length });
}

describe("a sender that is killed at random moments", () => {
  it(
    "again and again: at the end each has his letter once, or is uncertain and named",
    async () => {
      const title = "kill -9 of the sender";
      const came = await killed(
        title,
        { seed: 31, delayMs: 30 },
        {
          kills: sized(3, 100),
          readers: sized(75, 10_000),
        },
      );
      await resent(came, title);
    },
    TIME,
  );

  it.skipIf(!isFull)(
    "while the server drops and refuses, too",
    async () => {
      const title = "kill -9, drops and 4xx at once";
      const plan = { seed: 32, delayMs: 20, share: 0.08, troubles: [...DROPS, ...STORM] };
      await resent(await killed(title, plan, { kills: 60, readers: 3000 }), title);
    },
    TIME,
  );
});
