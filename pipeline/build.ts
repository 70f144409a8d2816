import { check } from "./check/check.ts";
import { collect } from "./collect/collect.ts";
import type { Source } from "./collect/source.ts";
import { compute, patienceOf, pickSections } from "./compute/compute.ts";
import { fill } from "./fill/fill.ts";
import type { Job } from "./job.ts";
import type { Artifacts } from "./model/artifacts.ts";
import type { Filled } from "./model/filled.ts";
import type { Finding } from "./model/finding.ts";
import type { Report } from "./model/report.ts";
import type { Snapshot } from "./model/snapshot.ts";
import type { Statement } from "./model/written.ts";
import { readReport, readSnapshot } from "./products.ts";
import { readyTemplates } from "./rebuild/ready-templates.ts";
import { render } from "./render/render.ts";
import { allSections } from "./sections/all.ts";
import type { Section } from "./sections/section.ts";
import type { World } from "./world/world.ts";

/** The stages, in the order in which an issue happens. A build may start from any but needs the product of the one before. */
export const stages = ["collect", "compute", "fill"] as const;
export type Stage = (typeof stages)[number];

export interface Building {
  readonly job: Job;
  readonly source: Source;
  readonly from: Stage;
  readonly only: readonly ("md" | "html" | "pdf" | "email")[] | null;
}

/** What each stage made. */
export interface Built {
  readonly snapshot: Snapshot;
  readonly report: Report;
  readonly filled: Filled;
  readonly artifacts: Artifacts;
  /** What the writers state, with what the figures say of it. */
  readonly statements: readonly Statement[];
  readonly findings: readonly Finding[];
}

/** The whole issue, in the order it happens. What goes out is another story: `send` delivers approved artifacts. */
export async function build({ job, source, from, only }: Building, world: World): Promise<Built> {
  const { edition, date } = job;
  const chosen = pickSections(edition, allSections);
  world.charts.warm();
  if (only === null || only.includes("pdf")) world.printer.warm();
  const ready = await readyTemplates(job.templates, world);
  world.tell("collecting");
  const snapshot =
    from === "collect" ? await gather(job, chosen, source, world) : await readSnapshot(job, world);
  world.tell("computing");
  const report =
    from === "fill" ? await readReport(job, world) : compute(snapshot, edition, { chosen, all: allSections });
  world.tell("filling");
  const filled = fill(report, job.content, ready, edition);
  world.tell("rendering");
  const { templates, assets, content } = job;
  const rendered = await render(
    filled,
    { templates, assets, images: content.images, papers: edition.papers, only },
    world,
  );
  const patience = patienceWith(job, chosen);
  const { texts } = content;
  const statements = await statementsIn(job, report, snapshot);
  const made = { snapshot, report, filled, statements };
  const findings = check({ ...made, date, texts, artifacts: rendered, patience });
  return { ...made, findings, artifacts: { ...rendered, ...products({ ...made, findings }) } };
}

function gather(job: Job, chosen: readonly Section[], source: Source, world: World): Promise<Snapshot> {
  const { date, edition, content } = job;
  const needs = chosen.flatMap((section) => section.needs(edition, date, job.meetings));
  const pasted =
    content.pasted === null ? null : { text: content.pasted, place: `content/issues/${date}/headlines.txt` };
  return collect({ ...job, pasted, edits: content.edits }, needs, source, world);
}

/** The prose checker is loaded only where somebody has written. */
export async function statementsIn(
  { content: { texts }, edition, vocabulary }: Job,
  report: Report,
  snapshot: Snapshot,
): Promise<readonly Statement[]> {
  if (texts.length === 0) return [];
  const { issueProse } = await import("./check/prose/issue-prose.ts");
  return issueProse(texts, { report, snapshot, edition, vocabulary });
}

/** Of each series the least patience among the sections that need it. */
function patienceWith(
  { edition, date, meetings }: Job,
  chosen: readonly Section[],
): (series: string) => number {
  const least = new Map<string, number>();
  for (const section of chosen) {
    const { missedDays } = patienceOf(section.id, edition);
    for (const { series } of section.needs(edition, date, meetings))
      least.set(series, Math.min(missedDays, least.get(series) ?? missedDays));
  }
  return (series) => least.get(series) ?? patienceOf("default", edition).missedDays;
}

/** What each stage leaves beside the pages, so that "where did 4.62 become 46.2?" is answered by opening files in order. */
function products({
  snapshot,
  report,
  filled: { ledger },
  statements,
  findings,
}: Omit<Built, "artifacts">): Artifacts {
  const texts = {
    "snapshot.json": JSON.stringify(snapshot),
    "report.json": jsonLines(report),
    "ledger.json": jsonLines(ledger),
    "findings.json": JSON.stringify(findings, null, 1),
    ...(statements.length > 0 && { "prose.json": JSON.stringify(statements, null, 1) }),
  };
  const encoder = new TextEncoder();
  return Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, encoder.encode(`${text}\n`)]));
}

/** JSON with each section, each printed figure on a line of its own: two thirds of what indenting takes, in bytes and time. */
function jsonLines(product: object): string {
  const fields = Object.entries(product).map(([name, value]) => {
    const list = Array.isArray(value) && value.length > 0 ? value.map((one) => JSON.stringify(one)) : null;
    return `${JSON.stringify(name)}: ${list ? `[\n${list.join(",\n")}\n]` : JSON.stringify(value)}`;
  });
  return `{\n${fields.join(",\n")}\n}`;
}
