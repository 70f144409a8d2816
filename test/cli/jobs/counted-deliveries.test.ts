import { describe, expect, it } from "vitest";
import { countedDeliveries } from "../../../pipeline/cli/jobs/counted-deliveries.ts";
import type { Mark } from "../../../pipeline/world/mailing/mailing.ts";
import { openMetrics } from "../../../pipeline/world/metrics.ts";

const mark = (to: Mark["to"], relay: string | null): Mark => ({
  ...{ version: "v", recipient: "r", sender: "s", from: ["queued"], to, at: "t", relay },
  ...{ reply: null, notBefore: null, counts: true },
});

describe("a counted ledger", () => {
  it("counts each step that was made by relay and outcome, and no other", async () => {
    const metrics = openMetrics();
    const ledger = { mark: async (marks: readonly Mark[]) => marks.map(({ to }) => to !== "refused") };
    const counted = countedDeliveries(ledger, metrics);
    const steps = [
      mark("handed over", "one"),
      mark("accepted", "one"),
      mark("refused", "one"),
      mark("withdrawn", null),
    ];
    expect(await counted.mark(steps)).toEqual([true, true, false, true]);
    const { text } = await metrics.page();
    expect(text.split("\n").filter((line) => line.startsWith("tracker_message_steps_total"))).toEqual([
      'tracker_message_steps_total{relay="one",outcome="handed over"} 1',
      'tracker_message_steps_total{relay="one",outcome="accepted"} 1',
      'tracker_message_steps_total{relay="none",outcome="withdrawn"} 1',
    ]);
  });
});
