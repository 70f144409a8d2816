import type { Headline } from "../../pipeline/model/headline.ts";
import { origin } from "./snapshots.ts";

/** A made-up line of a feed; one minute after the other where no time is given. */
export function headlineOf(title: string, rest: Partial<Headline> = {}): Headline {
  made += 1;
  const time = new Date(Date.UTC(2025, 10, 5, 12, made)).toISOString().replace(".000Z", "Z");
  return { id: `line-${made}`, time, feed: "north", title, link: null, origin, ...rest };
}
let made = 0;
