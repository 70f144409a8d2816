/** The source under which the archive has what people import; it stands before what machines fetch. */
export const IMPORTED = "import";

/** The archived weight of a sector at the close of its date; an issue's weight is the one at the close before. */
export function closeWeightOf(key: string): string {
  return `SPX.SECTOR.${key}.WEIGHT.CLOSE`;
}
