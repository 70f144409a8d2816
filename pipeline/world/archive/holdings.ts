import { isoDate } from "../../finance/dates.ts";
import type { Holding } from "../../model/telling.ts";
import type { Book } from "./book.ts";
import { chainsIn } from "./chains.ts";
import { upToMs } from "./instant.ts";
import { knownAt } from "./knowledge.ts";
import { bySeriesAndSource } from "./lanes.ts";

/** What is held of each series by each source: dates named by it, with a value or without. */
export function readHoldings(book: Book): Holding[] {
  return chainsIn(book)
    .sort(bySeriesAndSource)
    .map((chain) => {
      const { days, count, revisions } = knownAt(book, chain, upToMs(null));
      return {
        series: chain.series,
        source: chain.source,
        rows: count,
        from: isoDate(days[0]!),
        to: isoDate(days[count - 1]!),
        revisions,
        lastSeen: chain.toldAt,
      };
    });
}
