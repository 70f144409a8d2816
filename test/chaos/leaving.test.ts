import { describe, expect, it } from "vitest";
import { balanceOf } from "../support/chaos/balance.ts";
import { chances } from "../support/chaos/chance.ts";
import { farMailServer } from "../support/chaos/far-mail-server.ts";
import { type ChaosStage, chaosStage, readersOf } from "../support/chaos/stage.ts";
import { expectWhole, sized, TIME } from "../support/chaos/told.ts";

const pause = (ms: number) => new Promise((go) => setTimeout(go, ms));

/** Leaves by a link, or has himself removed. */
async function leave(stage: ChaosStage, address: string, removed: boolean): Promise<void> {
  if (removed) {
    await stage.subscribers.remove(address, "Editor One", stage.time.now());
    return;
  }
  const { id } = (await stage.subscribers.find(address))!;
  await stage.subscribers.change(id, { to: "unsubscribed", why: "one click" }, stage.time.now());
}

describe("a list that changes while it is written to", () => {
  it(
    "readers leave and others join: who left before his turn gets nothing, who joined has it after the next send",
    async () => {
      const addresses = readersOf(sized(250, 6000));
      const joining = readersOf(sized(30, 1000), "late");
      const server = await farMailServer({ seed: 71, delayMs: 4 });
      const relays = [{ port: server.port, connections: 5 }];
      const stage = await chaosStage(addresses, { seed: 71, relays, hurry: 1 });
      // The last ones in the queue: their turn is far.
      const early = (await stage.rows()).slice(-20).map(({ address }) => address);
      for (const [at, address] of early.entries()) await leave(stage, address, at % 2 === 0);
      const chance = chances(71);
      const leaving = addresses.filter((one) => !early.includes(one) && chance() < 0.1);
      const running = stage.finish(3);
      for (const [at, address] of leaving.entries()) {
        await pause(sized(5, 10));
        await leave(stage, address, at % 5 === 0);
      }
      for (const address of joining.slice(0, 20)) {
        await stage.join([address]);
        await pause(1);
      }
      // Entered while others are written to: theirs goes in the same run or the next.
      await stage.enter();
      await stage.join(joining);
      let runs = await running;
      await stage.enter();
      runs += await stage.finish(3);
      const [rows, kept] = [await stage.rows(), await server.letters()];
      const everyone = [...addresses, ...joining];
      const balance = balanceOf(everyone, { rows, kept, once: new Map() });
      const withdrawn = rows.filter(({ state }) => state === "withdrawn").length;
      const faults = {
        "left before their turn": early.length,
        "left meanwhile": leaving.length,
        joined: joining.length,
        withdrawn,
      };
      expectWhole({ title: "readers leave and join", balance, faults, runs });
      expect(kept.filter((to) => early.includes(to))).toEqual([]);
      expect(kept.filter((to) => joining.includes(to))).toHaveLength(joining.length);
      expect(withdrawn).toBeGreaterThanOrEqual(early.length);
    },
    TIME,
  );
});
