import { PipelineError } from "../errors.ts";
import { isDate } from "../finance/dates.ts";
import type { IsoDate } from "../model/unit.ts";

const SHOWN_LETTERS = 40;

/** A day as somebody wrote it; whether it is a trading day is not asked. @throws PipelineError usage */
export function dateGiven(given: string): IsoDate {
  if (isDate(given)) return given;
  const message = `${JSON.stringify(given.slice(0, SHOWN_LETTERS))} is no date.`;
  throw new PipelineError({ code: "usage", message, remedy: "Write it as 2025-11-05." });
}
