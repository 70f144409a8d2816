import type { Fault, Met, Moment } from "../mail-server.ts";
import { chances, oneOf } from "./chance.ts";

/** One thing that goes wrong, as the table of counts names it. */
export interface Trouble {
  readonly name: string;
  readonly moment: Moment;
  readonly fault: Fault;
}

/** What a server does to letters; it goes to another process, so it is plain values. */
export interface FaultPlan {
  readonly seed: number;
  /** Answers to the last dot come after up to so many milliseconds, half of them before the letter is kept, half after. */
  readonly delayMs?: number;
  /** So many of the attempts, 0 to 1, meet one of `troubles`. */
  readonly share?: number;
  readonly troubles?: readonly Trouble[];
  /** Whoever comes for the first time is put off. */
  readonly greylists?: boolean;
  /** These do not exist. */
  readonly dead?: readonly string[];
  /** For `forMs` of each `everyMs`, all attempts meet one of these. */
  readonly storm?: {
    readonly everyMs: number;
    readonly forMs: number;
    readonly troubles: readonly Trouble[];
  };
}

export interface Struck {
  choose(met: Met): Fault | null;
  /** How often each trouble came about. */
  readonly counts: Readonly<Record<string, number>>;
}

const at = (moment: Moment, fault: Fault, name: string): Trouble => ({ moment, fault, name });
const reply = (moment: Moment, words: string) =>
  at(moment, { reply: words }, `${words.slice(0, 3)} at ${moment}`);

export const DROPS: readonly Trouble[] = [
  at("connect", "drop", "dropped at the greeting"),
  at("mail", "drop", "dropped before MAIL"),
  at("rcpt", "drop", "dropped at RCPT"),
  at("data", "drop", "dropped at DATA"),
  at("body", "drop", "dropped in the body"),
  at("end", "drop", "dropped after the dot, not kept"),
  at("after", "drop", "dropped after the dot, kept"),
];

export const STORM: readonly Trouble[] = [
  reply("mail", "451 4.3.0 Try later"),
  reply("rcpt", "450 4.2.1 Mailbox busy"),
  reply("rcpt", "452 4.2.2 Mailbox full"),
  reply("rcpt", "421 4.3.2 Closing"),
  reply("data", "451 4.3.0 Try later"),
  reply("body", "421 4.3.1 No space"),
  reply("end", "451 4.7.1 Later"),
  reply("end", "450 4.2.0 Later"),
];

/** @param replySeconds of the relay: within it an answer is slow, beyond it nobody waits any more */
export function slowness(replySeconds: number): readonly Trouble[] {
  const within = { slowMs: replySeconds * 500 };
  const beyond = { slowMs: replySeconds * 1500 };
  return [
    at("mail", within, "slow at MAIL"),
    at("end", within, "slow before it is kept"),
    at("after", within, "slow after it is kept"),
    at("rcpt", "silence", "silent at RCPT"),
    at("data", beyond, "too slow at DATA"),
    at("end", "silence", "silent after the dot, not kept"),
    at("after", "silence", "silent after the dot, kept"),
    at("end", beyond, "too slow after the dot, kept later"),
  ];
}

/** The plan at work in one server. @param now milliseconds */
export function striking(plan: FaultPlan, now: () => number): Struck {
  const chance = chances(plan.seed);
  const counts: Record<string, number> = {};
  const drawn = new Map<number, Trouble | null>();
  const seen = new Set<string>();
  const dead = new Set(plan.dead ?? []);
  const draw = () => {
    const { storm, share = 0, troubles = [] } = plan;
    if (storm && now() % storm.everyMs < storm.forMs) return oneOf(storm.troubles, chance());
    return chance() < share ? oneOf(troubles, chance()) : null;
  };
  const strike = ({ name, fault }: Pick<Trouble, "name" | "fault">) => {
    counts[name] = (counts[name] ?? 0) + 1;
    return fault;
  };
  const ofReader = (to: string): Fault | null => {
    if (dead.has(to)) return strike({ name: "550 dead", fault: { reply: "550 5.1.1 No such user" } });
    if (!plan.greylists || seen.has(to)) return null;
    seen.add(to);
    return strike({ name: "450 greylisted", fault: { reply: "450 4.7.1 Greylisted" } });
  };
  const delay = (): Fault | null =>
    plan.delayMs ? { slowMs: Math.ceil((chance() * plan.delayMs) / 2) } : null;
  return {
    counts,
    choose({ moment, connection, to }) {
      // A letter's fate is drawn when it begins; that of a connection counts for its first letter, too.
      if (moment === "connect" || moment === "mail") drawn.set(connection, draw());
      const trouble = drawn.get(connection) ?? null;
      if (trouble?.moment === moment) {
        drawn.delete(connection);
        return strike(trouble);
      }
      const own = moment === "rcpt" ? ofReader(to) : null;
      return own ?? (moment === "end" || moment === "after" ? delay() : null);
    },
  };
}
