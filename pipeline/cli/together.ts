import { type FaultDetail, PipelineError } from "../errors.ts";

/** Things that can be asked each for itself, by name. */
type Asked = Readonly<Record<string, () => unknown>>;

/** What they gave. */
type Given<T extends Asked> = { -readonly [Name in keyof T]: ReturnType<T[Name]> };

/** Asks each, in their order, and gives all of it. @throws PipelineError with the faults of all of them */
export function together<T extends Asked>(asked: T): Given<T> {
  const faults: FaultDetail[] = [];
  const given = Object.entries(asked).map(([name, ask]) => {
    try {
      return [name, ask()];
    } catch (error) {
      if (!(error instanceof PipelineError)) throw error;
      faults.push(...error.faults);
      return [name, null];
    }
  });
  if (faults.length > 0) throw new PipelineError(faults);
  return Object.fromEntries(given);
}
