import { PipelineError } from "../errors.ts";

/** Without a database there is no queue. */
export function noDatabase(): PipelineError {
  return new PipelineError({
    code: "usage",
    place: "TRACKER_DATABASE",
    message: "It is not set: without a database there are no jobs.",
    remedy: "Set it to postgres://user:password@host:5432/database.",
  });
}
