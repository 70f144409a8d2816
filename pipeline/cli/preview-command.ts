import { openPreview } from "../desk/preview/preview.ts";
import { theStages } from "../desk/preview/stages.ts";
import { titlesFor } from "../desk/scaffold/title-suggestions.ts";
import { readConfig } from "../desk/settings/read-config.ts";
import { PipelineError } from "../errors.ts";
import { isDate } from "../finance/dates.ts";
import { allSections } from "../sections/all.ts";
import { codeVersion } from "../world/code-version.ts";
import { cutShort } from "../world/cut-short.ts";
import { openWorld } from "../world/real-world.ts";
import { LOOPBACK, realServing } from "../world/serve.ts";
import { realWatching } from "../world/watch.ts";
import type { World } from "../world/world.ts";
import { type BuildRequest, dataOf } from "./build-request.ts";
import type { Invocation, Options, Outcome } from "./command.ts";
import { filesOf } from "./database-of.ts";
import { dateOrLast } from "./date-or-last.ts";
import { standingLine } from "./desk-world.ts";
import { projectRoot } from "./project-root.ts";
import { sourceFor } from "./source-for.ts";
import { archiveOf } from "./stores.ts";

/** `preview [DATE]`: the issue in a browser of this machine, as its files are, until it is stopped. Nobody outside is asked. */
export async function previewCommand(
  invocation: Invocation,
  [given = null]: readonly (string | null)[],
  options: Options,
): Promise<Outcome> {
  const root = projectRoot(invocation, options);
  const port = portOf(options.port);
  const data = dataOf(options);
  if (given !== null && !isDate(given))
    throw usage(`${JSON.stringify(given)} is no date.`, "Write it as 2025-11-05.");
  const date = await dateOrLast(given, root);
  const tell = (remark: string) => void process.stderr.write(`${remark}\n`);
  const version = codeVersion(invocation.root);
  const world = openWorld({
    environment: invocation.environment,
    tell,
    version,
    files: filesOf(invocation, root),
  });
  const archive = await archiveOf(invocation, root);
  try {
    const edition = await editionOf(options.edition, root, world);
    world.charts.warm();
    const served = await openPreview({
      root,
      port,
      choice: { date, edition, source: sourceId(data) },
      hasData: data.kind === "directory",
      stages: theStages,
      additions: {
        titles: ({ filled }) => titlesFor(filled),
        standing: ({ date: day, edition: cut }) =>
          standingLine(invocation, { root, date: day, edition: cut }),
      },
      serving: realServing,
      watching: realWatching,
      world: { ...world, archive, cutShort },
      sourceOf: (id) => sourceFor(dataFor(id, data), root),
    });
    const address = `http://${LOOPBACK}:${served.port}/`;
    process.stdout.write(`${options.json === true ? JSON.stringify({ address }) : address}\n`);
    await stopped();
    await served.close();
    return { exit: 0, text: "", json: { address, stopped: true } };
  } finally {
    archive.close();
    await world.close();
  }
}

type Data = BuildRequest["data"];

/** As the page names it. */
function sourceId(data: Data): string {
  if (data.kind === "sample") return `sample:${data.scenario}`;
  return data.kind === "directory" ? "data" : "archive";
}

/** What the page's name for it means; `given` is what the preview was started with. */
function dataFor(id: string, given: Data): Data {
  if (id === "data" && given.kind === "directory") return given;
  if (id === "data") throw usage("No folder was named.", "Start the preview with --data DIR.");
  if (id !== "archive") return { kind: "sample", scenario: id.replace(/^sample:/, "") };
  return { kind: "archive", knownAt: given.kind === "archive" ? given.knownAt : null, offline: true };
}

/** Until a person or the system asks it to end. */
function stopped(): Promise<void> {
  return new Promise((resolve) => {
    process.once("SIGINT", () => resolve());
    process.once("SIGTERM", () => resolve());
  });
}

const DEFAULT_PORT = 4173;

function portOf(given: Options[string]): number {
  if (given === undefined) return DEFAULT_PORT;
  const port = Number(given);
  if (/^\d+$/.test(String(given)) && port <= 65_535) return port;
  throw usage(
    `--port is no port: ${JSON.stringify(given)}.`,
    "Give a number up to 65535; 0 is any free one.",
  );
}

/** As content/tracker.yaml says where nothing is given; what is wrong with that file is for the page to show. */
async function editionOf(
  given: Options[string],
  root: string,
  world: Pick<World, "files" | "kept">,
): Promise<"free" | "paid"> {
  if (given === undefined)
    return readConfig(root, allSections, world).then(
      ({ edition }) => edition.edition,
      () => "free",
    );
  if (given === "free" || given === "paid") return given;
  throw usage(`--edition is free or paid, not ${JSON.stringify(given)}.`, "Correct the option.");
}

function usage(message: string, remedy: string): PipelineError {
  return new PipelineError({ code: "usage", message, remedy });
}
