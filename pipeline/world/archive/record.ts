import type { Headline } from "../../model/headline.ts";
import type { Recorded, VisitRecord } from "../../model/telling.ts";
import { type Book, looking, type Store, writing } from "./book.ts";
import { chainsFor, putChains } from "./chains.ts";
import { expectSound } from "./expect-sound.ts";
import { newHeadlines, putHeadlines } from "./headlines.ts";
import { meaningOf } from "./held-visit.ts";
import { msOf } from "./instant.ts";
import { type ChainNews, newsOf, tellingsIn } from "./news.ts";
import { type Body, isKept, type Parcel, parcelOf, putRaw } from "./raw.ts";
import { storable } from "./storable.ts";
import { newVisit, putVisit, visitAt } from "./visits.ts";
import { writeNews } from "./write-news.ts";

/** What a visit brings, compared with what is known, and the state of the archive with which it was compared. */
interface Plan {
  readonly state: string;
  readonly news: readonly ChainNews[];
  readonly headlines: readonly Headline[];
  readonly brought: boolean;
  /** The body if it is to be kept and is not yet, and whether as a whole. */
  readonly body: { readonly raw: Body; readonly whole: boolean } | null;
}

/**
 * Takes a visit whole or not at all. It is compared and its body zipped before the archive is locked; only where another process wrote
 * meanwhile is it compared again.
 *
 * @throws RangeError for a record that no visit can be
 * @throws PipelineError archive-busy, archive-damaged, disk, database
 */
export async function recordVisit(store: Store, told: VisitRecord): Promise<readonly Recorded[]> {
  expectSound(told);
  const record = storable(told);
  for (;;) {
    const plan = await looking(store, null, (book) => planOf(book, record));
    // Nothing was ever recorded: there is a place for it now.
    if (!plan) await writing(store, async () => undefined);
    const done = plan && (await recorded(store, record, plan));
    if (done) return done;
  }
}

/** @returns null where somebody else has written meanwhile */
async function recorded(store: Store, record: VisitRecord, plan: Plan): Promise<Recorded[] | null> {
  const parcel = plan.body && (await parcelOf(plan.body.raw, plan.body.whole));
  return writing(store, async (book) => {
    const last = await lastRows(book);
    if ((await stateOf(book, record, last)) !== plan.state) return null;
    return write(book, record, { plan, parcel, last });
  });
}

async function planOf(book: Book, record: VisitRecord): Promise<Plan> {
  const state = await stateOf(book, record, await lastRows(book));
  const news = await newsOf(book, record);
  const headlines = await newHeadlines(book, record);
  const brought = headlines.length > 0 || news.some(({ told }) => told.length > 0);
  const { raw } = record;
  const isWanted = raw !== null && (brought || (await isEvidence(book, record)));
  const keep = isWanted && !(await isKept(book, raw, brought));
  return { state, news, headlines, brought, body: keep ? { raw, whole: brought } : null };
}

/** Of a refusal that is repeated every ten minutes, the first body is evidence enough. */
async function isEvidence(book: Book, record: VisitRecord): Promise<boolean> {
  const { visit } = record;
  if (visit.verdict === "ok") return false;
  const before = await visitAt(book, visit.place, msOf(visit.at));
  return !before || meaningOf(before) !== meaningOf(record);
}

/** The numbers of the last rows. Rows are numbered one after the other, whatever came of other writers. */
type LastRows = Readonly<Record<(typeof NUMBERED)[number], number>>;
const NUMBERED = ["chains", "tellings", "raw", "visits", "headlines"] as const;
const LAST_ROWS = NUMBERED.map((table) => `(SELECT COALESCE(MAX(id), 0) FROM ${table}) AS ${table}`);

async function lastRows(book: Book): Promise<LastRows> {
  return (await book.get(`SELECT ${LAST_ROWS.join(", ")}`)) as LastRows;
}

/**
 * Another one where somebody wrote what this visit would be compared with. All that is learnt leaves a row in the log of visits; what
 * only repeats another visit moves no more than the moment at which a chain was told.
 */
async function stateOf(book: Book, record: VisitRecord, { visits }: LastRows): Promise<string> {
  const chains = await chainsFor(book, tellingsIn(record));
  return JSON.stringify([visits, [...chains.values()]]);
}

interface Writing {
  readonly plan: Plan;
  readonly parcel: Parcel | null;
  readonly last: LastRows;
}

async function write(book: Book, record: VisitRecord, { plan, parcel, last }: Writing): Promise<Recorded[]> {
  if (parcel) await putRaw(book, last.raw + 1, parcel);
  await writeNews(book, record.visit.at, { news: plan.news, last });
  await putHeadlines(book, record, { lines: plan.headlines, first: last.headlines + 1 });
  const fresh = await newVisit(book, record);
  await putVisit(book, fresh, { id: last.visits + 1, brought: plan.brought });
  if (fresh.readable && !record.raw) await stillTold(book, record);
  return plan.news
    .filter(({ added, revised, told }) => told.length > 0 && added + revised > 0)
    .map(({ series, source, added, revised }) => ({ series, source, added, revised }));
}

/** "Not modified": each series was told again as it was. A moment moves on, never back. */
async function stillTold(book: Book, { visit }: VisitRecord): Promise<void> {
  const { at, source } = visit;
  const chains = await chainsFor(
    book,
    visit.series.map((series) => ({ series, source })),
  );
  const older = [...chains.values()].filter(({ toldAt }) => msOf(at) > msOf(toldAt));
  await putChains(
    book,
    older.map((chain) => ({ ...chain, toldAt: at })),
  );
}
