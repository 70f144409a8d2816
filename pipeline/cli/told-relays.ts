import type { Relays } from "../world/relays/relay.ts";

/** The same relays; why one opens no line is told, once for each kind of trouble. Else whoever waits would see for an hour that nothing moves. */
export function toldRelays(relays: Relays, tell: (sentence: string) => void): Relays {
  const told = new Set<string>();
  return {
    async open(relay, ...given) {
      const line = await relays.open(relay, ...given);
      if (!("trouble" in line)) return line;
      // A reply may hold a number of its own each time.
      const kind = `${relay.name} ${line.trouble} ${line.code}`;
      if (!told.has(kind)) tell(line.reason);
      told.add(kind);
      return line;
    },
  };
}
