import { addDays, weekday } from "../../finance/dates.ts";
import type { IsoDate } from "../../model/unit.ts";
import { columnsOf, type DatedRow } from "../read/dated-rows.ts";
import { isFields } from "../read/json-fields.ts";
import { onlyPage } from "../read/page-text.ts";
import { empty, readingOf, shapeChanged } from "../read/refusal.ts";
import type { Asked, Errand, Page, Wanted, WireFormat } from "../wire-format.ts";
import { dayIn, incomplete, replyOf, sliceOf, unexpected } from "./fred/reply.ts";
import { fredRequest } from "./fred/request.ts";

/**
 * FRED's calendar of one release: `release/dates`, with the days for which there are no figures yet. Symbols are FRED's release ids, such as
 * 10 for the CPI; the value of a day is 1. Never `releases/dates`, which lists the FOMC on every day.
 */
export const fredReleases: WireFormat = {
  id: "fred-releases",
  lagDays: 0,
  errands,
  read: (pages, { wanted }) => readingOf(() => readDays(onlyPage(pages), wanted)),
};

function errands(wanted: readonly Wanted[], { from }: Asked): readonly Errand[] {
  return [...Map.groupBy(wanted, ({ symbol }) => symbol)].map(([release_id, same]) => ({
    pages: [
      fredRequest("release/dates", {
        release_id,
        include_release_dates_with_no_data: "true",
        realtime_start: from,
        sort_order: "asc",
        limit: "10000",
      }),
    ],
    wanted: same,
  }));
}

function readDays(page: Page, wanted: readonly Wanted[]) {
  const { offset, count, length, entries } = sliceOf(replyOf(page), "release_dates");
  const of = [...new Set(wanted.map(({ symbol }) => symbol))].join(", ");
  if (offset !== 0 || length !== count) throw incomplete(`dates of release ${of}`, length, count);
  const days = new Set(entries.map((entry) => dayOf(entry, of)));
  if (days.size === 0) throw empty(`FRED has no dates of release ${of}.`);
  const columns = columnsOf(withDaysBetween(days, page.at.slice(0, 10)));
  return { rows: wanted.map(({ series }) => ({ series, ...columns })), remarks: [] };
}

function dayOf(entry: unknown, of: string): IsoDate {
  if (!isFields(entry)) throw shapeChanged(`A date of release ${of} is no object.`);
  if (String(entry.release_id) !== of) throw unexpected("release_id", of, entry.release_id);
  return dayIn(entry, "date");
}

/**
 * A release that was put off leaves the list without a word, and the archive keeps what was once told. So from the first of January of the
 * present year to the end of the next, where days are announced and moved, every other weekday is told too: that it has none.
 */
function withDaysBetween(days: ReadonlySet<IsoDate>, today: IsoDate): DatedRow[] {
  const year = Number(today.slice(0, 4));
  const rows: DatedRow[] = [...days].map((date) => ({ date, value: 1 }));
  for (let date = `${year}-01-01`; date <= `${year + 1}-12-31`; date = addDays(date, 1))
    if (weekday(date) < 5 && !days.has(date)) rows.push({ date, value: null });
  return rows.sort((a, b) => (a.date < b.date ? -1 : 1));
}
