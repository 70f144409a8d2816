import { readTemplates } from "../desk/read-templates.ts";
import { PipelineError } from "../errors.ts";
import { type Linted, lintTemplates } from "../fill/lint/lint.ts";
import { allSections } from "../sections/all.ts";
import { realFiles } from "../world/files.ts";
import { count } from "./build-outcome.ts";
import type { Invocation, Options, Outcome } from "./command.ts";
import { projectRoot } from "./project-root.ts";

/**
 * `lint`: every template as it is written, whatever the day's figures are; no data are read.
 *
 * @throws PipelineError template-invalid with every mistake of every template; file-missing where there are no templates
 */
export async function lintCommand(
  invocation: Invocation,
  _operands: readonly string[],
  options: Options,
): Promise<Outcome> {
  const folder = `${projectRoot(invocation, options)}/templates`;
  const templates = await readTemplates(folder, { files: realFiles });
  if (Object.keys(templates).length === 0) throw nothingThere(folder);
  const linted = lintTemplates(templates, allSections);
  if (linted.faults.length > 0) throw new PipelineError(linted.faults);
  return { exit: 0, text: textOf(linted), json: linted };
}

function textOf({ templates, paths, unused }: Linted): string {
  const notes = unused.map((name) => `templates/${name}: No template calls it. Call it, or take it away.`);
  const followed = `${paths.toLocaleString("en-US")} path${paths === 1 ? "" : "s"} followed`;
  return [...notes, `Nothing is wrong with ${count(templates, "template")}: ${followed}.`].join("\n");
}

function nothingThere(folder: string): PipelineError {
  const message = "There are no templates here.";
  return new PipelineError({
    code: "file-missing",
    place: folder,
    message,
    remedy: "Name the project's folder with --root.",
  });
}
