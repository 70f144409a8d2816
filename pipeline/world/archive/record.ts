import type { Headline } from "../../model/headline.ts";
import type { Recorded, VisitRecord } from "../../model/telling.ts";
import type { IsoInstant } from "../../model/unit.ts";
import { atOnce, type Book } from "./book.ts";
import { type Chain, chainFor, nextChain, putChain, toldAgain } from "./chains.ts";
import { expectSound } from "./expect-sound.ts";
import { newHeadlines, putHeadline } from "./headlines.ts";
import { msOf } from "./instant.ts";
import { keepCheckpoint } from "./knowledge.ts";
import { type ChainNews, newsOf } from "./news.ts";
import { type Body, isKept, type Parcel, parcelOf, putRaw } from "./raw.ts";
import { appendTelling } from "./tellings.ts";
import { meaningOf, newVisit, putVisit, visitAt } from "./visits.ts";

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
 * @throws PipelineError archive-busy, archive-damaged, disk
 */
export async function recordVisit(book: Book, record: VisitRecord): Promise<readonly Recorded[]> {
  expectSound(record);
  for (;;) {
    const plan = atOnce(book, "DEFERRED", () => planOf(book, record));
    const parcel = plan.body && (await parcelOf(plan.body.raw, plan.body.whole));
    const done = atOnce(
      book,
      "IMMEDIATE",
      () => stateOf(book) === plan.state && write(book, record, { plan, parcel }),
    );
    if (done) return done;
  }
}

function planOf(book: Book, record: VisitRecord): Plan {
  const news = newsOf(book, record);
  const headlines = newHeadlines(book, record);
  const brought = headlines.length > 0 || news.some(({ told }) => told.length > 0);
  const { raw } = record;
  const keep = raw !== null && (brought || isEvidence(book, record)) && !isKept(book, raw, brought);
  return { state: stateOf(book), news, headlines, brought, body: keep ? { raw, whole: brought } : null };
}

/** Of a refusal that is repeated every ten minutes, the first body is evidence enough. */
function isEvidence(book: Book, record: VisitRecord): boolean {
  const { visit } = record;
  if (visit.verdict === "ok") return false;
  const before = visitAt(book, visit.place, msOf(visit.at));
  return !before || meaningOf(before) !== meaningOf(record);
}

/** Another one where anybody has written: other processes by SQLite's own number, this one by its count of rows. */
function stateOf(book: Book): string {
  const { data_version } = book.say("PRAGMA data_version").get()!;
  return `${data_version} ${book.say("SELECT total_changes() AS changes").get()!.changes}`;
}

function write(
  book: Book,
  record: VisitRecord,
  { plan, parcel }: { plan: Plan; parcel: Parcel | null },
): Recorded[] {
  if (parcel) putRaw(book, parcel);
  for (const news of plan.news) writeChain(book, record, news);
  for (const line of plan.headlines) putHeadline(book, record, line);
  const fresh = newVisit(book, record);
  putVisit(book, fresh, plan.brought);
  if (fresh.readable && !record.raw) stillTold(book, record);
  return plan.news
    .filter(({ added, revised, told }) => told.length > 0 && added + revised > 0)
    .map(({ series, source, added, revised }) => ({ series, source, added, revised }));
}

/** "Not modified": each series was told again as it was. */
function stillTold(book: Book, { visit }: VisitRecord): void {
  for (const series of visit.series) {
    const chain = chainFor(book, series, visit.source);
    if (chain) toldAgain(book, chain, visit.at);
  }
}

function writeChain(
  book: Book,
  { visit }: VisitRecord,
  { series, source, chain, told, looked }: ChainNews,
): void {
  if (!chain && told.length === 0) return;
  const start: Chain = chain ?? {
    ...{ id: nextChain(book), series, source, count: 0, vintages: 0 },
    ...{ last: "", firstMs: null, toldAt: visit.at },
  };
  let end = start;
  for (const row of told) {
    const { check } = appendTelling(book, end, row);
    const vintages = end.vintages + (row.published === null ? 0 : 1);
    end = { ...end, count: end.count + 1, vintages, last: check };
  }
  const atMs = msOf(visit.at);
  const firstMs = looked ? Math.min(start.firstMs ?? atMs, atMs) : start.firstMs;
  const now = { ...end, firstMs, toldAt: toldAtOf(start, visit.at, looked) };
  putChain(book, now);
  if (told.length > 0) keepCheckpoint(book, now);
}

/** Old versions that are fetched say nothing of what the source says today. */
function toldAtOf({ firstMs, toldAt }: Chain, at: IsoInstant, looked: boolean): IsoInstant {
  if (looked && firstMs === null) return at;
  return (looked || firstMs === null) && msOf(at) > msOf(toldAt) ? at : toldAt;
}
