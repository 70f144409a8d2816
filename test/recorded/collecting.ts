import type { Built } from "../../pipeline/build.ts";
import type { Outcome } from "../../pipeline/collect/round/assignment.ts";
import { runRound } from "../../pipeline/collect/round/round.ts";
import { archiveSource } from "../../pipeline/collect/sources/archive.ts";
import { readConfig } from "../../pipeline/desk/settings/read-config.ts";
import type { Edition, Sources } from "../../pipeline/model/edition.ts";
import { allSections } from "../../pipeline/sections/all.ts";
import { openArchive } from "../../pipeline/world/archive/archive.ts";
import type { WebSettings } from "../../pipeline/world/web/settings.ts";
import { openWeb } from "../../pipeline/world/web/web.ts";
import type { Archive } from "../../pipeline/world/world.ts";
import { builtIssue, paperWorld, projectRoot } from "../support/worlds.ts";
import type { Upstream } from "./upstream.ts";

/** No waiting between requests: how pace is kept is tested elsewhere. The server shares this process, so it may take its time. */
const AT_ONCE: Partial<WebSettings> = { retries: 0, sleep: async () => undefined };

/** A desk that collects from a replayed past into an archive of its own, in this process. */
export interface Collecting {
  readonly archive: Archive;
  /** One round of all sources, or of those that the plans are cut to. */
  round(
    date: string,
    plans?: (plans: Sources) => Sources,
    backfillFrom?: string | null,
  ): Promise<readonly Outcome[]>;
  /** The issue, made of the archive as it was known at that moment. */
  build(date: string, knownAt: string | null, edition?: (edition: Edition) => Edition): Promise<Built>;
  close(): void;
}

export interface Opening {
  readonly upstream: Pick<Upstream, "url">;
  readonly archiveFile: string;
  /** Keys, as the command line reads them. */
  readonly environment?: Readonly<Record<string, string>>;
  readonly settings?: Partial<WebSettings>;
}

/** Opens such a desk. */
export function collecting({ upstream, archiveFile, environment = {}, settings = {} }: Opening): Collecting {
  const archive = openArchive(archiveFile);
  return {
    archive,
    async round(date, cut = (plans) => plans, backfillFrom = null) {
      const web = openWeb({
        environment,
        mirror: upstream.url,
        now: ownNow,
        settings: { ...AT_ONCE, ...settings },
      });
      try {
        await web.moment();
        const { plans, calendars } = await readConfig(projectRoot, allSections, paperWorld());
        const round = { date, plans: cut(plans), calendars, version: "test", backfillFrom };
        return await runRound(round, { web, archive, tell: () => undefined });
      } finally {
        await web.close();
      }
    },
    build(date, knownAt, edition = (one) => one) {
      // The moment only says which days are over.
      const world = { ...paperWorld("2026-11-20T22:00:00Z"), archive };
      return builtIssue(date, { source: archiveSource(knownAt), edition, world });
    },
    close: () => archive.close(),
  };
}

const ownNow = () => new Date().toISOString();
