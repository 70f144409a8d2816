import type { Charts, Printer, World } from "../world/world.ts";
import { hashOf } from "./record.ts";

/** Makers that draw the same chart and print the same page once, whoever asks. */
export function sharedMakers({ charts, printer }: Pick<World, "charts" | "printer">): {
  readonly charts: Charts;
  readonly printer: Printer;
} {
  const svg = once(charts.svg);
  const png = once(charts.png);
  const print = once(printer.print);
  return { charts: { warm: charts.warm, svg, png }, printer: { warm: printer.warm, print } };
}

/** Promises are kept by the hash of what was asked: a page has half a million letters. */
function once<Asked, Made>(make: (asked: Asked) => Promise<Made>): (asked: Asked) => Promise<Made> {
  const made = new Map<string, Promise<Made>>();
  return (asked) => {
    const key = hashOf(JSON.stringify(asked));
    const known = made.get(key);
    if (known) return known;
    const making = make(asked);
    made.set(key, making);
    return making;
  };
}
