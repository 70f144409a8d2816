import { z } from "zod";
import { FigureSchema } from "./figure.ts";

/** Every printed figure, with what was printed of it. A number that is not here was not printed by us. */
export const LedgerEntrySchema = z.strictObject({
  id: z.string(),
  /** Each form in which it was printed: "81 bp", "81". */
  printed: z.array(z.string()).min(1),
  /** "text", or the id of a chart. */
  places: z.array(z.string()).min(1),
  figure: FigureSchema,
});
export type LedgerEntry = z.infer<typeof LedgerEntrySchema>;

export const LedgerSchema = z.strictObject({ date: z.string(), entries: z.array(LedgerEntrySchema) });
export type Ledger = z.infer<typeof LedgerSchema>;
