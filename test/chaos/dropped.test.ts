import { describe, expect, it } from "vitest";
import { balanceOf } from "../support/chaos/balance.ts";
import { counted } from "../support/chaos/counted.ts";
import { farMailServer } from "../support/chaos/far-mail-server.ts";
import { DROPS } from "../support/chaos/fault-plan.ts";
import { chaosStage, readersOf, settleAll } from "../support/chaos/stage.ts";
import { expectWhole, isFull, sized, TIME } from "../support/chaos/told.ts";

/** Connections dropped everywhere, one share of all letters; then a person has the uncertain ones sent again. */
async function dropped(seed: number, readers: number, share: number) {
  const addresses = readersOf(readers);
  const far = await farMailServer({ seed, share, troubles: DROPS, delayMs: 2 });
  const stage = await chaosStage(addresses, { seed, relays: [{ port: far.port, connections: 5 }] });
  const runs = await stage.finish(20);
  const [kept, faults, rows] = [await far.letters(), await far.counts(), await stage.rows()];
  const title = `dropped connections, ${Math.round(share * 100)} % of letters`;
  expectWhole({ title, balance: balanceOf(addresses, { rows, kept, once: new Map() }), faults, runs });
  await far.plan({ seed });
  const once = await settleAll(stage, "resend", kept);
  const again = await stage.finish(3);
  const after = { rows: await stage.rows(), kept: await far.letters(), once };
  const balance = balanceOf(addresses, after);
  expectWhole({ title: `${title}; then resent`, balance, faults, runs: runs + again });
  return { faults, balance, states: after.rows.map(({ state }) => state) };
}

describe("a server that drops connections", () => {
  const shares = isFull ? [0.1, 0.2, 0.3] : [0.25];

  it.each(shares)(
    "in the middle of everything (%f): nobody has two, nobody is missed",
    async (share) => {
      const { faults, balance, states } = await dropped(7, sized(150, 5000), share);
      if (isFull) expect(Object.keys(faults).sort()).toEqual(DROPS.map(({ name }) => name).sort());
      expect(balance.uncertain).toBeGreaterThan(0);
      // A second letter only goes where a person had it sent again to one who had it already.
      expect(balance.doubledOnAWord).toBe(balance.reallyKept);
      expect(new Set(states)).toEqual(new Set(["accepted"]));
    },
    TIME,
  );

  it(
    "and a person who takes the uncertain ones as sent: none of them goes out again",
    async () => {
      const addresses = readersOf(sized(80, 1000));
      const server = await farMailServer({ seed: 9, share: 0.3, troubles: DROPS });
      const stage = await chaosStage(addresses, { seed: 9, relays: [{ port: server.port, connections: 5 }] });
      const runs = await stage.finish(20);
      const kept = await server.letters();
      const once = await settleAll(stage, "accept", kept);
      await server.plan({ seed: 9 });
      await stage.enter();
      const again = await stage.finish(2);
      expect(await server.letters()).toEqual(kept);
      const { balance, faults } = await counted(addresses, stage, [server], once);
      expectWhole({ title: "dropped connections; then taken as sent", balance, faults, runs: runs + again });
      expect(balance.doubledOnAWord).toBe(0);
      expect((await stage.rows()).filter(({ state }) => state === "sent")).toHaveLength(once.size);
    },
    TIME,
  );
});
