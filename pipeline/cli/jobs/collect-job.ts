import { runSource } from "../../collect/round/one-source.ts";
import { readConfig } from "../../desk/settings/read-config.ts";
import { type CollectBrief, CollectBriefSchema } from "../../model/collect-brief.ts";
import { allSections } from "../../sections/all.ts";
import { codeVersion } from "../../world/code-version.ts";
import { realFiles } from "../../world/files.ts";
import { keptOn } from "../../world/kept.ts";
import { type Job, type Order, PRIORITY } from "../../world/queue/queue.ts";
import { factsOf } from "../../world/queue/worker.ts";
import { mirrorOf, type Outside, openOutside } from "../outside.ts";
import { readBrief } from "./read-brief.ts";
import type { Machine, Workplace } from "./workplace.ts";

/** Most of the time it waits for an answer. */
const AT_ONCE = 4;

/** That one source be asked for a day. */
export function collectOrder(brief: CollectBrief): Order {
  const { date, source, mirror, backfillFrom } = brief;
  const how = [backfillFrom && `from ${backfillFrom}`, mirror && `by ${mirror}`].filter(Boolean);
  return {
    kind: "collect",
    key: [date, source, ...how].join(" "),
    brief: { ...brief },
    priority: backfillFrom === null ? PRIORITY.today : PRIORITY.backfill,
  };
}

/** Where sources are asked. Keys and the mirror that a brief does not name are those of this machine's environment. */
export async function collectPlace({ invocation, root, log, metrics }: Machine): Promise<Workplace> {
  const [version, kept] = [codeVersion(invocation.root), keptOn(null)];
  const outsides = sharedOutsides((mirror) => openOutside(invocation, { root, mirror }));
  const doer = async (job: Job) => {
    const brief = readBrief(CollectBriefSchema, job);
    const { source, date, backfillFrom } = brief;
    // Read each time: settings may have come to this machine since. What is the same is not read twice.
    const { plans, calendars } = await readConfig(root, allSections, { files: realFiles, kept });
    const outside = await outsides.of(brief.mirror ?? mirrorOf({}, invocation));
    const visited = await runSource(source, { date, plans, calendars, version, backfillFrom }, outside);
    for (const { visit } of visited) {
      metrics.sourceAnswered({ source: visit.source, verdict: visit.verdict });
      const facts = { ...factsOf(job), source: visit.source, verdict: visit.verdict, place: visit.place };
      log.debug("A source was asked.", { ...facts, reason: visit.reason });
    }
    return visited;
  };
  return { doer, atOnce: AT_ONCE, close: outsides.close };
}

/** One web for all jobs of a mirror, or of none: each host's pace is kept in it. */
function sharedOutsides(open: (mirror: string | null) => Promise<Outside>) {
  const opened = new Map<string | null, Promise<Outside>>();
  return {
    of(mirror: string | null): Promise<Outside> {
      const there = opened.get(mirror);
      if (there) return there;
      // A mirror that did not answer is asked again by the next.
      const outside = open(mirror).catch((cause) => {
        opened.delete(mirror);
        throw cause;
      });
      opened.set(mirror, outside);
      return outside;
    },
    async close() {
      for (const outside of opened.values()) await (await outside.catch(() => null))?.close();
    },
  };
}
