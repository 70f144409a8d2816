import { fileURLToPath } from "node:url";
import { builtTrials, scenarioTrials } from "../desk/lab/trials.ts";
import { PipelineError } from "../errors.ts";
import { codeVersion } from "../world/code-version.ts";
import { count } from "./build-outcome.ts";
import type { Invocation, Options, Outcome } from "./command.ts";
import { progressFor } from "./progress.ts";
import { projectRoot } from "./project-root.ts";

const LAST = 20;
/** Pixels a point: an A4 page is 595 wide, half the width of the page that shows it. */
const SCALE = 1;
const FOLDER = "out/lab";

/**
 * `lab`: the last issues and the nasty scenarios with the working templates and with those of a git revision, side by side in
 * out/lab/index.html. Exit 1 where an issue cannot be made, or a gate refuses what it let pass before.
 */
export async function labCommand(
  invocation: Invocation,
  _operands: readonly (string | null)[],
  options: Options,
): Promise<Outcome> {
  const root = projectRoot(invocation, options);
  const wanted = labRequest(options);
  const [{ openWorld }, { gitTree }, { pagePictures }, lab] = await Promise.all([
    import("../world/real-world.ts"),
    import("../world/git-tree.ts"),
    import("../world/page-pictures.ts"),
    parts(),
  ]);
  const tree = await gitTree(root, wanted.revision, lab.EDITED);
  const progress = await progressFor(invocation.terminal);
  const { environment } = invocation;
  const world = openWorld({ environment, tell: progress.tell, version: codeVersion(invocation.root) });
  try {
    const trials = await trialsFor(root, wanted, world);
    if (trials.length === 0)
      throw usage("There is no issue to try.", "Build one, or leave out --scenarios none.");
    const before = lab.revisionFiles(world.files, root, tree.files);
    const pictures = (pdf: Uint8Array) => pagePictures(pdf, SCALE);
    const { allSections } = lab;
    const tried = await lab.tryTemplates({ root, trials, sections: allSections, before, pictures }, world);
    const style = await styleSheet(world.files);
    const head = { revision: wanted.revision, commit: tree.commit, style };
    await lab.keepLab(`${root}/${FOLDER}`, lab.labFiles(tried, head), world.files);
    await progress.end("done");
    return outcomeOf(tried);
  } catch (error) {
    await progress.end("failed");
    throw error;
  } finally {
    await world.close();
  }
}

async function parts() {
  const [page, lab, revision, keep, sections] = await Promise.all([
    import("../desk/lab/lab-page.ts"),
    import("../desk/lab/lab.ts"),
    import("../desk/lab/revision-files.ts"),
    import("../desk/lab/keep-lab.ts"),
    import("../sections/all.ts"),
  ]);
  return { ...page, ...lab, ...revision, ...keep, ...sections };
}

interface LabRequest {
  readonly revision: string;
  readonly last: number;
  /** null: all of them. */
  readonly scenarios: readonly string[] | null;
}

/** @throws PipelineError usage */
function labRequest({ against, last, scenarios }: Options): LabRequest {
  const issues = last === undefined ? LAST : Number(last);
  if (!/^\d+$/.test(String(last ?? LAST)) || issues > 1000)
    throw usage(`--last is a whole number of issues, not ${JSON.stringify(last)}.`, "Write --last 20.");
  const names = typeof scenarios === "string" ? scenarios.split(",").map((name) => name.trim()) : ["all"];
  return {
    revision: typeof against === "string" ? against : "HEAD",
    last: issues,
    scenarios: names.includes("all") ? null : names.filter((name) => name !== "none" && name !== ""),
  };
}

async function trialsFor(
  root: string,
  { last, scenarios }: LabRequest,
  world: Parameters<typeof builtTrials>[2],
) {
  const [{ readScenarios }, { sampleSource }, { dateOrLast }] = await Promise.all([
    import("../desk/settings/read-scenarios.ts"),
    import("../collect/sources/sample.ts"),
    import("./date-or-last.ts"),
  ]);
  const built = await builtTrials(root, last, world);
  const known = await readScenarios(root, world);
  const date = await dateOrLast(null, root);
  const sourceOf = (scenario: string) => sampleSource(scenario, root);
  return [...built, ...scenarioTrials(scenarios, known, { date, sourceOf })];
}

async function styleSheet(files: { read(path: string): Promise<Uint8Array | null> }): Promise<string> {
  const path = fileURLToPath(new URL("../desk/lab/page/lab.css", import.meta.url));
  return new TextDecoder().decode((await files.read(path)) ?? new Uint8Array());
}

type Tried = Awaited<ReturnType<Awaited<ReturnType<typeof parts>>["tryTemplates"]>>;

function outcomeOf(tried: Tried): Outcome {
  const told = tried.filter(
    ({ faults, changes, pages }) => faults.length + changes.length + pages.length > 0,
  );
  const lines = told.flatMap(({ name, faults, changes, pages }) => [
    `${name}: ${count(changes.length, "place")} in the text changed, and ${count(pages.length, "page")} in looks`,
    ...faults.map((fault) => `  fault: ${fault}`),
  ]);
  const left = tried.filter(wasNotMade);
  const passed = left.map(({ name, faultsBefore }) => `${name}: not tried. ${faultsBefore.join(" ")}`);
  const faulty = tried.filter(({ faults }) => faults.length > 0).length;
  const made = tried.length - left.length;
  const sum = `${count(made, "issue")} tried, ${told.length} of them changed, ${faulty} with faults: ${FOLDER}/index.html`;
  const json = tried.map(({ pages, ...rest }) => ({ ...rest, pages: pages.map(({ number }) => number) }));
  return {
    // Where nothing could be tried, nothing was found sound.
    exit: faulty > 0 || made === 0 ? 1 : 0,
    text: [...lines, ...passed, sum].join("\n"),
    json: { page: `${FOLDER}/index.html`, issues: json },
  };
}

/** Made by neither side, and the templates are not why. */
function wasNotMade({ faults, faultsBefore, pageCounts: [before, after] }: Tried[number]): boolean {
  return faults.length === 0 && faultsBefore.length > 0 && before === null && after === null;
}

function usage(message: string, remedy: string): PipelineError {
  return new PipelineError({ code: "usage", message, remedy });
}
