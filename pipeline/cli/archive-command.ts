import { readConfig } from "../desk/settings/read-config.ts";
import { PipelineError } from "../errors.ts";
import { type Gap, gapsOf } from "../finance/gaps.ts";
import { allSections } from "../sections/all.ts";
import { realFiles } from "../world/files.ts";
import { keptOn } from "../world/kept.ts";
import type { Archive } from "../world/world.ts";
import { count } from "./build-outcome.ts";
import type { Invocation, Options, Outcome } from "./command.ts";
import { projectRoot } from "./project-root.ts";
import { archiveOf } from "./stores.ts";
import { tableLines } from "./table.ts";

/** `archive list`, `archive verify`: what is held, and whether every hash of it is right. Exit 1 where something is damaged. */
export async function archiveCommand(
  invocation: Invocation,
  [does = "list"]: readonly string[],
  options: Options,
): Promise<Outcome> {
  const root = projectRoot(invocation, options);
  const archive = await archiveOf(invocation, root);
  try {
    if (does === "list") return await list(archive);
    if (does === "verify") return await verify(archive, root);
  } finally {
    archive.close();
  }
  const message = `There is no "archive ${does}".`;
  throw new PipelineError({ code: "usage", message, remedy: "Write: archive list, or archive verify." });
}

const HEAD = ["series", "source", "rows", "from", "to", "revisions", "last seen"];

async function list(archive: Archive): Promise<Outcome> {
  const holdings = await archive.holdings();
  const rows = holdings.map(({ series, source, rows: held, from, to, revisions, lastSeen }) =>
    [series, source, held, from, to, revisions, lastSeen].map(String),
  );
  const text =
    holdings.length === 0
      ? "The archive is empty: run npx tracker collect."
      : tableLines(HEAD, rows).join("\n");
  return { exit: 0, text, json: { holdings } };
}

interface HeldGap extends Gap {
  readonly series: string;
  readonly source: string;
}

/** A line for each series and source: how many days in how many gaps, and the newest of them. */
function gapLines(gaps: readonly HeldGap[]): string[] {
  return [...Map.groupBy(gaps, ({ series, source }) => `${series} (${source})`)].map(([name, all]) => {
    const days = all.reduce((sum, gap) => sum + gap.days, 0);
    const { from, to } = all.at(-1)!;
    const newest = from === to ? from : `${from} to ${to}`;
    return `gap      ${name}: ${count(days, "day")} without a row in ${count(all.length, "gap")}, the newest ${newest}`;
  });
}

/** Damage is a fault; a gap is told: a holiday that the calendar does not know, or a day on which nobody collected. */
async function verify(archive: Archive, root: string): Promise<Outcome> {
  const damage = await archive.verify();
  const { plans, calendars } = await readConfig(root, allSections, { files: realFiles, kept: keptOn(null) });
  // What is damaged cannot be read: then the list of all damage is what there is to tell.
  const holdings = damage.length > 0 ? [] : await archive.holdings();
  const wanted = [...new Set(holdings.map(({ series }) => series))].map((series) => ({
    series,
    from: "0000-01-01",
  }));
  const lanes = damage.length > 0 ? [] : await archive.lanes(wanted, null);
  const gaps = lanes.flatMap((lane) => {
    const plan = plans.series[lane.series];
    if (!plan || plan.calendar === "every-day" || plan.maxAgeDays !== undefined) return [];
    return gapsOf(lane, calendars[plan.calendar]).map((gap) => ({
      series: lane.series,
      source: lane.source,
      ...gap,
    }));
  });
  const lines = [
    ...damage.map(({ place, message }) => `damaged  ${place}: ${message}`),
    ...gapLines(gaps),
    damage.length > 0
      ? `${count(damage.length, "place")} damaged: put a copy of .tracker/archive.sqlite in place; what it lacks is collected again.`
      : `Nothing is damaged: ${count(holdings.length, "series and source")}, ${count(gaps.length, "gap")}.`,
  ];
  return { exit: damage.length > 0 ? 1 : 0, text: lines.join("\n"), json: { damage, gaps } };
}
