import type { SendingWorld } from "../../../pipeline/deliver/sending/sending.ts";
import { DELIVERY_STATES, type Tally } from "../../../pipeline/model/delivery.ts";
import type { Due } from "../../../pipeline/world/mailing/mailing.ts";

/** A ledger that writes nothing down: so many letters are due, and every step is made at once. What is left of a run is the letters' own. */
export function withoutLedger(count: number): SendingWorld["deliveries"] {
  let [given, accepted] = [0, 0];
  const tally = async (): Promise<Tally> => {
    const none = Object.fromEntries(DELIVERY_STATES.map((state) => [state, 0])) as Tally;
    return { ...none, queued: count - accepted, accepted };
  };
  return {
    tally,
    begin: async () => ({ sender: "bench", uncertain: 0 }),
    beat: async () => true,
    end: async () => undefined,
    together: async () => {
      throw new Error("It sends alone.");
    },
    nextDue: async () => null,
    async due(_sender, _at, most) {
      const page = Array.from({ length: Math.min(most, count - given) }, (_, at) => dueOf(given + at));
      given += page.length;
      return page;
    },
    async mark(marks) {
      accepted += marks.filter(({ to }) => to === "accepted").length;
      return marks.map(() => true);
    },
  };
}

function dueOf(nth: number): Due {
  const address = `reader${nth}@reader${nth % 50}.example.org`;
  return { version: "bench", recipient: String(nth), address, name: null, kind: "issue", attempts: 0 };
}
