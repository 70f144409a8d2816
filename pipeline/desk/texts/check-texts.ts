import { PipelineError } from "../../errors.ts";
import type { Finding } from "../../model/finding.ts";
import type { IssueContent } from "../../model/issue.ts";
import { outFolder } from "../../rebuild/out-folder.ts";
import { readRecord } from "../../rebuild/record.ts";
import type { Section } from "../../sections/section.ts";
import type { Web, World } from "../../world/world.ts";
import { linkFindings, type Targets, webLinks } from "./links.ts";
import { askLinks } from "./links-asked.ts";
import { readIssueContent } from "./read-content.ts";

type Issue = { readonly root: string; readonly date: string };

/**
 * What is to be said of the links and pictures of the day's texts as they are now.
 *
 * @param web null: no address is asked, and the finding says so
 */
export async function checkTexts(
  { root, date }: Issue,
  sections: readonly Section[],
  { files, web }: Pick<World, "files"> & { readonly web: Pick<Web, "get"> | null },
): Promise<readonly Finding[]> {
  try {
    const content = await readIssueContent(`${root}/content/issues/${date}`, sections, { files });
    const targets = await readTargets({ root, date }, content, files);
    return [...linkFindings(content.texts, targets), ...(await asked(content, web, date))];
  } catch (error) {
    if (!(error instanceof PipelineError)) throw error;
    return error.faults.map(({ place = date, message, remedy }) => {
      const finding = { gate: "texts", verdict: "refused", place, message } as const;
      return remedy === undefined ? finding : { ...finding, remedy };
    });
  }
}

async function asked(
  { texts }: IssueContent,
  web: Pick<Web, "get"> | null,
  date: string,
): Promise<readonly Finding[]> {
  const links = webLinks(texts);
  if (links.size === 0) return [];
  if (web) return askLinks(links, web);
  const message = `${links.size} web ${links.size === 1 ? "address of the texts was" : "addresses of the texts were"} not asked.`;
  const remedy = `Run: npx tracker check ${date} --links.`;
  return [{ gate: "links", verdict: "not evaluated", place: "texts", message, remedy }];
}

/** Anchors of the page and charts, from what was built. */
async function readTargets(issue: Issue, { images }: IssueContent, files: World["files"]): Promise<Targets> {
  const folder = outFolder(issue);
  const page = await files.read(`${folder}/issue.html`);
  const record = await readRecord(folder, files);
  const names = Object.keys(record?.artifacts ?? {});
  const charts = names.flatMap((name) => /^charts\/([\w.-]+)\.png$/.exec(name)?.[1] ?? []);
  const html = page && new TextDecoder().decode(page);
  return {
    anchors: html === null ? null : new Set([...html.matchAll(/\sid="([^"]+)"/g)].map(([, id = ""]) => id)),
    charts: record ? new Set(charts) : null,
    images: Object.keys(images),
  };
}
