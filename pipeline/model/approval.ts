import { z } from "zod";
import { IsoDateSchema, IsoInstantSchema } from "./unit.ts";

const HashSchema = z.string().regex(/^[0-9a-f]{64}$/, "a SHA-256 in hex");

/** What an approval holds for: the bytes of every page and picture that goes out, the subject, and who gets it. */
export const BoundSchema = z.strictObject({
  edition: z.enum(["free", "paid"]),
  /** The mail's subject: the title. */
  subject: z.string().min(1),
  /** The query by which subscribers are chosen, as text: "tier = free". */
  recipients: z.string().min(1),
  /** SHA-256 by file name: issue.md, issue.html, issue.pdf, email.html, email.txt, charts/….png. */
  forms: z.record(z.string(), HashSchema),
});
export type Bound = z.infer<typeof BoundSchema>;

/** One act of one person. Acts are only ever added: who changes his mind adds a withdrawal. */
export const ApprovalActSchema = z.strictObject({
  date: IsoDateSchema,
  act: z.enum(["approve", "withdraw"]),
  /** The name as it is shown: NFKC, single spaces. */
  by: z.string().min(1),
  at: IsoInstantSchema,
  note: z.string().nullable(),
  /** Of a withdrawal, what is no longer approved: its edition is taken back; null: whatever the person has approved of that day. */
  bound: BoundSchema.nullable(),
});
export type ApprovalAct = z.infer<typeof ApprovalActSchema>;

/** The rules of content/tracker.yaml under which acts are counted. */
export interface ApprovalRules {
  readonly people: number;
  readonly holdMinutes: number;
  /** Empty: anybody who gives a name. */
  readonly approvers: readonly string[];
}
