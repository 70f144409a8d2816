import { csvOf, type SeriesRow, seriesRows } from "../desk/series-rows.ts";
import { PipelineError } from "../errors.ts";
import { isDate } from "../finance/dates.ts";
import type { Invocation, Options, Outcome } from "./command.ts";
import { onDataDay } from "./data-day.ts";
import { tableLines } from "./table.ts";

const HEAD = ["date", "value", "unit", "source", "place", "line"];

/** `series ID`: one series with where each value stands, as a table, as CSV or as JSON. */
export function seriesCommand(
  invocation: Invocation,
  [id = ""]: readonly string[],
  options: Options,
): Promise<Outcome> {
  if (options.csv && options.json) throw usage("--csv and --json exclude each other.", "Give one of them.");
  const [from, to] = [dayOf(options.from, "--from"), dayOf(options.to, "--to")];
  return onDataDay(invocation, { date: null, options }, async ({ job, source, world }) => {
    const rows = await seriesRows({ id, from, to }, { job, source }, world);
    const text = options.csv ? csvOf(rows) : tableLines(HEAD, rows.map(cellsOf)).join("\n");
    return { exit: 0, text, json: { series: id, rows } };
  });
}

function cellsOf({ date, value, unit, source, place, line }: SeriesRow): string[] {
  return [date, value === null ? "" : String(value), unit, source, place, line === null ? "" : String(line)];
}

function dayOf(given: Options[string], name: string): string | null {
  if (given === undefined) return null;
  if (typeof given === "string" && isDate(given)) return given;
  throw usage(`${name} is no date: ${JSON.stringify(given)}.`, "Write it as 2025-11-05.");
}

function usage(message: string, remedy: string): PipelineError {
  return new PipelineError({ code: "usage", message, remedy });
}
