import { dayNumber } from "../../finance/dates.ts";
import type { Sources } from "../../model/edition.ts";
import type { SampleMarket } from "../../model/sample.ts";
import type { Answer, Question, Source } from "../source.ts";
import { type Assets, assetsOf } from "./sample/assets.ts";
import { type Backdrop, type BackdropSetting, backdropOf } from "./sample/backdrop.ts";
import { readSampleContent, type SampleContent } from "./sample/content.ts";
import { dayNewsOf } from "./sample/day-news.ts";
import { openDaysOf } from "./sample/days.ts";
import { decisionsOf } from "./sample/decisions.ts";
import { admit } from "./sample/door.ts";
import { hostileLines } from "./sample/hostile.ts";
import { type Macro, macroOf } from "./sample/macro.ts";
import { type Market, simulate } from "./sample/market.ts";
import { newsOf, type RawLine } from "./sample/news.ts";
import { quotesOf } from "./sample/quotes.ts";
import { dayKey } from "./sample/random.ts";
import { chooseScenario, sceneOf } from "./sample/scenarios.ts";
import { shelfOf } from "./sample/series.ts";

const NOTICE = "Sample data - simulated, not market data";

/**
 * A simulated market, so that the issue of any trading day can be built offline. The value of a series on a day depends on the series,
 * the day and the seed alone: issues of two days share their history. A scenario changes the asked day only.
 *
 * @param scenario a name of content/sample/scenarios.yaml
 * @param root the project's folder, above content/
 * @throws PipelineError scenario-unknown with the names, when it is asked
 */
export function sampleSource(scenario: string, root = "."): Source {
  return {
    id: "sample",
    async answer(question, world) {
      return answerFrom(question, await readSampleContent(root, world), scenario);
    },
  };
}

function answerFrom(question: Question, content: SampleContent, name: string): Answer {
  const { date, needs, plans, calendars, meetings } = question;
  const scenario = chooseScenario(content.scenarios, name);
  const open = openDaysOf(calendars);
  const decisions = decisionsOf(meetings, open);
  const sectorDays = needs
    .filter(({ series }) => series.startsWith("SPX.SECTOR."))
    .map(({ from }) => dayNumber(from));
  const market = simulate({
    content: content.market,
    open,
    decisions,
    last: dayNumber(date),
    move: scenario.move ?? null,
    newCreditSeries: scenario.newCreditSeries,
    sectorsFrom: sectorDays.length > 0 ? Math.min(...sectorDays) : null,
  });
  const followers = followersOf({ market, open, move: scenario.move ?? null }, content.market, plans);
  const shelf = shelfOf({
    ...followers,
    market,
    quotes: quotesOf(market, open),
    content: content.market,
    plans,
  });
  const endOf = sceneOf(scenario, question);
  const series = needs.flatMap(({ series: id, from }) => {
    const to = endOf(id);
    const found = to === null ? null : shelf(id, { from, to });
    return found ? [found] : [];
  });
  const lines = scenario.headlines === "none" ? [] : linesOf(question, content, market);
  const all = scenario.headlines === "hostile" ? withHostile(lines) : lines;
  return { series, ...admit(all, date), notices: [NOTICE], simulated: true, visits: [], judgements: [] };
}

/** The series that only follow the market: those of assets.csv and of macro.csv. Nothing is made before one is asked for. */
function followersOf(
  walked: Pick<BackdropSetting, "market" | "open" | "move">,
  content: SampleMarket,
  plans: Sources,
): { readonly assets: Assets; readonly macro: Macro } {
  const { assets, macro, seed } = content;
  let known: Backdrop | null = null;
  const backdrop = () => {
    known ??= backdropOf({ ...walked, content, dates: assets.dates });
    return known;
  };
  const calendarOf = (id: string) => plans.series[id]?.calendar ?? "nyse";
  return {
    assets: assetsOf({ table: assets, backdrop, calendarOf }),
    macro: macroOf({ table: macro, seed, market: walked.market, backdrop }),
  };
}

function linesOf(
  { date, headlines: { after, upTo } }: Question,
  { market, vocabulary }: SampleContent,
  simulated: Market,
) {
  const key = dayKey(market.seed, simulated.last);
  return newsOf({ key, date, after, upTo, vocabulary, news: dayNewsOf(simulated) });
}

/** Hostile lines among the others, at the times of these. */
function withHostile(lines: readonly RawLine[]): RawLine[] {
  const hostile = hostileLines.flatMap((line, index) => {
    const beside = lines[index % lines.length];
    return beside ? [{ ...beside, ...line }] : [];
  });
  return [...lines, ...hostile].sort((a, b) => (a.time < b.time ? -1 : a.time > b.time ? 1 : 0));
}
