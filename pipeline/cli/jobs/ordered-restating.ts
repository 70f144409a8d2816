import type { RestatedIssue } from "../../desk/correcting/restate.ts";
import type { Version } from "../../model/delivery.ts";
import { RestatedSchema } from "../../model/restate-brief.ts";
import type { Queue, Told } from "../../world/queue/queue.ts";
import type { Invocation } from "../command.ts";
import { leftOf, ordered } from "./ordered.ts";
import { readResult } from "./read-brief.ts";
import { restateOrder } from "./restate-job.ts";

/** Versions as workers looked them up again. */
export interface OrderedRestating {
  readonly issues: readonly RestatedIssue[];
  /** How many are still to be looked up, where the waiting was ended. */
  readonly left: number;
}

/** Has workers look versions up again, each by a job of its own. */
export async function orderedRestating(
  versions: readonly Version[],
  above: number,
  { invocation, queue }: { readonly invocation: Invocation; readonly queue: Queue },
): Promise<OrderedRestating> {
  const orders = versions.map(({ id }) => restateOrder({ version: id, above }));
  const told = await ordered(queue, orders, { invocation, noun: "issues" });
  const issues = versions.flatMap((version, at) => restatedOf(version, told.get(orders[at]!.key)));
  return { issues, left: leftOf(orders, told).length };
}

function restatedOf(version: Version, told: Told | undefined): readonly RestatedIssue[] {
  if (told?.state === "done") return [{ version, ...readResult(RestatedSchema, told) }];
  if (told?.state !== "dead") return [];
  return [{ version, figures: [], notCompared: `No worker could look it up again. ${told.reason ?? ""}` }];
}
