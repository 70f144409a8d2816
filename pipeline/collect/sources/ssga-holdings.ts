import { looseTextOf, refuseWebPage } from "../read/page-text.ts";
import { quoted } from "../read/quoted.ts";
import { readingOf, shapeChanged, unreadable, within } from "../read/refusal.ts";
import type { Errand, Page, Rows, WireFormat } from "../wire-format.ts";
import { type FundHoldings, fundHoldings } from "./ssga/fund-holdings.ts";
import { memberWeight } from "./ssga/member-weight.ts";
import { type Astray, type SectorWeights, sectorWeights } from "./ssga/sector-weights.ts";
import { workbookCells } from "./ssga/workbook-cells.ts";

const SECTORS = ["xlk", "xlv", "xlf", "xly", "xlp", "xle", "xli", "xlb", "xlu", "xlre", "xlc"] as const;
const FUNDS = ["spy", ...SECTORS] as const;
/** A symbol that begins with this asks for one company of the index. */
const MEMBER = "spy:";
const NOTE = "from State Street fund holdings at the close; not the index provider's own weights";
/** Percent of the index whose sector may be unknown: a member that came or went on the day. */
const MOST_ASTRAY = 0.5;

/** What is no workbook says so within so many bytes. */
const HEAD_BYTES = 1000;

/**
 * Weights of the eleven sectors in the S&P 500 at the close, from who stands in SPY's and in which sector fund's holdings workbook.
 * Symbols are the sector funds' tickers in lower case, and `spy:GOOGL` for a company's own weight. Only the newest day is there; it came out the morning after.
 */
export const ssgaHoldings: WireFormat = {
  id: "ssga",
  lagDays: 1,
  errands: (wanted) => (wanted.length === 0 ? [] : [{ pages: FUNDS.map(requestFor), wanted }]),
  read: (pages, errand) =>
    readingOf(() => {
      const [spy, ...sectors] = fundsIn(pages);
      refuseOtherDays(spy, sectors);
      return judge(spy, sectorWeights(spy, sectors), errand);
    }),
};

function requestFor(fund: string): Errand["pages"][number] {
  const folder = "https://www.ssga.com/library-content/products/fund-data/etfs/us";
  return { url: `${folder}/holdings-daily-us-en-${fund}.xlsx`, limitBytes: 5_000_000, gapMs: 300 };
}

function fundsIn(pages: readonly Page[]): readonly [FundHoldings, ...FundHoldings[]] {
  if (pages.length !== FUNDS.length)
    throw shapeChanged(`${FUNDS.length} workbooks are read together; there are ${pages.length}.`);
  const [spy, ...sectors] = FUNDS.map((fund, index) => holdingsIn(pages[index]!, fund));
  return [spy!, ...sectors];
}

function holdingsIn(page: Page, fund: string): FundHoldings {
  return within(`The holdings of ${fund.toUpperCase()} cannot be read.`, () => {
    const head = { ...page, bytes: page.bytes.subarray(0, HEAD_BYTES) };
    refuseWebPage(looseTextOf(head, "a workbook"), "a workbook");
    return fundHoldings(workbookCells(page.bytes), fund);
  });
}

function refuseOtherDays(spy: FundHoldings, sectors: readonly FundHoldings[]): void {
  const others = sectors.filter(({ asOf }) => asOf !== spy.asOf);
  if (others.length === 0) return;
  const named = others.map(({ fund, asOf }) => `${fund.toUpperCase()} ${asOf}`).join(", ");
  throw unreadable("stale", `The holdings are not of one day: SPY is as of ${spy.asOf}, but ${named}.`);
}

function judge(spy: FundHoldings, { weights, astray }: SectorWeights, { wanted }: Errand) {
  const { asOf } = spy;
  const missed = astray.reduce((sum, { percent }) => sum + percent, 0);
  if (missed > MOST_ASTRAY)
    throw shapeChanged(`${astraySentence(astray, missed)} ${MOST_ASTRAY}% is the most.`);
  const weightOf = (symbol: string) =>
    symbol.startsWith(MEMBER)
      ? memberWeight(spy, symbol.slice(MEMBER.length))
      : (weights.get(symbol) ?? null);
  const rows = wanted.flatMap(({ series, symbol }): Rows[] => {
    const weight = weightOf(symbol);
    return weight === null ? [] : [{ series, dates: [asOf], values: [weight], note: NOTE }];
  });
  const unknown = wanted.filter(({ symbol }) => weightOf(symbol) === null);
  const remarks = unknown.map(({ series, symbol }) =>
    symbol.startsWith(MEMBER)
      ? `${series} asks for ${quoted(symbol.slice(MEMBER.length))}, which SPY does not hold.`
      : `${series} asks for ${quoted(symbol)}, which is no sector fund: ${SECTORS.join(", ")}.`,
  );
  if (astray.length > 0) remarks.push(astraySentence(astray, missed));
  return { rows, remarks };
}

function astraySentence(astray: readonly Astray[], missed: number): string {
  const named = astray.slice(0, 5).map(({ ticker, files }) => `${quoted(ticker)} in ${files}`);
  const rest = astray.length > 5 ? `, and ${astray.length - 5} more` : "";
  return `Members with ${missed.toFixed(3)}% of SPY do not stand in exactly one sector file and count to none: ${named.join(", ")}${rest}.`;
}
