import { PipelineError } from "../../errors.ts";
import { isDate } from "../../finance/dates.ts";
import type { IsoDate } from "../../model/unit.ts";

/** Which issue is looked at. */
export interface Choice {
  readonly date: IsoDate;
  readonly edition: "free" | "paid";
  /** "archive", "data", or "sample:<scenario>". */
  readonly source: string;
}

const SOURCE = /^(?:archive|data|sample:[a-z0-9-]{1,60})$/;

/** The issue that an address names; what it leaves out is as the server was started. @throws PipelineError usage */
export function choiceOf(query: URLSearchParams, otherwise: Choice): Choice {
  const date = query.get("date") ?? otherwise.date;
  const edition = query.get("edition") ?? otherwise.edition;
  const source = query.get("source") ?? otherwise.source;
  if (!isDate(date))
    throw wrong(`${JSON.stringify(date.slice(0, 40))} is no date.`, "Write it as 2025-11-05.");
  if (edition !== "free" && edition !== "paid")
    throw wrong("There is no such edition.", "It is free or paid.");
  if (!SOURCE.test(source)) throw wrong("There is no such source.", "It is archive, data or sample:normal.");
  return { date, edition, source };
}

/** One text for one issue. */
export function nameOf({ date, edition, source }: Choice): string {
  return `${date} ${edition} ${source}`;
}

/** As the end of an address, in one order. */
export function queryOf({ date, edition, source }: Choice): string {
  return new URLSearchParams({ date, edition, source }).toString();
}

function wrong(message: string, remedy: string): PipelineError {
  return new PipelineError({ code: "usage", message, remedy });
}
