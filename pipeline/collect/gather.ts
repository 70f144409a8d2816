import { type FaultDetail, PipelineError } from "../errors.ts";

/** All answers, or every fault of all of them in one error; a bug of one comes through as it is. */
export async function gather<T extends readonly unknown[]>(
  readings: readonly [...{ [Index in keyof T]: Promise<T[Index]> }],
): Promise<T> {
  const outcomes = await Promise.allSettled(readings);
  const reasons: readonly unknown[] = outcomes.flatMap((outcome) =>
    outcome.status === "rejected" ? [outcome.reason] : [],
  );
  const faults: FaultDetail[] = [];
  for (const reason of reasons) {
    if (!(reason instanceof PipelineError)) throw reason;
    faults.push(...reason.faults);
  }
  if (faults.length > 0) throw new PipelineError(faults);
  return outcomes.map((outcome) => (outcome as PromiseFulfilledResult<unknown>).value) as unknown as T;
}
