/** The source under which the archive has what people import; it stands before what machines fetch. */
export const IMPORTED = "import";

/** The archived weight of a company at the close of its date, as of a sector. */
export function closeMemberWeightOf(symbol: string): string {
  return `SPX.MEMBER.${symbol}.WEIGHT.CLOSE`;
}

/** The company whose weight a series is; null for any other series. */
export function memberOf(series: string): string | null {
  return /^SPX\.MEMBER\.(.+)\.WEIGHT$/.exec(series)?.[1] ?? null;
}

/** The archived weight of a sector at the close of its date; an issue's weight is the one at the close before. */
export function closeWeightOf(key: string): string {
  return `SPX.SECTOR.${key}.WEIGHT.CLOSE`;
}
