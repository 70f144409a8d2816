import { isIP } from "node:net";
import { type FaultDetail, PipelineError } from "../errors.ts";
import { JOB_KINDS, type JobKind } from "../world/queue/queue.ts";
import { LOOPBACK } from "../world/serve.ts";
import type { Options } from "./command.ts";

export interface WorkerOptions {
  readonly kinds: readonly JobKind[];
  /** Where its numbers can be fetched; null: nowhere. */
  readonly metrics: { readonly host: string; readonly port: number } | null;
  /** Of which kinds dead letters are to be tried again; null: it is to work. */
  readonly again: readonly JobKind[] | null;
}

/** The options of `worker`. @throws PipelineError usage, with everything that is wrong in them */
export function workerOptions({ kinds, metrics, again }: Options): WorkerOptions {
  const faults: FaultDetail[] = [];
  const read = {
    kinds: kindsIn(kinds, "--kinds", faults),
    metrics: metrics === undefined ? null : listeningAt(String(metrics), faults),
    again: again === undefined ? null : kindsIn(again, "--again", faults),
  };
  if (faults.length > 0) throw new PipelineError(faults);
  return read;
}

/** All where none are named. */
function kindsIn(given: Options[string], name: string, faults: FaultDetail[]): readonly JobKind[] {
  if (typeof given !== "string") return JOB_KINDS;
  const names = given.split(",").map((one) => one.trim());
  const strange = names.filter((one) => !JOB_KINDS.some((kind) => kind === one));
  if (strange.length > 0)
    faults.push({
      code: "usage",
      message: `${name}: there are no jobs of the kind ${strange.map((one) => JSON.stringify(one)).join(", ")}.`,
      remedy: `Write some of ${JOB_KINDS.join(",")}.`,
    });
  return JOB_KINDS.filter((kind) => names.includes(kind));
}

/** `9464`, `0.0.0.0:9464`, `[::]:9464`. */
function listeningAt(given: string, faults: FaultDetail[]): WorkerOptions["metrics"] {
  const [, bracketed, plain, digits = ""] = /^(?:\[([^\]]*)\]:|(.*):)?(\d{1,5})$/.exec(given) ?? [];
  const host = bracketed ?? plain ?? LOOPBACK;
  const port = Number(digits);
  if (digits !== "" && port <= 65_535 && (host === "localhost" || isIP(host) !== 0)) return { host, port };
  faults.push({
    code: "usage",
    message: `--metrics is no port, nor an address with one: ${JSON.stringify(given)}.`,
    remedy:
      "Write 9464 for this machine alone, or 0.0.0.0:9464 for all that reach it; port 0 is any free one.",
  });
  return null;
}
