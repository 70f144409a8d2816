import { isMap, parseDocument } from "yaml";
import { type FaultDetail, PipelineError } from "../../errors.ts";
import type { Bound } from "../../model/approval.ts";
import { type IssuePlace, outFolder, placeName, placeWords } from "../../rebuild/issue-place.ts";
import { type BuildRecord, hashOf, readRecord } from "../../rebuild/record.ts";
import type { World } from "../../world/world.ts";

/** Without one of these there is no issue that somebody could approve. */
const NEEDED = ["issue.md", "issue.html", "issue.pdf", "email.html", "email.txt"];

/**
 * What an approval of an edition holds for, by the bytes that lie in its folder now: every page, and every chart and picture that the pages
 * show; not the products of the stages.
 *
 * @throws PipelineError artifact-missing, where it is not built, some of its forms are not there, or another edition lies in its folder
 */
export async function readBound(issue: IssuePlace, { files }: Pick<World, "files">): Promise<Bound> {
  const folder = outFolder(issue);
  const record = await readRecord(folder, files);
  if (!record) throw new PipelineError(notBuilt(issue, "build.json", "The issue was not built."));
  const forms: Record<string, string> = {};
  const faults: FaultDetail[] = [];
  for (const name of formsOf(record)) {
    const bytes = await files.read(`${folder}/${name}`);
    if (bytes) forms[name] = hashOf(bytes);
    else faults.push(notBuilt(issue, name, "This form of the issue is not there."));
  }
  if (faults.length > 0) throw new PipelineError(faults);
  const { title, edition } = await frontOf(issue, files);
  return { edition, subject: title, recipients: recipientsOf(edition), forms };
}

/** Who gets an issue, until there are subscribers: the filter on their tier. */
export function recipientsOf(edition: Bound["edition"]): string {
  return `tier = ${edition}`;
}

function formsOf({ artifacts }: BuildRecord): readonly string[] {
  const built = Object.keys(artifacts).filter((name) => !name.endsWith(".json"));
  return [...new Set([...NEEDED, ...built])].sort();
}

/** Title and edition from the head of issue.md: as they are read by whoever approves. */
async function frontOf(
  issue: IssuePlace,
  files: World["files"],
): Promise<{ readonly title: string; readonly edition: Bound["edition"] }> {
  const text = new TextDecoder().decode((await files.read(`${outFolder(issue)}/issue.md`)) ?? undefined);
  const front = parseDocument(/^---\n([\s\S]*?)\n---\n/.exec(text)?.[1] ?? "");
  const [title, edition] = ["title", "edition"].map((name): unknown =>
    front.errors.length > 0 || !isMap(front.contents) ? null : front.get(name),
  );
  if (typeof title === "string" && title !== "" && (edition === "free" || edition === "paid")) {
    if (edition === issue.edition) return { title, edition };
    const message = `The ${edition} edition lies in the folder of the ${issue.edition} one.`;
    throw new PipelineError(notBuilt(issue, "issue.md", message));
  }
  throw new PipelineError(notBuilt(issue, "issue.md", "Its head names no title and edition."));
}

function notBuilt(issue: IssuePlace, name: string, message: string): FaultDetail {
  const remedy = `Run: npx tracker build ${placeWords(issue)}, with all its forms.`;
  return { code: "artifact-missing", place: `${placeName(issue)}/${name}`, message, remedy };
}
