import { quoted } from "../imports/quoted.ts";
import type { Errand, Page, Reading, Rows, WireFormat } from "../wire-format.ts";
import { type FundHoldings, fundHoldings } from "./ssga/fund-holdings.ts";
import { type Astray, type SectorWeights, sectorWeights } from "./ssga/sector-weights.ts";
import { Unreadable } from "./ssga/unreadable.ts";
import { workbookCells } from "./ssga/workbook-cells.ts";

const SECTORS = ["xlk", "xlv", "xlf", "xly", "xlp", "xle", "xli", "xlb", "xlu", "xlre", "xlc"] as const;
const FUNDS = ["spy", ...SECTORS] as const;
const NOTE = "from State Street fund holdings at the close; not the index provider's own weights";
/** Percent of the index whose sector may be unknown: a member that came or went on the day. */
const MOST_ASTRAY = 0.5;

type Failed = Exclude<Reading, { readonly verdict: "ok" }>;

/**
 * Weights of the eleven sectors in the S&P 500 at the close, from who stands in SPY's and in which sector fund's holdings workbook.
 * Symbols are the sector funds' tickers in lower case. Only the newest day is there; it came out the morning after.
 */
export const ssgaHoldings: WireFormat = {
  id: "ssga",
  lagDays: 1,
  errands: (wanted) => (wanted.length === 0 ? [] : [{ pages: FUNDS.map(requestFor), wanted }]),
  read(pages, errand) {
    if (pages.length !== FUNDS.length)
      return shapeChanged(`${FUNDS.length} workbooks are read together; there are ${pages.length}.`);
    const funds: FundHoldings[] = [];
    for (const [index, fund] of FUNDS.entries()) {
      const opened = open(pages[index]!, fund);
      if ("verdict" in opened) return opened;
      funds.push(opened);
    }
    const [spy, ...sectors] = funds as [FundHoldings, ...FundHoldings[]];
    return notOfOneDay(spy, sectors) ?? judge(spy, sectorWeights(spy, sectors), errand);
  },
};

function requestFor(fund: string): Errand["pages"][number] {
  const folder = "https://www.ssga.com/library-content/products/fund-data/etfs/us";
  return { url: `${folder}/holdings-daily-us-en-${fund}.xlsx`, limitBytes: 5_000_000, gapMs: 300 };
}

function open({ bytes }: Page, fund: string): FundHoldings | Failed {
  const start = new TextDecoder().decode(bytes.subarray(0, 1000)).trim();
  const whose = `The holdings of ${fund.toUpperCase()}`;
  if (start === "") return { verdict: "empty", reason: `${whose} came as an empty file.` };
  if (/^<(?:!doctype|!--|\?xml|html|head|body|error)/i.test(start))
    return { verdict: "soft_error", reason: `${whose} came as a web page where a workbook is expected.` };
  try {
    return fundHoldings(workbookCells(bytes), fund);
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return shapeChanged(`${whose} cannot be read. ${error.message}`);
  }
}

function notOfOneDay(spy: FundHoldings, sectors: readonly FundHoldings[]): Failed | null {
  const others = sectors.filter(({ asOf }) => asOf !== spy.asOf);
  if (others.length === 0) return null;
  const named = others.map(({ fund, asOf }) => `${fund.toUpperCase()} ${asOf}`).join(", ");
  const reason = `The holdings are not of one day: SPY is as of ${spy.asOf}, but ${named}.`;
  return { verdict: "stale", reason };
}

function judge({ asOf }: FundHoldings, { weights, astray }: SectorWeights, { wanted }: Errand): Reading {
  const missed = astray.reduce((sum, { percent }) => sum + percent, 0);
  if (missed > MOST_ASTRAY)
    return shapeChanged(`${astraySentence(astray, missed)} ${MOST_ASTRAY}% is the most.`);
  const rows = wanted.flatMap(({ series, symbol }): Rows[] => {
    const weight = weights.get(symbol);
    return weight === undefined ? [] : [{ series, dates: [asOf], values: [weight], note: NOTE }];
  });
  const unknown = wanted.filter(({ symbol }) => !weights.has(symbol));
  const remarks = unknown.map(
    ({ series, symbol }) =>
      `${series} asks for ${quoted(symbol)}, which is no sector fund: ${SECTORS.join(", ")}.`,
  );
  if (astray.length > 0) remarks.push(astraySentence(astray, missed));
  return { verdict: "ok", rows, headlines: [], remarks };
}

function astraySentence(astray: readonly Astray[], missed: number): string {
  const named = astray.slice(0, 5).map(({ ticker, files }) => `${quoted(ticker)} in ${files}`);
  const rest = astray.length > 5 ? `, and ${astray.length - 5} more` : "";
  return `Members with ${missed.toFixed(3)}% of SPY do not stand in exactly one sector file and count to none: ${named.join(", ")}${rest}.`;
}

function shapeChanged(reason: string): Failed {
  return { verdict: "shape_changed", reason };
}
