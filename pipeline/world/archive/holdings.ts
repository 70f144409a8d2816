import { isoDate } from "../../finance/dates.ts";
import type { Holding } from "../../model/telling.ts";
import type { Book } from "./book.ts";
import { chainsIn } from "./chains.ts";
import { upToMs } from "./instant.ts";
import { knownAt } from "./knowledge.ts";
import { bySeriesAndSource } from "./lanes.ts";

/** What is held of each series by each source: dates named by it, with a value or without. */
export async function readHoldings(book: Book): Promise<Holding[]> {
  const chains = (await chainsIn(book)).sort(bySeriesAndSource);
  const piles = await knownAt(book, chains, upToMs(null));
  return chains.map(({ series, source, toldAt }, index) => {
    const { days, count, revisions } = piles[index]!;
    return {
      ...{ series, source, rows: count },
      from: isoDate(days[0]!),
      to: isoDate(days[count - 1]!),
      revisions,
      lastSeen: toldAt,
    };
  });
}
