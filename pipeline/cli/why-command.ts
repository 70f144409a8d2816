import { chainOf, entriesFor } from "../desk/why.ts";
import { PipelineError } from "../errors.ts";
import { isDate } from "../finance/dates.ts";
import { readLedger } from "../products.ts";
import { realFiles } from "../world/files.ts";
import type { Invocation, Outcome } from "./program.ts";

/** `why DATE TEXT`: the chain behind a printed number. */
export async function whyCommand(
  invocation: Invocation,
  operands: readonly string[],
  options: Readonly<Record<string, unknown>>,
): Promise<Outcome> {
  const [date = "", ...words] = operands;
  if (!isDate(date))
    throw new PipelineError({
      code: "usage",
      message: `${JSON.stringify(date)} is no date.`,
      remedy: "Write it as 2025-11-05.",
    });
  const root = (options.root as string | undefined) ?? invocation.root;
  const ledger = await readLedger({ root, date }, { files: realFiles });
  const asked = words.join(" ");
  const entries = entriesFor(asked, ledger);
  if (entries.length > 0) return { exit: 0, text: entries.map(chainOf).join("\n\n"), json: entries };
  const some = ledger.entries
    .slice(0, 5)
    .map(({ id }) => id)
    .join(", ");
  throw new PipelineError({
    code: "usage",
    message: `The issue of ${date} prints no figure ${JSON.stringify(asked)}.`,
    remedy: `Give it as printed, such as "${ledger.entries[0]?.printed[0] ?? "4.17%"}", or by id, such as ${some}.`,
  });
}
