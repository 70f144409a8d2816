import { z } from "zod";

const Words = z.array(z.string().min(1)).min(1);

/** Something that a text speaks of: a series, a sector, a meeting, a section's own measure. */
export const SubjectSchema = z.strictObject({
  /** What writers call it. The longest match counts; words with a capital are matched with it, others in any case. */
  words: Words,
  /** Figures that are made of these series alone are figures of it. */
  series: z.array(z.string()).default([]),
  /** Figures whose id matches are figures of it; `*` stands for any letters: "regime.2s10s.*". */
  figures: z.array(z.string()).default([]),
  /** Texts of these sections speak of it where they name no subject. */
  sections: z.array(z.string()).default([]),
});
export type Subject = z.infer<typeof SubjectSchema>;

/** Which of a subject's figures is meant: "five-year mean". */
export const MeasureSchema = z.strictObject({ words: Words, figures: z.array(z.string()).min(1) });
export type Measure = z.infer<typeof MeasureSchema>;

/** A word that says which way something went. */
export const MoveWordsSchema = z.strictObject({
  words: Words,
  /** 1 rose, -1 fell, 0 did neither. */
  sign: z.union([z.literal(1), z.literal(-1), z.literal(0)]),
  /** Subjects of which the word is said in this sense; left out: of all. "rallied" of bonds is a fall of yields. */
  of: z.array(z.string()).optional(),
});

export type MoveWords = z.infer<typeof MoveWordsSchema>;

/** content/vocabulary.yaml: by which words the prose checker knows what a text speaks of. */
export const VocabularySchema = z.strictObject({
  subjects: z.record(z.string(), SubjectSchema),
  measures: z.record(z.string(), MeasureSchema),
  moves: z.record(z.string(), MoveWordsSchema),
  /** Names as they are spelled; a word that is nearly one of them is told. */
  names: z.array(z.string().min(2)),
});
export type Vocabulary = z.infer<typeof VocabularySchema>;
