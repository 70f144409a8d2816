import { resolve } from "node:path";
import { listAsCsv } from "../desk/subscribers/export-list.ts";
import { findReaders } from "../desk/subscribers/find-readers.ts";
import { PipelineError } from "../errors.ts";
import type { Subscriber } from "../model/subscriber.ts";
import { realListFiles } from "../world/mailing/list-files.ts";
import type { Options, Outcome } from "./command.ts";
import { type Asked, numberIn, stateIn, textIn, tierIn } from "./subscribers-options.ts";
import { tableLines } from "./table.ts";
import { forTerminal } from "./terminal-text.ts";

const HEAD = ["address", "name", "tier", "state", "since", "consent"];
const LIMIT = 100;

/** `subscribers list [--tier --state --search --limit]`. */
export async function listOutcome({ what, options, world }: Asked): Promise<Outcome> {
  if (what !== null) throw tooMuch("list", "Write: subscribers list --search TEXT.");
  const limit = numberIn(options, "limit") ?? LIMIT;
  const filter = { ...filterIn(options), search: textIn(options, "search") };
  const { readers, count } = await findReaders(filter, limit, world.subscribers);
  const rows = readers.map(({ address, name, tier, state, since, consent }) =>
    [address, name ?? "", tier, state, since.slice(0, 10), consent?.at.slice(0, 10) ?? "none"].map(cell),
  );
  const sum =
    count === 0
      ? "Nobody of that kind is on the list."
      : count > readers.length
        ? `${count} readers, of whom the first ${readers.length} are shown: --limit N.`
        : `${count} ${count === 1 ? "reader" : "readers"}.`;
  const text = [...(count === 0 ? [] : tableLines(HEAD, rows)), sum].join("\n");
  return { exit: 0, text, json: { count, subscribers: readers } };
}

/** `subscribers export [FILE] [--tier --state]`: into a file, or to whoever reads this command. */
export async function exportOutcome({ invocation, what, options, world }: Asked): Promise<Outcome> {
  if (what?.trim() === "") throw noFile();
  let count = 0;
  const kept: Subscriber[] = [];
  const isTold = what === null && options.json === true;
  async function* counted() {
    for await (const reader of world.subscribers.list(filterIn(options))) {
      count += 1;
      if (isTold) kept.push(reader);
      yield reader;
    }
  }
  const pieces = listAsCsv(counted());
  if (what !== null) {
    await realListFiles.write(resolve(what), pieces);
    return { exit: 0, text: `${what}: ${count} readers.`, json: { file: what, count } };
  }
  for await (const piece of pieces) {
    if (isTold) continue;
    // A file wants CRLF; a terminal shows only what it can show.
    const shown = invocation.terminal ? forTerminal(piece.replaceAll("\r\n", "\n")) : piece;
    if (!(await written(shown))) break;
  }
  return { exit: 0, text: "", json: { count, subscribers: kept } };
}

/** When the reader has taken it: one who is slow does not fill the memory. False where nobody reads any more. */
function written(text: string): Promise<boolean> {
  return new Promise((resolved) => {
    process.stdout.write(text, (error) => resolved(!error));
  });
}

function filterIn(options: Options) {
  const [tier, state] = [tierIn(options), stateIn(options)];
  return { ...(tier && { tier }), ...(state && { state }) };
}

function cell(text: string): string {
  return text.replace(/\s+/g, " ");
}

function noFile(): PipelineError {
  const remedy = "Write: subscribers export readers.csv, or no name at all to read it here.";
  return new PipelineError({ code: "usage", message: "The file has no name.", remedy });
}

function tooMuch(does: string, remedy: string): PipelineError {
  return new PipelineError({
    code: "usage",
    message: `subscribers ${does} takes no address or file.`,
    remedy,
  });
}
