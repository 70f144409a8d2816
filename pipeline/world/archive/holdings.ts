import { isoDate } from "../../finance/dates.ts";
import type { Holding } from "../../model/telling.ts";
import type { Book } from "./book.ts";
import { chainsIn } from "./chains.ts";
import { upToMs } from "./instant.ts";
import { eachKnownAt } from "./knowledge.ts";
import { bySeriesAndSource } from "./lanes.ts";

/** What is held of each series by each source: dates named by it, with a value or without. */
export async function readHoldings(book: Book): Promise<Holding[]> {
  const chains = (await chainsIn(book)).sort(bySeriesAndSource);
  const holdings: Holding[] = [];
  for await (const [chain, pile] of eachKnownAt(book, chains, { knownMs: upToMs(null) })) {
    const { series, source, toldAt } = chain;
    const { days, count, revisions } = pile;
    holdings.push({
      ...{ series, source, rows: count },
      from: isoDate(days[0]!),
      to: isoDate(days[count - 1]!),
      revisions,
      lastSeen: toldAt,
    });
  }
  return holdings;
}
