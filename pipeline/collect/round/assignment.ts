import type { Recorded } from "../../model/telling.ts";
import type { Visit } from "../../model/visit.ts";
import type { World } from "../../world/world.ts";
import type { Errand, WireFormat } from "../wire-format.ts";
import type { Punctuality } from "./lateness.ts";

/** What an errand is run by. */
export interface Runner extends Punctuality {
  /** Of the program: another one may read the same body otherwise. */
  readonly version: string;
  readonly world: Pick<World, "web" | "archive">;
}

/** A source's errand in one of its wire formats. */
export interface Assignment {
  /** The source's name, which may have several formats. */
  readonly source: string;
  readonly format: WireFormat;
  readonly errand: Errand;
  /** Series of which no later errand brings more: the newest of them must be as new as can be. */
  readonly ending: ReadonlySet<string>;
}

/** What came of an errand. */
export interface Outcome {
  readonly visit: Visit;
  readonly requests: number;
  /** The source said that nothing changed since it was asked last. */
  readonly unchanged: boolean;
  /** There was no answer at all: a time-out, a refused connection. */
  readonly silent: boolean;
  readonly recorded: readonly Recorded[];
  readonly headlines: number;
}
