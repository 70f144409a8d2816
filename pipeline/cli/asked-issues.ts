import { ownEdition } from "../desk/settings/own-edition.ts";
import { PipelineError } from "../errors.ts";
import type { Finding } from "../model/finding.ts";
import type { Tier } from "../model/subscriber.ts";
import { type IssuePlace, outFolder } from "../rebuild/issue-place.ts";
import { type BuildRecord, changedArtifacts, changedInputs, hashOf, readRecord } from "../rebuild/record.ts";
import { codeVersion } from "../world/code-version.ts";
import { realFiles } from "../world/files.ts";
import type { Files } from "../world/world.ts";
import type { ToldIssue } from "./build-outcome.ts";
import type { BuildRequest } from "./build-request.ts";
import type { Invocation } from "./command.ts";
import type { AskedIssue } from "./make-issue.ts";

/** Variables that choose the browser, and so the bytes of a PDF. */
const BROWSERS = ["TRACKER_BROWSER", "PUPPETEER_EXECUTABLE_PATH"];

/** The program and its browser in one hash: another version makes every issue anew. */
export function programVersion({ root, environment }: Pick<Invocation, "root" | "environment">): string {
  const browser = BROWSERS.map((name) => environment[name] ?? null);
  return hashOf(JSON.stringify([codeVersion(root), browser]));
}

/** A day of which editions are asked for. */
export interface Asking {
  readonly root: string;
  /** null: no day can be told. */
  readonly date: string | null;
  readonly request: BuildRequest;
  readonly version: string;
  /** Where built issues are. */
  readonly files: Files;
  /** Of the archive; null where the issue is not made from it. */
  readonly generation: number | null;
}

/** Editions of a day, as they were asked for. */
export interface AskedIssues {
  /** Those that have to be made. */
  readonly editions: readonly AskedIssue[];
  /** All, those that have to be made by what became of them. */
  whole(made: readonly ToldIssue[]): readonly ToldIssue[];
}

/** Finds what an earlier build left, by content, and what has to be made. No more is loaded than hashing needs. */
export async function askedIssues({
  root,
  date,
  request,
  version,
  generation,
  files,
}: Asking): Promise<AskedIssues> {
  const own = await ownOrNull(root);
  const asked = editionsOf(request.edition, own).map((edition): AskedIssue => {
    const place = date && own && edition ? { root, date, edition, own } : null;
    return { edition, place, key: JSON.stringify([version, { ...request, edition }]) };
  });
  const found = await Promise.all(asked.map((one) => unchangedIssue(one, { request, generation, files })));
  return {
    editions: asked.filter((_, index) => !found[index]),
    whole(made) {
      const left = [...made];
      return found.map((one) => one ?? left.shift()!);
    },
  };
}

/** Of both, that of content/tracker.yaml first. */
function editionsOf(asked: BuildRequest["edition"], own: Tier | null): readonly (Tier | undefined)[] {
  if (asked === "both") return own === "paid" ? ["paid", "free"] : ["free", "paid"];
  return [asked ?? own ?? undefined];
}

/** What an earlier build left, where it is what this one would make; else null. */
async function unchangedIssue(
  { place, key }: AskedIssue,
  { request, generation, files }: Pick<Asking, "request" | "generation" | "files">,
): Promise<ToldIssue | null> {
  const record = place && (await readRecord(outFolder(place), files));
  if (!record || record.request !== key || record.generation !== generation) return null;
  if (request.from !== "collect" || !(await isCurrent(record, place, files))) return null;
  // One that was killed when all of it was in place may have left the folder that was there before.
  await files.sweep?.(outFolder(place));
  const bytes = await files.read(`${outFolder(place)}/findings.json`);
  const findings: Finding[] = bytes ? JSON.parse(new TextDecoder().decode(bytes)) : [];
  return { place, files: Object.keys(record.artifacts), findings, unchanged: true };
}

async function isCurrent(record: BuildRecord, place: IssuePlace, files: Files): Promise<boolean> {
  const inputs = await changedInputs(record, place.root, realFiles);
  return inputs.length === 0 && (await changedArtifacts(record, outFolder(place), files)).length === 0;
}

async function ownOrNull(root: string): Promise<Tier | null> {
  return ownEdition(root, { files: realFiles }).catch((error: unknown) => {
    if (error instanceof PipelineError) return null;
    throw error;
  });
}
