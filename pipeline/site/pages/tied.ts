/** Words of which no line ends between a figure and its unit, or within an index's name: "7 bp", "S&P 500". */
export function tied(words: string): string {
  return words.replace(/(?<=\d) (?=(?:bp|pp|sd|years?|%)(?!\p{L}))|(?<=S&P) (?=500)/gu, "\u00A0");
}
