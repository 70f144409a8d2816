import { createHash } from "node:crypto";
import {
  closeMemberWeightOf,
  closeWeightOf,
  IMPORTED,
  memberOf,
} from "../../pipeline/collect/resolve/archived-names.ts";
import { sectors } from "../../pipeline/finance/attribution.ts";
import { addDays, weekday } from "../../pipeline/finance/dates.ts";
import type { Sources } from "../../pipeline/model/edition.ts";
import type { Telling, VisitRecord } from "../../pipeline/model/telling.ts";
import type { IsoDate } from "../../pipeline/model/unit.ts";
import type { Archive } from "../../pipeline/world/world.ts";

/** A series as the archive is to have it. */
interface Lane {
  readonly series: string;
  readonly source: string;
  readonly middle: number;
  /** One observation a month, as statistics have; else one each business day. */
  readonly isMonthly: boolean;
  /** Contracts and meetings come and go: they are told of for two years. */
  readonly isShort: boolean;
}

const MONTHLY_DAYS = 20;
const SHORT_DAYS = 730;
/** A visit tells the days since the one before it, and those of a week before again: every evening of the last five years, by the quarter before. */
const [EVENING, QUARTER, AGAIN] = [1, 91, 7];
const FIVE_YEARS = 1826;

/**
 * Tells an archive made-up observations of all these series, visit by visit, up to a day.
 *
 * @returns how many visits that took
 */
export async function growArchive(
  archive: Archive,
  { names, plans, end, years }: { names: readonly string[]; plans: Sources; end: IsoDate; years: number },
): Promise<number> {
  const bySource = Map.groupBy(
    names.map((name) => laneOf(name, plans)),
    ({ source }) => source,
  );
  let visits = 0;
  const evenings = visitDays(end, years);
  for (const [index, day] of evenings.entries()) {
    const dates = businessDays(addDays(evenings[index - 1] ?? day, -AGAIN), day);
    for (const [source, lanes] of bySource) {
      const told = lanes.filter(({ isShort }) => !isShort || day > addDays(end, -SHORT_DAYS));
      await archive.record(
        visitOf(
          source,
          day,
          told.map((lane, seed) => tellingOf(lane, seed, dates)),
        ),
      );
      visits += 1;
    }
  }
  return visits;
}

/** Oldest first. */
function visitDays(end: IsoDate, years: number): IsoDate[] {
  const [begin, lastYears] = [addDays(end, -Math.round(years * 365.25)), addDays(end, -FIVE_YEARS)];
  const days: IsoDate[] = [];
  for (let day = end; day > begin; day = addDays(day, day > lastYears ? -EVENING : -QUARTER)) days.push(day);
  return days.reverse();
}

function laneOf(series: string, { series: plans }: Sources): Lane {
  const plan = plans[series];
  const sector = sectors.find(({ key }) => series === `SPX.SECTOR.${key}.WEIGHT`);
  const member = memberOf(series);
  const name = sector ? closeWeightOf(sector.key) : member ? closeMemberWeightOf(member) : series;
  const [low, high] = plan?.plausible ?? (series.startsWith("ZQ.") ? [94, 98] : [2, 6]);
  const source = plan ? Object.keys(plan.live)[0] : sourceByName(series);
  return {
    series: name,
    source: source ?? IMPORTED,
    middle: series.startsWith("SPX.SECTOR.") ? 100 / 11 : low > 0 ? Math.sqrt(low * high) : (low + high) / 8,
    isMonthly: (plan?.maxAgeDays ?? 0) >= MONTHLY_DAYS,
    isShort: /^(ZQ|OIS\.FOMC)\./.test(series),
  };
}

function sourceByName(series: string): string {
  if (series.endsWith(".WEIGHT")) return "ssga";
  return series.startsWith("OIS.") ? IMPORTED : "yahoo";
}

function businessDays(from: IsoDate, to: IsoDate): IsoDate[] {
  const days: IsoDate[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) if (weekday(day) < 5) days.push(day);
  return days;
}

/** Moves by less than a hundredth a day, each series in its own rhythm. */
function tellingOf(
  { series, source, middle, isMonthly }: Lane,
  seed: number,
  all: readonly IsoDate[],
): Telling {
  // Weights make up a hundred.
  const swing = source === "ssga" ? 0.0001 : 1;
  const dates = isMonthly ? all.filter((day) => day.endsWith("-01")) : all;
  const values = dates.map((date) => {
    const day = Date.parse(date) / 86_400_000;
    const wave = Math.sin(day / 97 + seed) / 10 + Math.sin(day * (1 + seed / 7)) / 300;
    return Number((middle * (1 + swing * wave)).toFixed(4));
  });
  return { series, source, dates, values, lines: dates.map((_, row) => row + 2) };
}

function visitOf(source: string, day: IsoDate, tellings: readonly Telling[]): VisitRecord {
  const at = `${day}T22:00:00Z`;
  const bytes = Buffer.from(`${source} ${at}`);
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const series = tellings.map((one) => one.series);
  const place = `https://${source}.example/daily.csv`;
  return {
    visit: { at, source, place, verdict: "ok", reason: null, series, newest: day },
    raw: { bytes, sha256 },
    validators: { etag: sha256.slice(0, 16), lastModified: null },
    readWith: "1",
    tellings: tellings.filter(({ dates }) => dates.length > 0),
    headlines: [],
  };
}
