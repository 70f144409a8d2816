import { type FaultDetail, PipelineError } from "../../errors.ts";
import type { Excerpted } from "./api.ts";
import type { SteadyFiles } from "./steady-files.ts";

/** What went wrong, without causes. A bug too: whoever edits must see that the page is not of now. */
export function faultsOf(error: unknown): readonly FaultDetail[] {
  if (error instanceof PipelineError) return error.faults.map(({ cause: _, ...fault }) => fault);
  const message = error instanceof Error ? error.message : String(error);
  return [
    {
      code: "config-invalid",
      message: `The issue cannot be made: ${message.replace(/\.?$/, ".")}`,
      remedy: "Undo the last change; if it was right, this is a mistake of the program.",
    },
  ];
}

/** Lines before and after the one that is meant. */
const AROUND = 5;
/** A paragraph is one line; more than this is no text that somebody wrote. */
const LONGEST = 4_000;
const PLACE = /^((?:content|templates|assets)\/[^:]+):(\d+)/;

/** A fault with the lines around its place, where that is a line of a file that is watched. */
export async function excerpted(
  fault: FaultDetail,
  root: string,
  { files, holds }: SteadyFiles,
): Promise<Excerpted> {
  const { cause: _, ...told } = fault;
  const [, file = "", number = "0"] = PLACE.exec(fault.place ?? "") ?? [];
  const path = `${root}/${file}`;
  const isOurs = file !== "" && !file.split("/").includes("..") && holds(path);
  const bytes = isOurs ? await files.read(path).catch(() => null) : null;
  if (!bytes) return { fault: told, excerpt: null };
  const all = new TextDecoder().decode(bytes).split(/\r?\n/);
  const line = Math.min(Number(number), all.length);
  const from = Math.max(0, line - 1 - AROUND);
  const meant = around(all[line - 1] ?? "", told.column ?? null);
  const lines = all.slice(from, line + AROUND).map((text, index) => {
    const isMeant = from + index + 1 === line;
    return { number: from + index + 1, text: isMeant ? meant.text : around(text, null).text };
  });
  return { fault: told, excerpt: { file, line, column: meant.column, lines } };
}

/** A line whole, or the words around its column. */
function around(
  text: string,
  column: number | null,
): { readonly text: string; readonly column: number | null } {
  if (text.length <= LONGEST) return { text, column };
  const from = Math.max(0, Math.min((column ?? 1) - 1 - LONGEST / 2, text.length - LONGEST));
  const [before, after] = [from > 0 ? "…" : "", from + LONGEST < text.length ? "…" : ""];
  const shifted = column === null ? null : column - from + before.length;
  return { text: `${before}${text.slice(from, from + LONGEST)}${after}`, column: shifted };
}
