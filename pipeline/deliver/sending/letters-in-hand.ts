import { domainOf } from "../../post/address.ts";
import type { Due } from "../../world/mailing/mailing.ts";
import type { DomainGates } from "./domain-gates.ts";

/** A claimed row of the ledger, kept until its letter is through. */
export interface InHand {
  readonly due: Due;
  readonly domain: string;
  /** Ticks of when it was claimed. */
  readonly since: number;
}

/** The page of rows that lines take from: in order, except that a domain that must be spared is passed over for now. */
export interface LettersInHand {
  readonly waiting: number;
  readonly underWay: number;
  put(rows: readonly Due[], ticks: number): void;
  /** The next that may go now, or the milliseconds until one may: Infinity where only what is under way, or another page, changes that. */
  take(ticks: number): InHand | number;
  /** It was not tried: it comes next. */
  giveBack(letter: InHand): void;
  through(letter: InHand): void;
}

export function lettersInHand(gates: DomainGates): LettersInHand {
  /** Last first. */
  const free: InHand[] = [];
  const spared = new Map<string, InHand[]>();
  let sparedCount = 0;
  let underWay = 0;
  const begin = (letter: InHand, ticks: number) => {
    gates.enter(letter.domain, ticks);
    underWay += 1;
    return letter;
  };
  const spare = (letter: InHand) => {
    const queue = spared.get(letter.domain);
    if (queue) queue.push(letter);
    else spared.set(letter.domain, [letter]);
    sparedCount += 1;
  };
  const takeSpared = (ticks: number): InHand | number => {
    let soonest = Number.POSITIVE_INFINITY;
    for (const [domain, queue] of spared) {
      const wait = gates.wait(domain, ticks);
      soonest = Math.min(soonest, wait);
      if (wait > 0) continue;
      const letter = queue.shift()!;
      sparedCount -= 1;
      if (queue.length === 0) spared.delete(domain);
      return begin(letter, ticks);
    }
    return soonest;
  };
  return {
    get waiting() {
      return free.length + sparedCount;
    },
    get underWay() {
      return underWay;
    },
    put(rows, ticks) {
      const came = rows.map((due) => ({ due, domain: domainOf(due.address), since: ticks }));
      free.unshift(...came.reverse());
    },
    take(ticks) {
      const found = takeSpared(ticks);
      if (typeof found !== "number") return found;
      let soonest = found;
      for (let letter = free.pop(); letter; letter = free.pop()) {
        const wait = spared.has(letter.domain) ? Number.POSITIVE_INFINITY : gates.wait(letter.domain, ticks);
        if (wait === 0) return begin(letter, ticks);
        soonest = Math.min(soonest, wait);
        spare(letter);
      }
      return soonest;
    },
    giveBack(letter) {
      underWay -= 1;
      gates.leave(letter.domain);
      free.push(letter);
    },
    through(letter) {
      underWay -= 1;
      gates.leave(letter.domain);
    },
  };
}
