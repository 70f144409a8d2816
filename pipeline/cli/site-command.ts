import { resolve } from "node:path";
import { allSections } from "../sections/all.ts";
import { readArchiveHouse } from "../site/pages/read-house.ts";
import { siteFiles } from "../site/pages/site-files.ts";
import { writeSite } from "../site/pages/write-site.ts";
import { realNow } from "../world/clock.ts";
import { realFiles } from "../world/files.ts";
import { keptOn } from "../world/kept.ts";
import { realPlacing } from "../world/place-file.ts";
import type { Invocation, Options, Outcome } from "./command.ts";
import { openMailing } from "./mailing-world.ts";
import { projectRoot } from "./project-root.ts";

/** `build --site [FOLDER]`: what went out, as pages for any host of files. Left out, FOLDER is out/site/. */
export async function siteCommand(
  invocation: Invocation,
  _operands: readonly (string | null)[],
  { site, ...options }: Options,
): Promise<Outcome> {
  const root = projectRoot(invocation, options);
  const folder = typeof site === "string" ? resolve(site) : `${root}/out/site`;
  const world = { files: realFiles, kept: keptOn(null), placing: realPlacing, now: realNow };
  const house = await readArchiveHouse({ root, kind: "files", linkKey: null }, allSections, world);
  const mailing = openMailing(invocation, root);
  try {
    const issues = (await mailing.deliveries.versions({})).length;
    const written = await writeSite(folder, siteFiles(house, { ...world, ...mailing }), world);
    return { exit: 0, text: wordsOf({ folder, issues, ...written }), json: { folder, ...written } };
  } finally {
    await mailing.close();
  }
}

interface Told {
  readonly folder: string;
  /** Versions that went out. */
  readonly issues: number;
  readonly written: number;
  readonly unchanged: number;
  readonly removed: number;
}

function wordsOf({ folder, issues, written, unchanged, removed }: Told): string {
  const files = (count: number) => `${count} ${count === 1 ? "file" : "files"}`;
  const done = written + removed === 0 ? "nothing changed" : `${files(written)} written`;
  const gone = removed > 0 ? `, ${files(removed)} of issues that are shown no more taken away` : "";
  const none = issues === 0 ? "\nNo issue has gone out yet: the site says so." : "";
  return `${folder}: ${done}, ${files(unchanged)} unchanged${gone}.${none}`;
}
