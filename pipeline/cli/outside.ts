import { PipelineError } from "../errors.ts";
import type { IsoInstant } from "../model/unit.ts";
import type { Archive, Web } from "../world/world.ts";
import type { Invocation, Options } from "./command.ts";
import { archiveOf } from "./stores.ts";

/** What leaves this machine or outlives a command: the network, the archive, and the moment that counts as now. */
export interface Outside {
  readonly web: Web;
  readonly archive: Archive;
  /** Behind a mirror the moment that it replays, else this machine's clock. */
  readonly now: IsoInstant;
  close(): Promise<void>;
}

/** `--mirror URL`, else TRACKER_MIRROR, else none. @throws PipelineError usage */
export function mirrorOf(
  { mirror }: Options,
  { environment }: Pick<Invocation, "environment">,
): string | null {
  const given = typeof mirror === "string" ? mirror : environment.TRACKER_MIRROR || null;
  if (given === null) return null;
  const url = URL.parse(given);
  if (url && /^https?:$/.test(url.protocol)) return given.replace(/\/+$/, "");
  throw new PipelineError({
    code: "usage",
    message: `The mirror ${JSON.stringify(given)} is no http or https address.`,
    remedy: "Write it as http://127.0.0.1:8080 in --mirror or TRACKER_MIRROR.",
  });
}

/** Opens the network and the archive; neither is touched before it is asked for, but a mirror is asked for its clock. */
export async function openOutside(
  { environment }: Pick<Invocation, "environment">,
  { root, mirror }: { readonly root: string; readonly mirror: string | null },
): Promise<Outside> {
  const [{ openWeb }, archive, { realNow }] = await Promise.all([
    import("../world/web/web.ts"),
    archiveOf({ environment }, root),
    import("../world/clock.ts"),
  ]);
  const web = openWeb({ environment, mirror, now: realNow });
  return {
    web,
    archive,
    now: await web.moment(),
    async close() {
      archive.close();
      await web.close();
    },
  };
}
