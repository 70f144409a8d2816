import { PipelineError, sentence } from "../../errors.ts";
import type { ApprovalRules, Bound } from "../../model/approval.ts";
import type { Finding } from "../../model/finding.ts";
import { readFindings } from "../../products.ts";
import { type IssuePlace, outFolder } from "../../rebuild/issue-place.ts";
import { readRecord } from "../../rebuild/record.ts";
import type { Section } from "../../sections/section.ts";
import type { Approvals } from "../../world/approvals/approvals.ts";
import type { World } from "../../world/world.ts";
import { buildWords } from "../build-words.ts";
import { checkBuilt } from "../check-built.ts";
import { readIssueContent } from "../texts/read-content.ts";
import { readingMinutes, wordsOf } from "../texts/writing.ts";
import { approvalState } from "./approval.ts";
import { readBound } from "./approval-bound.ts";
import type { Known, TextLength } from "./standing.ts";

export type StandingWorld = Pick<World, "files" | "now"> & { readonly approvals: Approvals };

/** All that `standingOf` judges, from content/issues/<date>/, the edition's folder and the approvals. */
export async function readStanding(
  issue: IssuePlace,
  { rules, sections }: { readonly rules: ApprovalRules; readonly sections: readonly Section[] },
  { files, now, approvals }: StandingWorld,
): Promise<Known> {
  const { root, date, edition, own } = issue;
  const folder = `${root}/content/issues/${date}`;
  const { texts, faults } = await readTexts(folder, sections, files);
  const bound = await orNull(readBound(issue, { files }));
  return {
    date,
    edition,
    own,
    texts,
    faults,
    scaffolded: (await files.list(folder)).length > 0,
    build: await readBuild(issue, bound, files),
    approval: approvalState(await approvals.of(date), bound, { rules, now: now(), edition }),
    rules,
  };
}

async function readTexts(
  folder: string,
  sections: readonly Section[],
  files: World["files"],
): Promise<Pick<Known, "texts" | "faults">> {
  try {
    const { texts } = await readIssueContent(folder, sections, { files });
    // A lead is in one file with its title and standfirst.
    const lengths = [...Map.groupBy(texts, ({ file }) => file)].map(([file, own]): TextLength => {
      const words = own.reduce((sum, text) => sum + wordsOf(text), 0);
      return { file, words, minutes: readingMinutes(words) };
    });
    return { texts: lengths, faults: [] };
  } catch (error) {
    if (!(error instanceof PipelineError)) throw error;
    return { texts: [], faults: error.faults.map(sentence) };
  }
}

async function readBuild(
  issue: IssuePlace,
  bound: Bound | null,
  files: World["files"],
): Promise<Known["build"]> {
  const record = await readRecord(outFolder(issue), files);
  if (!record) return null;
  const built = await checkBuilt(issue, { files });
  return {
    command: buildWords(issue, record.request),
    findings: await orNull<readonly Finding[]>(readFindings(issue, { files })),
    changed: built.filter(({ verdict }) => verdict === "refused"),
    whole: bound !== null,
  };
}

/** What is not there or cannot be read is told as such, by what it is missing for. */
async function orNull<T>(reading: Promise<T>): Promise<T | null> {
  return reading.catch((error: unknown) => {
    if (error instanceof PipelineError) return null;
    throw error;
  });
}
