import type { IsoInstant } from "../../model/unit.ts";
import type { Book } from "./book.ts";
import { type Chain, putChains, type Told } from "./chains.ts";
import { msOf } from "./instant.ts";
import { keepCheckpoints } from "./knowledge.ts";
import type { ChainNews } from "./news.ts";
import { type NewRow, newRow, putTellings } from "./tellings.ts";

/** What is to be written, and the numbers of the last rows that are there. */
export interface NewsAfter {
  readonly news: readonly ChainNews[];
  readonly last: { readonly chains: number; readonly tellings: number };
}

/** Adds what a visit tells at the ends of its chains. */
export async function writeNews(book: Book, at: IsoInstant, { news, last }: NewsAfter): Promise<void> {
  const some = news.filter(({ chain, told }) => chain || told.length > 0);
  const rows: NewRow[] = [];
  let chains = last.chains;
  const ends = some.map((one) => {
    const start = one.chain ?? newChain(++chains, one, at);
    const { added, end } = longer(start, one, last.tellings + rows.length);
    rows.push(...added);
    return heard(start, end, { at, looked: one.looked });
  });
  await putTellings(book, rows);
  await putChains(book, ends);
  await keepCheckpoints(
    book,
    ends.filter((_, index) => some[index]!.told.length > 0),
  );
}

function newChain(id: number, { series, source }: Told, toldAt: IsoInstant): Chain {
  return { id, series, source, count: 0, vintages: 0, last: "", firstMs: null, toldAt };
}

/** @param last the number of the last telling */
function longer(
  start: Chain,
  { told }: Pick<ChainNews, "told">,
  last: number,
): { readonly added: readonly NewRow[]; readonly end: Chain } {
  let end = start;
  const added = told.map((row, index) => {
    const made = newRow(last + 1 + index, end, row);
    const vintages = end.vintages + (row.published === null ? 0 : 1);
    end = { ...end, count: end.count + 1, vintages, last: made.check };
    return made;
  });
  return { added, end };
}

interface Heard {
  readonly at: IsoInstant;
  readonly looked: boolean;
}

function heard(start: Chain, end: Chain, { at, looked }: Heard): Chain {
  const atMs = msOf(at);
  const firstMs = looked ? Math.min(start.firstMs ?? atMs, atMs) : start.firstMs;
  return { ...end, firstMs, toldAt: toldAtOf(start, { at, looked }) };
}

/** Old versions that are fetched say nothing of what the source says today. */
function toldAtOf({ firstMs, toldAt }: Chain, { at, looked }: Heard): IsoInstant {
  if (looked && firstMs === null) return at;
  return (looked || firstMs === null) && msOf(at) > msOf(toldAt) ? at : toldAt;
}
