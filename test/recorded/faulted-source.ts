import type { Named } from "./fault-modes.ts";

/** Nothing is printed otherwise than on a clean evening. */
export const AS_EVER = "as ever";

/** A source, with the faults that are tried on it and what they should come to. */
export interface FaultedSource {
  /** The wire format's name, or the feed's. */
  readonly name: string;
  /** As visits and origins name it. */
  readonly source: string;
  /** The addresses that are harmed. */
  readonly match: string;
  /** The addresses of the source that take part, those of its other formats included. */
  readonly own: RegExp;
  readonly hasKey?: boolean;
  /** An earlier format of the same source that is down beside the fault. */
  readonly alsoDown?: string;
  /** What is printed when nothing of it came on the day. */
  readonly out: string;
  /** And when nothing came on the day before either; not there where it is the same, or another format's case tells it. */
  readonly outLonger?: string;
  /** What was missed for two evenings is lost. */
  readonly hasOnlyNewest?: boolean;
  /** Verdicts that are not the fault's usual one: two where pages fare differently. */
  readonly verdicts?: Readonly<Record<string, string>>;
  /** What is printed where it is neither `out` nor, after a verdict of ok, as ever. */
  readonly prints?: Readonly<Record<string, string>>;
  readonly faults: readonly Named[];
}
