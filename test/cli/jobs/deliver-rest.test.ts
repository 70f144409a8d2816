import { describe, expect, it } from "vitest";
import { deliverOrders, haltAmong, keysOf } from "../../../pipeline/cli/jobs/deliver-orders.ts";
import { orderRest } from "../../../pipeline/cli/jobs/deliver-rest.ts";
import {
  type DeliverBrief,
  DeliverBriefSchema,
  type Delivered,
} from "../../../pipeline/model/deliver-brief.ts";
import { DELIVERY_STATES, type Tally } from "../../../pipeline/model/delivery.ts";
import type { Order } from "../../../pipeline/world/queue/queue.ts";

const VERSION = "2025-11-05/free/1";
const NOW = "2025-11-05T22:00:00.000Z";
const later = (seconds: number) => new Date(Date.parse(NOW) + seconds * 1000).toISOString();

const brief = (more: Partial<DeliverBrief> = {}): DeliverBrief => ({
  ...DeliverBriefSchema.parse(deliverOrders(VERSION, 10, 60)[0]!.brief),
  ...more,
});

async function rested(
  counts: Partial<Tally>,
  more: {
    readonly brief?: Partial<DeliverBrief>;
    readonly key?: string;
    readonly end?: Delivered["end"];
    readonly next?: string;
  } = {},
): Promise<{ readonly delivered: Delivered; readonly put: Order | null }> {
  const orders: Order[] = [];
  const tally = { ...Object.fromEntries(DELIVERY_STATES.map((state) => [state, 0])), ...counts } as Tally;
  const delivered = await orderRest(more.key ?? `${VERSION} 1`, brief(more.brief), {
    queue: { put: async (order) => orders.push(order) > 0 },
    deliveries: { tally: async () => tally, nextDue: async () => more.next ?? null, clock: async () => NOW },
    delivered: { put: "p", accepted: 0, end: more.end ?? { why: "done" } },
  });
  return { delivered, put: orders[0] ?? null };
}

describe("what is left of a version", () => {
  it("is nothing: nothing more is ordered", async () => {
    const { delivered, put } = await rested({ accepted: 9, uncertain: 1, refused: 1 });
    expect(put).toBeNull();
    expect(delivered.end).toEqual({ why: "done" });
  });

  it("and in hands of others is looked at again soon; by two orders in turn", async () => {
    const { put } = await rested({ queued: 5 });
    expect(put).toMatchObject({ key: `${VERSION} rest 1`, afterSeconds: 5 });
    expect((await rested({ "handed over": 1 }, { key: put!.key })).put?.key).toBe(`${VERSION} rest 2`);
    expect((await rested({ queued: 1 }, { key: `${VERSION} rest 2` })).put?.key).toBe(`${VERSION} rest 1`);
  });

  it("and given back is taken up at once", async () => {
    const { put } = await rested({ queued: 5 }, { end: { why: "asked to stop" } });
    expect(put?.afterSeconds).toBe(1);
  });

  it("and deferred waits until it is due, or is left to who waits himself", async () => {
    const next = later(90);
    expect((await rested({ deferred: 2 }, { next })).put?.afterSeconds).toBe(90);
    const left = await rested({ deferred: 2 }, { next, brief: { runMinutes: 0 } });
    expect(left).toMatchObject({ put: null, delivered: { end: { why: "deferred left", next } } });
    // In hands of one who died it is nobody's who waits.
    expect((await rested({ deferred: 2 }, { brief: { runMinutes: 0 } })).put?.afterSeconds).toBe(5);
  });

  it("is given up where nothing was accepted for as long as the settings say, and says how to go on", async () => {
    const last = { accepted: 7, at: later(-61 * 60) };
    const counts = { accepted: 7, deferred: 2, "handed over": 1 };
    await expect(rested(counts, { brief: { last } })).rejects.toThrow(
      `${VERSION}: Left are 2 deferred, 1 handed over, and nothing has been accepted for 61 minutes. Go on: npx tracker send 2025-11-05 --resume`,
    );
    const { put } = await rested({ ...counts, accepted: 8 }, { brief: { last } });
    expect(put?.brief).toMatchObject({ last: { accepted: 8, at: NOW } });
    const soon = { accepted: 7, at: later(-59 * 60) };
    expect((await rested(counts, { brief: { last: soon } })).put?.brief).toMatchObject({ last: soon });
  });
});

describe("orders for a version", () => {
  it("are as many as letters fill, and a short list has several as well", () => {
    const shape = (waiting: number) => {
      const orders = deliverOrders(VERSION, waiting, 60);
      return [orders.length, orders[0]!.brief.batch];
    };
    expect([1, 50, 60, 300, 4000, 10_000, 100_001].map(shape)).toEqual([
      [1, 50],
      [1, 50],
      [2, 50],
      [6, 50],
      [8, 500],
      [10, 1000],
      [101, 1000],
    ]);
    expect(keysOf(brief())).toEqual([`${VERSION} 1`, `${VERSION} rest 1`, `${VERSION} rest 2`]);
  });

  it("are ended by what one of them came to, and not by those of another time", () => {
    const told = (put: string, end: Delivered["end"]) => [
      { key: "k", state: "done", result: { put, accepted: 1, end }, reason: null } as const,
    ];
    const refused = { why: "content refused", reply: "554 No" } as const;
    expect(haltAmong(told("p", refused), "p")).toMatchObject({ end: refused });
    expect(haltAmong(told("other", refused), "p")).toBeNull();
    expect(haltAmong(told("p", { why: "batch ended" }), "p")).toBeNull();
    expect(haltAmong([{ key: "k", state: "done", result: { strange: 1 }, reason: null }], "p")).toBeNull();
  });
});
