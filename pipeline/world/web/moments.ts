import type { IsoInstant } from "../../model/unit.ts";
import { httpDate, instantAt } from "./http-date.ts";

/** Whose clock counts: our own, or the one of the mirror. */
export interface Moments {
  /** Of an answer with that Date header; null: there was no answer. */
  at(dateHeader: string | null): IsoInstant;
  /** The present. Asks the mirror once, if there is one. */
  present(): Promise<IsoInstant>;
}

/**
 * @param askMirror the Date header of an answer of the mirror, null if there is none in time; null where there is no mirror
 */
export function momentsBy(now: () => IsoInstant, askMirror: (() => Promise<string | null>) | null): Moments {
  let heard: IsoInstant | null = null;
  let asked: Promise<IsoInstant | null> | null = null;
  const hear = (header: string | null) => {
    const ms = askMirror && httpDate(header);
    if (ms !== null) heard = instantAt(ms);
    return ms !== null ? heard : null;
  };
  return {
    // Where a mirror gave no date, the last one it gave is nearer to the moment it replays than our own.
    at: (header) => hear(header) ?? heard ?? now(),
    async present() {
      if (!askMirror) return now();
      asked ??= askMirror().then(hear);
      return (await asked) ?? now();
    },
  };
}
