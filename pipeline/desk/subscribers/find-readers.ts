import type { Subscriber, SubscriberState, Tier } from "../../model/subscriber.ts";
import type { Subscribers } from "../../world/mailing/mailing.ts";

export interface ReaderFilter {
  readonly tier?: Tier;
  readonly state?: SubscriberState;
  /** Stands somewhere in address or name, whatever the case; null: anybody. */
  readonly search: string | null;
}

/** The first readers that fit, in order of ids, and how many there are in all. */
export async function findReaders(
  { search, ...filter }: ReaderFilter,
  limit: number,
  subscribers: Subscribers,
): Promise<{ readonly readers: readonly Subscriber[]; readonly count: number }> {
  const words = search === null ? null : plain(search);
  const readers: Subscriber[] = [];
  let count = 0;
  for await (const reader of subscribers.list(filter)) {
    if (words !== null && !plain(`${reader.address}\n${reader.name ?? ""}`).includes(words)) continue;
    count += 1;
    if (readers.length < limit) readers.push(reader);
    else if (words === null) break;
  }
  return { readers, count: words === null ? await subscribers.count(filter) : count };
}

function plain(text: string): string {
  return text.normalize("NFKC").toLowerCase();
}
