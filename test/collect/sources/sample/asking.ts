import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";
import type { Answer, Question } from "../../../../pipeline/collect/source.ts";
import { readSampleContent } from "../../../../pipeline/collect/sources/sample/content.ts";
import { openDaysOf } from "../../../../pipeline/collect/sources/sample/days.ts";
import { decisionsOf } from "../../../../pipeline/collect/sources/sample/decisions.ts";
import { type Market, simulate } from "../../../../pipeline/collect/sources/sample/market.ts";
import { sampleSource } from "../../../../pipeline/collect/sources/sample.ts";
import { addMonths, dayNumber, monthOf } from "../../../../pipeline/finance/dates.ts";
import { newYorkInstant } from "../../../../pipeline/finance/new-york.ts";
import { tradingDayBefore } from "../../../../pipeline/finance/trading-days.ts";
import { SourcesSchema } from "../../../../pipeline/model/edition.ts";
import type { Series } from "../../../../pipeline/model/series.ts";
import { keptOn } from "../../../../pipeline/world/kept.ts";
import { emptyArchive } from "../../../../pipeline/world/nothing-outside.ts";
import type { Files } from "../../../../pipeline/world/world.ts";
import { calendars, meetings } from "../../../support/snapshots.ts";

export const root = fileURLToPath(new URL("../../../..", import.meta.url));

/** The project's own files, read only. */
export const files: Files = {
  read: (path) => readFile(path).catch(() => null),
  list: async () => [],
  write: async () => undefined,
  remove: async () => undefined,
};

/** Nothing from one run to another. */
export const kept = keptOn(null);

export const plans = SourcesSchema.parse(parse(readFileSync(`${root}/content/sources.yaml`, "utf8")));

export const sectorCodes = [
  "ENERGY",
  "MATERIALS",
  "INDUSTRIALS",
  "CONSUMER_DISCRETIONARY",
  "CONSUMER_STAPLES",
  "HEALTH_CARE",
  "FINANCIALS",
  "INFORMATION_TECHNOLOGY",
  "COMMUNICATION_SERVICES",
  "UTILITIES",
  "REAL_ESTATE",
];

const single = [
  "SPX",
  "VIX",
  "UST.2Y",
  "UST.10Y",
  "US.ICE.IG.OAS",
  "CDX.NA.IG.5Y",
  "CDX.NA.IG.5Y.SERIES",
  "US.EFFR",
  "US.FED.TARGET.LOWER",
  "US.FED.TARGET.UPPER",
];

const rowsOf = (name: string) =>
  readFileSync(`${root}/content/sample/${name}.csv`, "utf8")
    .trim()
    .split("\n")
    .slice(1)
    .map((line) => line.split(",")[0]!);

/** The rows of assets.csv and macro.csv, and what is made of them. */
export const assetIds = [...rowsOf("assets"), "UST.5Y.REAL", "UST.10Y.REAL"];
export const macroIds = rowsOf("macro");
export const memberIds = rowsOf("assets")
  .filter((id) => id.startsWith("EQ."))
  .map((id) => `SPX.MEMBER.${id.slice(3)}.WEIGHT`);

/** Every series that an issue of the day could ask for. */
export function everySeries(date: string): string[] {
  return [
    ...single,
    ...assetIds,
    ...macroIds,
    ...memberIds,
    ...sectorCodes.flatMap((code) => [`SPX.SECTOR.${code}.RETURN`, `SPX.SECTOR.${code}.WEIGHT`]),
    ...Array.from({ length: 19 }, (_, index) => `ZQ.${addMonths(monthOf(date), index)}`),
    ...meetings.meetings.slice(0, -1).map(({ decision }) => `OIS.FOMC.${decision}`),
  ];
}

/** The question of one issue; all series from 2019 on unless told otherwise. */
export function questionOf(date: string, from = "2019-01-02", ids = everySeries(date)): Question {
  const previousDate = tradingDayBefore(date, calendars.nyse);
  return {
    date,
    previousDate,
    needs: ids.map((series) => ({ series, from })),
    headlines: { after: newYorkInstant(previousDate, "18:30"), upTo: newYorkInstant(date, "18:30") },
    plans,
    calendars,
    meetings,
  };
}

export interface Asked {
  readonly scenario?: string;
  readonly from?: string;
  readonly ids?: string[];
}

/** The sample source's answer for a day. */
export function ask(date: string, { scenario = "normal", from, ids }: Asked = {}): Promise<Answer> {
  return sampleSource(scenario, root).answer(questionOf(date, from, ids), {
    files,
    kept,
    archive: emptyArchive,
  });
}

/** A series of an answer. @throws Error if it is not there */
export function seriesIn(answer: Answer, id: string): Series {
  const found = answer.series.find((one) => one.id === id);
  if (!found) throw new Error(`${id} is not in the answer`);
  return found;
}

/** Date to value. */
export function valuesIn(answer: Answer, id: string): ReadonlyMap<string, number> {
  const { dates, values } = seriesIn(answer, id);
  return new Map(dates.map((date, index) => [date, values[index]!]));
}

/** Each date of a series but its first, with what changed since the date before. */
export function changes(
  answer: Answer,
  id: string,
  change: (now: number, before: number) => number,
): ReadonlyMap<string, number> {
  const { dates, values } = seriesIn(answer, id);
  return new Map(dates.slice(1).map((date, index) => [date, change(values[index + 1]!, values[index]!)]));
}

/** Pearson's, over the dates that both have. */
export function correlation(left: ReadonlyMap<string, number>, right: ReadonlyMap<string, number>): number {
  const pairs = [...left].flatMap(([date, value]) =>
    right.has(date) ? [[value, right.get(date)!] as const] : [],
  );
  const mean = (column: 0 | 1) => pairs.reduce((sum, pair) => sum + pair[column], 0) / pairs.length;
  const [x, y] = [mean(0), mean(1)];
  const covariance = (a: 0 | 1, b: 0 | 1) =>
    pairs.reduce((sum, pair) => sum + (pair[a] - [x, y][a]!) * (pair[b] - [x, y][b]!), 0);
  return covariance(0, 1) / Math.sqrt(covariance(0, 0) * covariance(1, 1));
}

/** The simulated market itself, for tests of its parts. */
export async function marketTo(date: string): Promise<Market> {
  const { market } = await readSampleContent(root, { files, kept });
  const open = openDaysOf(calendars);
  return simulate({
    content: market,
    open,
    decisions: decisionsOf(meetings, open),
    last: dayNumber(date),
    move: null,
    newCreditSeries: false,
    sectorsFrom: null,
  });
}
