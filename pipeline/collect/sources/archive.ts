import { sectors } from "../../finance/attribution.ts";
import { addDays, yearsBefore } from "../../finance/dates.ts";
import { repeatedSnapshot } from "../../finance/plausibility/repeated-snapshot.ts";
import { releases } from "../../finance/releases.ts";
import type { Sources } from "../../model/edition.ts";
import type { Headline } from "../../model/headline.ts";
import type { Judgement } from "../../model/judgement.ts";
import type { Series } from "../../model/series.ts";
import type { Lane } from "../../model/telling.ts";
import type { IsoDate, IsoInstant } from "../../model/unit.ts";
import type { Visit } from "../../model/visit.ts";
import { closeMemberWeightOf, closeWeightOf, IMPORTED, memberOf } from "../resolve/archived-names.ts";
import { cutToParts } from "../resolve/cut-to-parts.ts";
import { DECISIONS, meetingDates } from "../resolve/meeting-dates.ts";
import { type Resolving, resolveSeries } from "../resolve/resolve-series.ts";
import { weightsForDay } from "../resolve/weights-for-day.ts";
import type { Question, Source } from "../source.ts";

/** Everything that was ever collected, as it was known at a moment (null: as it is known now). */
export function archiveSource(knownAt: IsoInstant | null): Source {
  return {
    id: "archive",
    async answer(question, { archive }) {
      const { date, meetings } = question;
      const asked = askedOf(question);
      const told = await archive.lanes(
        [
          ...asked.map(({ archived, from }) => ({ series: archived, from })),
          { series: DECISIONS, from: date },
          ...releases.map(({ id }) => ({ series: id, from: yearsBefore(date, RELEASE_YEARS) })),
        ],
        knownAt,
      );
      const [headlines, visits] = [
        await archive.headlines(question.headlines, knownAt),
        await archive.visits(knownAt),
      ];
      const { series, judgements } = seriesOf(asked, told, question);
      const decisions = told.find((lane) => lane.series === DECISIONS);
      return {
        series,
        judgements: [...judgements, ...meetingDates(decisions, meetings, date)],
        releases: publishedDays(told),
        headlines: headlines.map(withRights),
        visits: ofLastRounds(visits),
        refused: [],
        notices: [],
        simulated: false,
      };
    },
  };
}

/** Two dozen monthly releases, and a year to spare. */
const RELEASE_YEARS = 3;

/** The days of each release as they were last told: one that was put off is told as none. */
function publishedDays(told: readonly Lane[]): Record<string, readonly IsoDate[]> {
  const lanes = told.filter(({ series }) => releases.some(({ id }) => id === series));
  return Object.fromEntries(
    lanes.map(({ series, dates, values }) => [series, dates.filter((_, row) => values[row] !== null)]),
  );
}

/** A round takes minutes: what is an hour older than its source's last visit is of an earlier one. */
const ROUND_MS = 3_600_000;

/** Visits of each source's last round. An address that was not asked any more, as another format had come up again, has no news. */
function ofLastRounds(visits: readonly Visit[]): readonly Visit[] {
  const last = new Map<string, number>();
  for (const { source, at } of visits) last.set(source, Math.max(last.get(source) ?? 0, Date.parse(at)));
  return visits.filter(({ source, at }) => Date.parse(at) > last.get(source)! - ROUND_MS);
}

/** A feed's note says what may be done with its lines, and nothing about them. */
function withRights({ origin: { note, ...origin }, ...headline }: Headline): Headline {
  return { ...headline, origin: note === undefined ? origin : { ...origin, rights: note } };
}

interface AskedSeries {
  readonly series: string;
  /** The name under which the archive has it. */
  readonly archived: string;
  readonly from: IsoDate;
  /** Only to cut another one by it. */
  readonly isPart: boolean;
}

/** So many days before a day its last close may lie: a long weekend. */
const CLOSE_DAYS = 7;

/** Weights are archived by their close; a derived series needs those that it is made of. */
function askedOf({ needs, plans }: Question): readonly AskedSeries[] {
  const own = needs.map(({ series, from }) => {
    const archived = archivedName(series);
    // The weight of a day is that of a close before it.
    return { series, archived, from: archived === series ? from : addDays(from, -CLOSE_DAYS), isPart: false };
  });
  const names = new Set(own.map(({ series }) => series));
  const parts = needs.flatMap(({ series, from }) =>
    (plans.series[series]?.parts ?? [])
      .filter((part) => !names.has(part))
      .map((part) => ({ series: part, archived: part, from, isPart: true })),
  );
  return [...own, ...new Map(parts.map((part) => [part.series, part])).values()];
}

function archivedName(series: string): string {
  const sector = sectors.find(({ key }) => series === `SPX.SECTOR.${key}.WEIGHT`);
  const member = memberOf(series);
  return sector ? closeWeightOf(sector.key) : member === null ? series : closeMemberWeightOf(member);
}

function seriesOf(
  asked: readonly AskedSeries[],
  told: readonly Lane[],
  { date, plans, calendars }: Question,
): { readonly series: readonly Series[]; readonly judgements: readonly Judgement[] } {
  const byName = Map.groupBy(told, ({ series }) => series);
  const bySource = Map.groupBy(told, ({ source }) => source);
  const repeated = new Map([...bySource].map(([source, lanes]) => [source, repeatedSnapshot(lanes)]));
  const found = new Map<string, Series>();
  const judgements: Judgement[] = [];
  for (const { series, archived } of asked) {
    const lanes = (byName.get(archived) ?? []).map((lane) =>
      archived === series ? lane : weightsForDay(lane, series, calendars.nyse),
    );
    const resolved = resolveSeries(lanes, { ...resolvingOf(series, plans), date, repeated });
    judgements.push(...resolved.judgements);
    if (resolved.series) found.set(series, labelled(resolved.series));
  }
  const cut = asked.flatMap(({ series, isPart }): Series[] => {
    const one = found.get(series);
    if (isPart || !one) return [];
    const parts = (plans.series[series]?.parts ?? []).map((part) => found.get(part) ?? null);
    const within = cutToParts(one, parts);
    judgements.push(...within.judgements);
    return [within.series];
  });
  return { series: cut, judgements };
}

/** Returns of funds say what they are not, in the same words for all eleven. */
function labelled(series: Series): Series {
  if (!series.id.startsWith("SPX.SECTOR.") || !series.id.endsWith(".RETURN")) return series;
  return {
    ...series,
    origins: series.origins.map((origin) =>
      origin.source === IMPORTED ? origin : { ...origin, note: FUND_NOTE },
    ),
  };
}

const FUND_NOTE =
  "returns of the Select Sector funds, which cap their largest holdings, in place of the sectors' own";

/** A planned series by its plan; contracts and sectors by what they are. */
function resolvingOf(series: string, plans: Sources): Omit<Resolving, "date" | "repeated"> {
  const plan = plans.series[series];
  if (plan) {
    const { name, unit, calendar, maxAgeDays, plausible, accepted, tolerance, live } = plan;
    const head = { id: series, name, unit, calendar, ...(maxAgeDays === undefined ? {} : { maxAgeDays }) };
    const judged = { unit, plausible, accepted, ...(tolerance === undefined ? {} : { tolerance }) };
    return { head, ...judged, order: [IMPORTED, ...Object.keys(live)] };
  }
  if (series.startsWith("ZQ.")) return contract(series);
  const member = memberOf(series);
  if (member !== null) return memberWeight(series, member);
  return series.startsWith("OIS.") ? swapQuote(series) : sectorSeries(series);
}

function memberWeight(series: string, symbol: string): Omit<Resolving, "date" | "repeated"> {
  const head = {
    id: series,
    name: `${symbol}, weight in the S&P 500`,
    unit: "percent",
    calendar: "nyse",
  } as const;
  return { head, unit: "percent", plausible: [0, 50], accepted: [], order: [IMPORTED, "ssga"] };
}

/** A quote of an overnight swap, from meeting to meeting or of a tenor: licensed, so it comes by hand or not at all. */
function swapQuote(series: string): Omit<Resolving, "date" | "repeated"> {
  const [, kind, of] = series.split(".") as [string, string, string];
  const name = kind === "FOMC" ? `meeting-dated OIS, ${of}` : `fed funds OIS of ${of}, par`;
  const head = { id: series, name, unit: "percent", calendar: "fed" } as const;
  return { head, unit: "percent", plausible: [-2, 25], accepted: [], order: [IMPORTED] };
}

function contract(series: string): Omit<Resolving, "date" | "repeated"> {
  const name = `30-day fed funds future, ${series.slice(3)}`;
  const head = { id: series, name, unit: "price", calendar: "nyse" } as const;
  // Closes and settlements differ by a tick or two.
  return {
    head,
    unit: "price",
    plausible: [80, 101],
    accepted: [],
    tolerance: 0.02,
    order: [IMPORTED, "yahoo"],
  };
}

function sectorSeries(series: string): Omit<Resolving, "date" | "repeated"> {
  const sector = sectors.find(({ key }) => series.startsWith(`SPX.SECTOR.${key}.`));
  const isWeight = series.endsWith(".WEIGHT");
  const name = `${sector?.name ?? series}, ${isWeight ? "weight in the S&P 500" : "return of its fund"}`;
  const head = { id: series, name, unit: "percent", calendar: "nyse" } as const;
  const plausible = isWeight ? ([0, 100] as const) : ([-50, 50] as const);
  return {
    head,
    unit: "percent",
    plausible: [...plausible],
    accepted: [],
    order: [IMPORTED, isWeight ? "ssga" : "yahoo"],
  };
}
