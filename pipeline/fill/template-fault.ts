import { closest, distance } from "fastest-levenshtein";
import { PipelineError } from "../errors.ts";

/** A mistake in a template, before it is known where: thrown by views and helpers, given a place by `templates.ts`. */
export class TemplateMistake extends Error {
  /** The field that was asked for, by which its line is found; null where `line` is known or nothing was asked for. */
  readonly field: string | null;
  readonly line: number | null;
  /** In that line, from 1. */
  readonly column: number | null;

  constructor(
    message: string,
    {
      field = null,
      line = null,
      column = null,
    }: { field?: string | null; line?: number | null; column?: number | null } = {},
  ) {
    super(message);
    this.name = "TemplateMistake";
    this.field = field;
    this.line = line;
    this.column = column;
  }
}

/** The fault that an editor reads: template, line, what to write instead. */
export function templateFault(
  template: string,
  line: number | null,
  message: string,
  cause?: unknown,
): PipelineError {
  const place = `templates/${template}${line === null ? "" : `:${line}`}`;
  return new PipelineError({
    code: "template-invalid",
    place,
    message,
    remedy: "Correct the template; templates/README.md lists fields and helpers.",
    cause,
  });
}

/** `Did you mean "level"?`, or all names where none is near. */
export function suggestion(asked: string, known: readonly string[]): string {
  if (known.length === 0) return "There are no fields here.";
  const nearest = closest(asked, [...known]);
  const near = distance(asked, nearest) <= Math.max(2, asked.length / 2);
  return near ? `Did you mean "${nearest}"?` : `There are: ${known.join(", ")}.`;
}
