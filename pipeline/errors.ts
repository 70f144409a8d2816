/** Permanent and searchable; the README explains each. */
export type FaultCode =
  | "usage"
  | "not-a-trading-day"
  | "future-date"
  | "file-missing"
  | "row-invalid"
  | "value-implausible"
  | "date-duplicate"
  | "weights-incomplete"
  | "config-invalid"
  | "template-invalid"
  | "content-invalid"
  | "scenario-unknown"
  | "calendar-expired"
  | "artifact-missing"
  | "browser-missing"
  | "browser-failed"
  | "archive-damaged"
  | "archive-busy"
  | "database"
  | "worker-differs"
  | "job-given-up"
  | "revision-unknown"
  | "port-taken"
  | "subscriber-invalid"
  | "delivery-busy"
  | "not-approved"
  | "relay-refused"
  | "secret-missing"
  | "disk"
  | "network";

export interface FaultDetail {
  readonly code: FaultCode;
  /** "par-yields.csv:3 [10 Yr]", "content/tracker.yaml:12". */
  readonly place?: string;
  /** In the line of its place, from 1; where the reader knows it. */
  readonly column?: number;
  /** What happened, what was found and expected: full sentences. */
  readonly message: string;
  /** What to do now. */
  readonly remedy?: string;
  readonly cause?: unknown;
}

/** Something that a person outside the code can mend. Anything else thrown is a bug and keeps its own class. */
export class PipelineError extends Error {
  readonly code: FaultCode;
  readonly faults: readonly FaultDetail[];

  /** One fault, or all that one run found at the same door. */
  constructor(faults: FaultDetail | readonly FaultDetail[]) {
    const all = Array.isArray(faults) ? (faults as readonly FaultDetail[]) : [faults as FaultDetail];
    super(all.map(sentence).join("\n"), { cause: all[0]?.cause });
    this.name = "PipelineError";
    this.code = all[0]?.code ?? "usage";
    this.faults = all;
  }
}

/** `par-yields.csv:3 [10 Yr]: A yield is not a number. Expected … Correct the row.` */
export function sentence({ place, message, remedy }: FaultDetail): string {
  return [place ? `${place}: ${message}` : message, remedy].filter(Boolean).join(" ");
}
