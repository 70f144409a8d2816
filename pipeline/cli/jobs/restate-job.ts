import { PipelineError } from "../../errors.ts";
import type { Version } from "../../model/delivery.ts";
import { type RestateBrief, RestateBriefSchema } from "../../model/restate-brief.ts";
import type { Job, Order } from "../../world/queue/queue.ts";
import { openRestater } from "../restating.ts";
import { readBrief } from "./read-brief.ts";
import type { Machine, Workplace } from "./workplace.ts";

/** That a version be held against what its sources say now. */
export function restateOrder({ version, above }: RestateBrief): Order {
  return { kind: "restate", key: `${version} above ${above}`, brief: { version, above } };
}

/** Where versions are looked up again, by this machine's settings. One that was built from a folder finds it on this machine or not at all. */
export async function restatePlace({ invocation, root }: Machine): Promise<Workplace> {
  const restater = await openRestater(invocation, root);
  const doer = async (job: Job) => {
    const { version: id, above } = readBrief(RestateBriefSchema, job);
    const version = (await restater.deliveries.versions({ date: id.slice(0, 10) })).find(
      (one) => one.id === id,
    );
    if (!version) throw unknownVersion(id);
    const { figures, notCompared } = await restater.restate(version, above);
    return { figures, notCompared };
  };
  return { doer, atOnce: 1, close: restater.close };
}

function unknownVersion(id: Version["id"]): PipelineError {
  return new PipelineError({
    code: "usage",
    place: id,
    message: "There is no such version in this database.",
    remedy: "Check that the same TRACKER_DATABASE is set on all machines.",
  });
}
