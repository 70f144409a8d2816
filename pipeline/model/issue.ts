import { z } from "zod";
import type { IssueCorrection } from "./correction.ts";
import type { HeadlineEdits } from "./headline-edits.ts";
import type { WrittenText } from "./written.ts";

/** What a writer may set at the head of lead.md, between two lines of `---`. */
export const FrontMatterSchema = z.strictObject({
  title: z.string().min(1).max(300).optional(),
  standfirst: z.string().min(1).max(600).optional(),
});
export type FrontMatter = z.infer<typeof FrontMatterSchema>;

/** What people write for one day: content/issues/<date>/. Markdown, with images beside it. */
export interface IssueContent {
  /** lead.md without its front matter; null where the writer has written none. */
  readonly lead: string | null;
  /** From lead.md's front matter; null means: compute one. */
  readonly title: string | null;
  readonly standfirst: string | null;
  /** The writer's words on a section, by section id: <section>.md. */
  readonly notes: Readonly<Record<string, string>>;
  /** All of these as the writer's files hold them, with their places: what the prose checker reads. Lead, title and standfirst first. */
  readonly texts: readonly WrittenText[];
  /** headlines.txt: the paste lane, as it was pasted; null where there is none. */
  readonly pasted: string | null;
  /** headlines.yaml: what the writer does with the lines that feeds brought. */
  readonly edits: HeadlineEdits;
  /** correction.yaml: that this issue corrects one that went out; null where it is the day's first. */
  readonly correction: IssueCorrection | null;
  /** True where the issue is to end with how each of its figures is made. */
  readonly appendix?: boolean;
  /** Images named in the texts, by file name. */
  readonly images: Readonly<Record<string, Uint8Array>>;
}
