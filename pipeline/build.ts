import { checkWhilePrinting } from "./check/check.ts";
import type { Source } from "./collect/source.ts";
import { compute, pickSections } from "./compute/compute.ts";
import { PipelineError } from "./errors.ts";
import { fill } from "./fill/fill.ts";
import type { Job } from "./job.ts";
import type { Artifacts } from "./model/artifacts.ts";
import type { Filled } from "./model/filled.ts";
import type { Finding } from "./model/finding.ts";
import type { Report } from "./model/report.ts";
import type { Snapshot } from "./model/snapshot.ts";
import { snapshotText } from "./model/snapshot-file.ts";
import type { Statement } from "./model/written.ts";
import { readReport, readSnapshot } from "./products.ts";
import { placeName, placeWords } from "./rebuild/issue-place.ts";
import { readyTemplates } from "./rebuild/ready-templates.ts";
import { allSections } from "./sections/all.ts";
import { during, gather, patienceWith, printedTexts, renderedOf, statementsIn } from "./stages.ts";
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
  const snapshot = await during("collect", world, () =>
    from === "collect" ? gather(job, chosen, source, world) : readSnapshot(job.place, world),
  );
  world.tell("computing");
  const report = await during("compute", world, () =>
    from === "fill" ? reportThere(job, world) : compute(snapshot, edition, { chosen, all: allSections }),
  );
  world.tell("filling");
  const filled = await during("fill", world, () => fill(report, job.content, ready, edition));
  world.tell("rendering");
  const { pages, prints } = await during("render", world, () => renderedOf(job, filled, only, world));
  const patience = patienceWith(job, chosen);
  const texts = printedTexts(job, report);
  const statements = await statementsIn(job, report, snapshot);
  const made = { snapshot, report, filled, statements };
  const left = products(made);
  const checked = { ...made, date, texts, artifacts: pages, patience };
  const findings = await checkWhilePrinting(checked, prints, () => world.begin?.("check"));
  const artifacts = { ...pages, ...(await prints), ...left, ...told(findings) };
  return { ...made, findings, artifacts };
}

/**
 * The report of an earlier build.
 *
 * @throws PipelineError artifact-missing where it holds a section that this edition may not print
 */
async function reportThere({ place, edition }: Job, world: World): Promise<Report> {
  const report = await readReport(place, world);
  const cut = edition.edition === "free" ? edition.paidOnly : [];
  const strange = report.sections.filter(({ id }) => cut.includes(id)).map(({ id }) => id);
  if (strange.length === 0) return report;
  throw new PipelineError({
    code: "artifact-missing",
    place: `${placeName(place)}/report.json`,
    message: `It holds what the free edition leaves out: ${strange.join(", ")}.`,
    remedy: `Run: npx tracker build ${placeWords(place)} without --from.`,
  });
}

/** What each stage leaves beside the pages, so that "where did 4.62 become 46.2?" is answered by opening files in order. */
function products({
  snapshot,
  report,
  filled: { ledger },
  statements,
}: Omit<Built, "artifacts" | "findings">): Artifacts {
  return encoded({
    "snapshot.json": snapshotText(snapshot),
    "report.json": jsonLines(report),
    "ledger.json": jsonLines(ledger),
    ...(statements.length > 0 && { "prose.json": JSON.stringify(statements, null, 1) }),
  });
}

function told(findings: readonly Finding[]): Artifacts {
  return encoded({ "findings.json": JSON.stringify(findings, null, 1) });
}

function encoded(texts: Readonly<Record<string, string>>): Artifacts {
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
