import { PipelineError } from "../errors.ts";
import { outFolder } from "../products.ts";
import {
  changedArtifacts,
  changedInputs,
  hashOf,
  readRecord,
  recordingFiles,
  recordName,
} from "../rebuild/record.ts";
import { codeVersion } from "../world/code-version.ts";
import { realFiles } from "../world/files.ts";
import type { Invocation, Outcome } from "./program.ts";
import { progressFor } from "./progress.ts";

type Options = Readonly<Record<string, string | boolean | undefined>>;

/** `build [DATE]`: an issue in out/<date>/, or the finding that nothing changed since it was made. */
export async function buildCommand(
  invocation: Invocation,
  [date = null]: readonly (string | null)[],
  options: Options,
): Promise<Outcome> {
  const root = (options.root as string | undefined) ?? invocation.root;
  const asked = requestOf(root, date, options);
  const version = await codeVersion(invocation.root);
  const key = JSON.stringify([version, { ...asked, date: null }]);
  if (date !== null && asked.from === "collect") {
    const folder = outFolder({ root, date });
    const record = await readRecord(folder, realFiles);
    if (record?.request === key && (await isCurrent(record, folder))) return unchanged(date, record);
  }
  return makeIssue(invocation, asked, { key, version });
}

type Asked = ReturnType<typeof requestOf>;

function requestOf(root: string, date: string | null, options: Options) {
  const edition = oneOf(options.edition, ["free", "paid"] as const, "--edition");
  const from = oneOf(options.from, ["collect", "compute", "fill"] as const, "--from") ?? "collect";
  const only = listOf(options.only, ["md", "html", "pdf", "email"] as const, "--only");
  const papers = listOf(options.paper, ["a4", "letter"] as const, "--paper");
  const directory = options.data as string | undefined;
  if (directory !== undefined && options.sample !== undefined)
    throw usage("--sample and --data exclude each other.", "Give one of them.");
  if (directory === undefined && options.sample === undefined && from === "collect") {
    throw usage(
      "Where should the data come from?",
      "Add --sample for a simulated market, or --data DIR for a folder of files.",
    );
  }
  const scenario = typeof options.sample === "string" ? options.sample : "normal";
  return { root, date, edition, from, only, papers, directory: directory ?? null, scenario };
}

function oneOf<T extends string>(
  given: string | boolean | undefined,
  known: readonly T[],
  name: string,
): T | undefined {
  if (given === undefined) return undefined;
  if (known.includes(given as T)) return given as T;
  throw usage(`${name} is ${known.join(" or ")}, not ${JSON.stringify(given)}.`, "Correct the option.");
}

function listOf<T extends string>(
  given: string | boolean | undefined,
  known: readonly T[],
  name: string,
): readonly T[] | null {
  if (given === undefined) return null;
  return String(given)
    .split(",")
    .map((part) => oneOf(part.trim(), known, name)!);
}

function usage(message: string, remedy: string): PipelineError {
  return new PipelineError({ code: "usage", message, remedy });
}

type Found = NonNullable<Awaited<ReturnType<typeof readRecord>>>;

async function isCurrent(record: Found, folder: string): Promise<boolean> {
  const [inputs, artifacts] = await Promise.all([
    changedInputs(record, realFiles),
    changedArtifacts(record, folder, realFiles),
  ]);
  return inputs.length === 0 && artifacts.length === 0;
}

function unchanged(date: string, { artifacts }: Found): Outcome {
  const files = Object.keys(artifacts);
  return {
    exit: 0,
    text: `out/${date}/ is up to date: nothing that it was made from has changed.`,
    json: { date, folder: `out/${date}`, unchanged: true, files },
  };
}

/** The long way: everything that a build needs is loaded only here. */
async function makeIssue(
  invocation: Invocation,
  asked: Asked,
  { key, version }: { key: string; version: string },
): Promise<Outcome> {
  const [{ openWorld }, { readJob }, { build }, { allSections }, { remembering }, { sourceFor }] =
    await Promise.all([
      import("../world/real-world.ts"),
      import("../job.ts"),
      import("../build.ts"),
      import("../sections/all.ts"),
      import("../rebuild/remember.ts"),
      import("./source-for.ts"),
    ]);
  const progress = await progressFor(invocation.terminal);
  const world = openWorld({ environment: invocation.environment, tell: progress.tell });
  try {
    const { files, inputs } = recordingFiles(world.files);
    const read = await readJob({ root: asked.root, date: asked.date, edition: asked.edition }, allSections, {
      ...world,
      files,
    });
    const job = asked.papers ? { ...read, edition: { ...read.edition, papers: [...asked.papers] } } : read;
    const folder = outFolder(job);
    const record = await readRecord(folder, world.files);
    const makers = remembering(world, { record, folder, files: world.files, version });
    const source = sourceFor(asked);
    const built = await build(
      { job, source, from: asked.from, only: asked.only },
      { ...world, files, ...makers },
    );
    const hashes = Object.fromEntries(
      Object.entries(built.artifacts).map(([name, bytes]) => [name, hashOf(bytes)]),
    );
    const kept = { request: key, inputs, artifacts: hashes, made: makers.made };
    const all = {
      ...built.artifacts,
      [recordName]: new TextEncoder().encode(`${JSON.stringify(kept, null, 1)}\n`),
    };
    await world.files.write(folder, all);
    // A form that this build did not make must not lie beside those that it did: it may say something else.
    const left = Object.keys(record?.artifacts ?? {}).filter((name) => !Object.hasOwn(all, name));
    await world.files.remove(left.map((name) => `${folder}/${name}`));
    await progress.end("done");
    return outcomeOf(job.date, Object.keys(built.artifacts), built.findings);
  } catch (error) {
    await progress.end("failed");
    throw error;
  } finally {
    await world.close();
  }
}

function outcomeOf(
  date: string,
  files: readonly string[],
  findings: readonly {
    verdict: string;
    gate: string;
    place: string;
    message: string;
    remedy?: string | undefined;
  }[],
): Outcome {
  const refused = findings.filter(({ verdict }) => verdict === "refused");
  const noted = findings.filter(({ verdict }) => verdict === "noted");
  const pages = files.filter((name) => !name.startsWith("charts/") && !name.endsWith(".json"));
  const text = [
    `out/${date}/: ${pages.join(", ")}, ${files.filter((name) => name.startsWith("charts/")).length} chart files`,
    ...refused.map(
      ({ gate, place, message, remedy }) =>
        `refused [${gate}] ${place}: ${message}${remedy ? ` ${remedy}` : ""}`,
    ),
    ...noted.map(({ gate, place, message }) => `noted [${gate}] ${place}: ${message}`),
    ...(refused.length > 0
      ? [`${refused.length} gate findings refuse this issue; see: npx tracker check ${date}`]
      : []),
  ];
  return {
    exit: 0,
    text: text.join("\n"),
    json: { date, folder: `out/${date}`, unchanged: false, files, findings },
  };
}
