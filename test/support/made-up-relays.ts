import type { RelaySettings } from "../../pipeline/model/delivery-settings.ts";
import type { Letter } from "../../pipeline/model/letter.ts";
import type { HandOver, Line, NoLine, Relays, Step } from "../../pipeline/world/relays/relay.ts";
import type { MadeUpTime } from "./made-up-time.ts";

export interface Taken {
  readonly relay: string;
  readonly to: string;
  /** Ticks at which the last dot came. */
  readonly at: number;
}

/** What a made-up relay does with a letter: a reply such as "550 5.1.1 No" at a step, a broken line, or nothing: it takes it. */
export type Answer =
  | null
  | { readonly step: Step; readonly reply: string }
  | "lost before"
  | "lost end"
  | "lost after mayEnd";

export interface MadeUpRelays extends Relays {
  readonly taken: readonly Taken[];
  /** Every letter that was begun. */
  readonly begun: readonly Taken[];
  readonly opened: readonly string[];
  /** Lines open now, and the most at once, by relay. */
  readonly open: (...given: Parameters<Relays["open"]>) => Promise<Line | NoLine>;
  readonly openNow: number;
  readonly mostUnderWay: ReadonlyMap<string, number>;
}

const never = new AbortController().signal;

/** Relays that keep no socket; each letter takes `letterMs` of made-up time. */
export function madeUpRelays(
  time: MadeUpTime,
  {
    answer = () => null,
    opening = () => null,
    letterMs = 10,
  }: {
    readonly answer?: (letter: Letter, relay: string, nth: number) => Answer;
    readonly opening?: (relay: RelaySettings, nth: number) => NoLine | null;
    readonly letterMs?: number;
  } = {},
): MadeUpRelays {
  const taken: Taken[] = [];
  const begun: Taken[] = [];
  const opened: string[] = [];
  const underWay = new Map<string, number>();
  const mostUnderWay = new Map<string, number>();
  let openNow = 0;
  const handed = async (relay: string, letter: Letter, mayEnd: () => Promise<boolean>): Promise<HandOver> => {
    begun.push({ relay, to: letter.to, at: time.ticks() });
    const said = answer(letter, relay, begun.length);
    await time.sleep(letterMs / 2, never);
    if (said === "lost before") return { outcome: "lost", step: "before", reason: "The line broke." };
    if (said !== null && typeof said === "object" && said.step !== "end")
      return replied(said.step, said.reply);
    if (!(await mayEnd())) return { outcome: "stopped" };
    if (said === "lost after mayEnd") return { outcome: "lost", step: "before", reason: "The line broke." };
    await time.sleep(letterMs / 2, never);
    if (said === "lost end") return { outcome: "lost", step: "end", reason: "The line broke." };
    if (said !== null) return replied("end", said.reply);
    taken.push({ relay, to: letter.to, at: time.ticks() });
    return replied("end", "250 2.0.0 Ok");
  };
  return {
    taken,
    begun,
    opened,
    mostUnderWay,
    get openNow() {
      return openNow;
    },
    async open(relay) {
      opened.push(relay.name);
      await time.sleep(1, never);
      const refusal = opening(relay, opened.length);
      if (refusal) return refusal;
      openNow += 1;
      let isOpen = true;
      return {
        get isOpen() {
          return isOpen;
        },
        async hand(letter, mayEnd) {
          const domain = letter.to.split("@")[1]!;
          for (const key of [relay.name, domain]) {
            underWay.set(key, (underWay.get(key) ?? 0) + 1);
            mostUnderWay.set(key, Math.max(mostUnderWay.get(key) ?? 0, underWay.get(key)!));
          }
          try {
            const came = await handed(relay.name, letter, mayEnd);
            if (came.outcome !== "replied" || came.code === 421) isOpen = false;
            return came;
          } finally {
            for (const key of [relay.name, domain]) underWay.set(key, underWay.get(key)! - 1);
          }
        },
        async close() {
          isOpen = false;
          openNow -= 1;
        },
      };
    },
  };
}

function replied(step: Step, reply: string): HandOver {
  const [, code, enhanced, text] = /^(\d{3})(?: (\d\.\d+\.\d+))? ?(.*)$/.exec(reply)!;
  return { outcome: "replied", step, code: Number(code), enhanced: enhanced ?? null, text: text ?? "" };
}
