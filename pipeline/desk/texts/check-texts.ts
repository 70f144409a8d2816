import { PipelineError } from "../../errors.ts";
import type { Finding } from "../../model/finding.ts";
import type { IssueContent } from "../../model/issue.ts";
import { type IssuePlace, outFolder, placeWords } from "../../rebuild/issue-place.ts";
import { readRecord } from "../../rebuild/record.ts";
import type { Section } from "../../sections/section.ts";
import type { Web, World } from "../../world/world.ts";
import { linkFindings, type Targets, webLinks } from "./links.ts";
import { askLinks } from "./links-asked.ts";
import { readIssueContent } from "./read-content.ts";

/** Of whose texts something is to be said. */
export interface TextsOf extends IssuePlace {
  /** Sections that the edition leaves out: what is written on them is not in it. */
  readonly omitted: readonly string[];
}

/**
 * What is to be said of the links and pictures of an edition's texts as they are now.
 *
 * @param web null: no address is asked, and the finding says so
 */
export async function checkTexts(
  { omitted, ...issue }: TextsOf,
  sections: readonly Section[],
  { files, web }: Pick<World, "files"> & { readonly web: Pick<Web, "get"> | null },
): Promise<readonly Finding[]> {
  const { root, date } = issue;
  try {
    const content = await readIssueContent(`${root}/content/issues/${date}`, sections, { files });
    const texts = content.texts.filter(({ id }) => !omitted.includes(id));
    const targets = await readTargets(issue, content, files);
    return [...linkFindings(texts, targets), ...(await asked(texts, web, issue))];
  } catch (error) {
    if (!(error instanceof PipelineError)) throw error;
    return error.faults.map(({ place = date, message, remedy }) => {
      const finding = { gate: "texts", verdict: "refused", place, message } as const;
      return remedy === undefined ? finding : { ...finding, remedy };
    });
  }
}

async function asked(
  texts: IssueContent["texts"],
  web: Pick<Web, "get"> | null,
  place: IssuePlace,
): Promise<readonly Finding[]> {
  const links = webLinks(texts);
  if (links.size === 0) return [];
  if (web) return askLinks(links, web);
  const message = `${links.size} web ${links.size === 1 ? "address of the texts was" : "addresses of the texts were"} not asked.`;
  const remedy = `Run: npx tracker check ${placeWords(place)} --links.`;
  return [{ gate: "links", verdict: "not evaluated", place: "texts", message, remedy }];
}

/** Anchors of the page and charts, from what was built. */
async function readTargets(
  issue: IssuePlace,
  { images }: IssueContent,
  files: World["files"],
): Promise<Targets> {
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
