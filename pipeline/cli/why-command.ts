import { chainOf, entriesFor } from "../desk/why.ts";
import { PipelineError } from "../errors.ts";
import { isDate } from "../finance/dates.ts";
import type { Ledger } from "../model/ledger.ts";
import { readLedger } from "../products.ts";
import { issueName } from "../rebuild/issue-place.ts";
import type { Invocation, Options, Outcome } from "./command.ts";
import { filesOf } from "./database-of.ts";
import { placeAsked } from "./edition-option.ts";
import { projectRoot } from "./project-root.ts";

/** `why DATE TEXT`: the chain behind a printed number. */
export async function whyCommand(
  invocation: Invocation,
  [date = "", ...words]: readonly string[],
  options: Options,
): Promise<Outcome> {
  if (!isDate(date)) throw usage(`${JSON.stringify(date)} is no date.`, "Write it as 2025-11-05.");
  const root = projectRoot(invocation, options);
  const place = await placeAsked({ root, date }, options);
  const ledger = await readLedger(place, { files: filesOf(invocation, root) });
  const asked = words.join(" ");
  const entries = entriesFor(asked, ledger);
  if (entries.length === 0) throw notPrinted(asked, issueName(place), ledger);
  return { exit: 0, text: entries.map(chainOf).join("\n\n"), json: entries };
}

function notPrinted(asked: string, issue: string, { entries }: Ledger): PipelineError {
  const ids = entries.slice(0, 5).map(({ id }) => id);
  const printed = entries.flatMap((entry) => entry.printed).find((text) => /[%a-z]$/.test(text)) ?? "4.17%";
  return usage(
    `The ${issue} prints no figure ${JSON.stringify(asked)}.`,
    `Give it as printed, such as "${printed}", or by id${ids.length > 0 ? `, such as ${ids.join(", ")}` : ""}.`,
  );
}

function usage(message: string, remedy: string): PipelineError {
  return new PipelineError({ code: "usage", message, remedy });
}
