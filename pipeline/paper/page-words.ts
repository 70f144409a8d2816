/** What the page says that was printed, and its PDF does not. */
export interface PageWords {
  /** The entries of the contents, in their order. */
  readonly contents: readonly ContentsEntry[];
  /** Every link's target, "#id" or a URL, and its words. */
  readonly links: readonly (readonly [target: string, words: string])[];
  /** Every heading's words, each run of blanks as one. */
  readonly headings: readonly string[];
  readonly author: string | null;
  /** Grey of running words as CSS writes it: "#5c6068". "" where the page names none. */
  readonly grey: string;
  /** The family of running words: "Inter". "" where the page names none. */
  readonly sans: string;
}

export interface ContentsEntry {
  /** "#ig-spread". */
  readonly target: string;
  readonly name: string;
  /** How many links lead there earlier in the page. */
  readonly before: number;
}

/** A page of which nothing is known. */
export const noWords: PageWords = { contents: [], links: [], headings: [], author: null, grey: "", sans: "" };
