import type { ZodType } from "zod";
import { PipelineError } from "../../errors.ts";
import type { Job, Told } from "../../world/queue/queue.ts";

/** What a job asks for. @throws PipelineError worker-differs, where another version of the program wrote it */
export function readBrief<T>(
  schema: ZodType<T>,
  { kind, key, brief }: Pick<Job, "kind" | "key" | "brief">,
): T {
  return read(schema, brief, `${kind} ${key}`);
}

/** What came of a job that is done. @throws PipelineError worker-differs, as above */
export function readResult<T>(schema: ZodType<T>, { key, result }: Pick<Told, "key" | "result">): T {
  return read(schema, result, key);
}

/** Not hopeless: a worker of the right version may take it next. */
function read<T>(schema: ZodType<T>, value: unknown, place: string): T {
  const found = schema.safeParse(value);
  if (found.success) return found.data;
  throw new PipelineError({
    code: "worker-differs",
    place,
    message: "The job was written by another version of this program.",
    remedy: "Run the same version on all machines.",
    cause: found.error,
  });
}
