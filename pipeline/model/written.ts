import { z } from "zod";

/**
 * A stretch of a writer's text, `from` and `to` in UTF-16 units of `raw`. Markdown is `words`; the rest is the desk's own small markup:
 *
 * - `<!-- … -->` is a comment: never printed
 * - `<!-- overrule: reason -->` or `<!-- overrule "words": reason -->` after a statement: it stays, and the reason is kept
 * - `{{quote "52.4" "ISM Services, 5 November 2025"}}`: words with a source of their own, printed with a note
 * - `[^ism]` and, on a line of its own, `[^ism]: ISM Services, 5 November 2025`: the same as a footnote
 * - `{{figure "ig-spread.level" decimals=1}}`: a figure of the issue by its id, printed by the helper of that name
 *
 * Inside code all of it is words.
 */
export type Piece =
  | { readonly kind: "words"; readonly from: number; readonly to: number }
  | { readonly kind: "comment"; readonly from: number; readonly to: number }
  | {
      readonly kind: "overrule";
      readonly from: number;
      readonly to: number;
      readonly reason: string;
      /** The overruled words; null: everything that the sentence before states. */
      readonly of: string | null;
    }
  | {
      readonly kind: "quote";
      readonly from: number;
      readonly to: number;
      readonly words: string;
      readonly source: string;
    }
  | {
      readonly kind: "note";
      readonly from: number;
      readonly to: number;
      readonly label: string;
      /** What its definition says. */
      readonly source: string;
    }
  /** The definition's own line, printed at the end of the text. */
  | {
      readonly kind: "definition";
      readonly from: number;
      readonly to: number;
      readonly label: string;
      readonly source: string;
    }
  | {
      readonly kind: "figure";
      readonly from: number;
      readonly to: number;
      readonly id: string;
      readonly helper: string;
      readonly decimals: number | null;
    };

/** One text that a person wrote for the day. */
export interface WrittenText {
  /** "lead", "title", "standfirst" or the section under which it is printed. */
  readonly id: string;
  /** The file as a person names it: content/issues/2025-11-05/lead.md. */
  readonly file: string;
  /** Line of the file on which `raw` begins, from 1; `column` likewise, for a title inside front matter. */
  readonly line: number;
  readonly column: number;
  readonly raw: string;
  readonly pieces: readonly Piece[];
}

/** What became of one thing that a writer states. */
export const StatementSchema = z.strictObject({
  /** As in WrittenText. */
  id: z.string(),
  file: z.string(),
  /** From 1, in the file; columns and length in UTF-16 units. */
  line: z.int().positive(),
  column: z.int().positive(),
  length: z.int().nonnegative(),
  /** The stated words as they stand in the file. */
  text: z.string(),
  sentence: z.string(),
  kind: z.enum([
    "number",
    "date",
    "rank",
    "direction",
    "superlative",
    "position",
    "count",
    "comparison",
    "sum",
    "breadth",
    "instrument",
    "path",
    "name",
  ]),
  verdict: z.enum(["verified", "contradicted", "not verifiable", "declared", "overruled"]),
  /** What the data say, or why nothing can be said; a full sentence. */
  message: z.string(),
  /** What to write instead, where that is known. */
  remedy: z.string().optional(),
  /** Figures that decided it, by id. */
  figures: z.array(z.string()),
  /** The reason of who overruled it, or the source of who declared it. */
  because: z.string().optional(),
});
export type Statement = z.infer<typeof StatementSchema>;
