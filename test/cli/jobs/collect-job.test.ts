import { describe, expect, it } from "vitest";
import { collectOrder } from "../../../pipeline/cli/jobs/collect-job.ts";
import { readBrief } from "../../../pipeline/cli/jobs/read-brief.ts";
import { CollectBriefSchema } from "../../../pipeline/model/collect-brief.ts";
import { PRIORITY } from "../../../pipeline/world/queue/queue.ts";

const BRIEF = { date: "2025-11-05", source: "cboe", mirror: null, backfillFrom: null };

describe("an order to ask a source", () => {
  it("is another one for another day, source, history or mirror", () => {
    const orders = [
      collectOrder(BRIEF),
      collectOrder({ ...BRIEF, backfillFrom: "2015-01-01" }),
      collectOrder({ ...BRIEF, mirror: "http://127.0.0.1:8080" }),
    ];
    expect(orders.map(({ key }) => key)).toEqual([
      "2025-11-05 cboe",
      "2025-11-05 cboe from 2015-01-01",
      "2025-11-05 cboe by http://127.0.0.1:8080",
    ]);
    expect(orders.map(({ priority }) => priority)).toEqual([
      PRIORITY.today,
      PRIORITY.backfill,
      PRIORITY.today,
    ]);
  });

  it("says where another version of the program wrote it", () => {
    const job = { kind: "collect", key: "2025-11-05 cboe" } as const;
    expect(readBrief(CollectBriefSchema, { ...job, brief: BRIEF })).toEqual(BRIEF);
    expect(() => readBrief(CollectBriefSchema, { ...job, brief: { ...BRIEF, pace: 2 } })).toThrow(
      "collect 2025-11-05 cboe: The job was written by another version of this program. Run the same version on all machines.",
    );
  });
});
