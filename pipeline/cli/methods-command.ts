import { readFormulaNotes } from "../desk/formula-notes.ts";
import { appendixMarkdown, methodAppendix } from "../desk/method-appendix.ts";
import { issuePlace } from "../desk/settings/own-edition.ts";
import { PipelineError } from "../errors.ts";
import { isDate } from "../finance/dates.ts";
import { readLedger } from "../products.ts";
import { realFiles } from "../world/files.ts";
import type { Invocation, Options, Outcome } from "./command.ts";
import { editionAsked } from "./edition-option.ts";
import { projectRoot } from "./project-root.ts";

/** `methods [DATE]`: the formulas as the program has them, and how each figure of a built issue is made. */
export async function methodsCommand(
  invocation: Invocation,
  [date = null]: readonly (string | null)[],
  options: Options,
): Promise<Outcome> {
  if (date !== null && !isDate(date)) throw noDate(date);
  const world = { files: realFiles };
  const root = projectRoot(invocation, options);
  const edition = editionAsked(options);
  const ledger =
    date === null ? null : await readLedger(await issuePlace({ root, date, edition }, world), world);
  // The program's own: a project elsewhere has no formulas.
  const formulas = await readFormulaNotes(`${invocation.root}/pipeline/finance`, world);
  const appendix = methodAppendix(ledger, formulas);
  return { exit: 0, text: appendixMarkdown(appendix), json: appendix };
}

function noDate(given: string): PipelineError {
  const message = `${JSON.stringify(given)} is no date.`;
  return new PipelineError({ code: "usage", message, remedy: "Write it as 2025-11-05." });
}
