import type { IssueContent } from "../../pipeline/model/issue.ts";

/** A day for which nobody has written anything. */
export const nothingWritten: IssueContent = {
  lead: null,
  title: null,
  standfirst: null,
  correction: null,
  notes: {},
  texts: [],
  pasted: null,
  edits: { pin: [], drop: [], retitle: [] },
  images: {},
};
