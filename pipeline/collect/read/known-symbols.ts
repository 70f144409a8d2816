import { PipelineError } from "../../errors.ts";
import type { Wanted } from "../wire-format.ts";

/** What a source calls its own. */
export interface Vocabulary {
  readonly source: string;
  isKnown(symbol: string): boolean;
  readonly example: string;
}

/** @throws PipelineError config-invalid for symbols that the source does not have */
export function refuseUnknown(wanted: readonly Wanted[], { source, isKnown, example }: Vocabulary): void {
  const faults = wanted
    .filter(({ symbol }) => !isKnown(symbol))
    .map(({ series, symbol }) => ({
      code: "config-invalid" as const,
      place: `content/sources.yaml [${series}]`,
      message: `The source ${source} has no symbol ${JSON.stringify(symbol)}.`,
      remedy: `Name one that it has, such as ${example}.`,
    }));
  if (faults.length > 0) throw new PipelineError(faults);
}
