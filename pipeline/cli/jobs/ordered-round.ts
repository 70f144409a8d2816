import type { Outcome as Visited } from "../../collect/round/assignment.ts";
import { inOrderOfRound, sourcesOf } from "../../collect/round/one-source.ts";
import { PipelineError } from "../../errors.ts";
import { CollectedSchema } from "../../model/collect-brief.ts";
import type { IsoDate } from "../../model/unit.ts";
import { realNow } from "../../world/clock.ts";
import type { Queue, Told } from "../../world/queue/queue.ts";
import { type RoundRequest, roundOf } from "../collect-round.ts";
import type { Invocation } from "../command.ts";
import type { Outside } from "../outside.ts";
import { collectOrder } from "./collect-job.ts";
import { leftOf, ordered } from "./ordered.ts";
import { readResult } from "./read-brief.ts";

/** A round of all sources as workers made it. */
export interface OrderedRound {
  readonly date: IsoDate;
  readonly visited: readonly Visited[];
  /** Sources that are still to be asked, where the waiting was ended. */
  readonly left: readonly string[];
}

/**
 * Has workers ask every source for a day, each by a job of its own.
 *
 * @param mirror that the workers ask; null: each has its own, or none
 * @throws PipelineError usage, where the mirror's address holds a password: it would lie in the database
 */
export async function orderedRound(
  request: RoundRequest & { readonly mirror: string | null },
  { invocation, queue, outside }: { invocation: Invocation; queue: Queue; outside: Pick<Outside, "now"> },
): Promise<OrderedRound> {
  const { mirror } = request;
  expectNoPassword(mirror);
  const round = await roundOf(request, outside);
  const { date, backfillFrom } = round;
  const sources = sourcesOf(round);
  const orders = sources.map((source) => collectOrder({ date, source, mirror, backfillFrom }));
  const told = await ordered(queue, orders, { invocation, noun: "sources" });
  const visited = orders.flatMap(({ key }, at) => visitedOf(sources[at]!, told.get(key)));
  const left = leftOf(orders, told).map(({ brief }) => String(brief.source));
  return { date, visited: inOrderOfRound(visited, round), left };
}

function visitedOf(source: string, told: Told | undefined): readonly Visited[] {
  if (told?.state === "done") return readResult(CollectedSchema, told);
  return told?.state === "dead" ? [givenUp(source, told.reason)] : [];
}

/** The row of a source that no worker could ask. */
function givenUp(source: string, why: string | null): Visited {
  const reason = `No worker could ask it. ${why ?? ""}`.trim();
  const visit = { at: realNow(), source, place: "", verdict: "http_error" as const, reason };
  return {
    visit: { ...visit, series: [], newest: null },
    requests: 0,
    unchanged: false,
    silent: false,
    recorded: [],
    headlines: 0,
  };
}

function expectNoPassword(mirror: string | null): void {
  const url = mirror === null ? null : URL.parse(mirror);
  if (!url || (url.username === "" && url.password === "")) return;
  throw new PipelineError({
    code: "usage",
    message: "The mirror's address holds a user or a password, which would be kept in the database.",
    remedy: "Set TRACKER_MIRROR on each worker and leave it out here, or give --here.",
  });
}
