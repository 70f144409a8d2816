import { expect, it } from "vitest";
import { report } from "../../../pipeline/cli/collect-command.ts";
import { orderedRound } from "../../../pipeline/cli/jobs/ordered-round.ts";
import type { Order, Queue, Told } from "../../../pipeline/world/queue/queue.ts";
import { projectRoot } from "../../support/worlds.ts";

const DATE = "2025-11-05";
const visit = { at: "2025-11-05T22:30:00Z", source: "cboe", place: "https://cdn.cboe.com/x", verdict: "ok" };
const VISITED = {
  visit: { ...visit, reason: null, series: ["VIX"], newest: DATE },
  ...{ requests: 1, unchanged: false, silent: false, headlines: 0 },
  recorded: [{ series: "VIX", source: "cboe", added: 2, revised: 0 }],
};

/** A queue in which every order but that of cboe was given up. */
function queueOf(orders: Order[]): Queue {
  const toldOf = (key: string): Told =>
    key === `${DATE} cboe`
      ? { key, state: "done", result: [VISITED], reason: null }
      : { key, state: "dead", result: null, reason: "Its worker died." };
  const queue: Partial<Queue> = {
    putAll: async (all) => orders.push(...all),
    told: async (_, keys) => keys.map(toldOf),
  };
  return queue as Queue;
}

it("a source that no worker could ask is told as one that gave no answer, with the reason", async () => {
  const orders: Order[] = [];
  const invocation = { arguments: [], environment: {}, root: projectRoot, terminal: false };
  const request = { program: projectRoot, root: projectRoot, date: DATE, backfillFrom: null, mirror: null };
  const outside = { now: "2025-11-05T22:30:00Z" };
  const world = { invocation, queue: queueOf(orders), outside };
  const { visited, left, date } = await orderedRound({ ...request, tell: () => undefined }, world);
  expect(left).toEqual([]);
  expect(orders.find(({ key }) => key === `${DATE} cboe`)?.brief).toEqual({
    ...{ date: DATE, source: "cboe", mirror: null, backfillFrom: null },
  });
  const text = report(date, visited);
  expect(text).toMatch(/^cboe +ok +1 +0 +2025-11-05 +2 +0 +0$/m);
  expect(text).toMatch(/^treasury +http_error +0 +0 +– +0 +0 +0$/m);
  expect(text).toContain("treasury http_error: No worker could ask it. Its worker died.");
  expect(text).toContain("2025-11-05: 1 requests, 2 new values, 0 revised.");
});
