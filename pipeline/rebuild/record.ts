import { createHash } from "node:crypto";
import type { Tier } from "../model/subscriber.ts";
import type { Files } from "../world/world.ts";
import type { IssuePlace } from "./issue-place.ts";

/** What an issue was made of and what came out, all by content: out/<date>/build.json. */
export interface BuildRecord {
  /** The request as it was made, so that another edition or source is another build. */
  readonly request: string;
  /** The edition that came out; left out by older programs. */
  readonly edition?: Tier;
  /**
   * Every file that was asked for with the hash of its bytes; null was not there. Paths begin at the project's folder, or at / where
   * they lie outside it. A folder's listing ends in "/".
   */
  readonly inputs: Readonly<Record<string, string | null>>;
  readonly artifacts: Readonly<Record<string, string>>;
  /** What the archive had learnt by then, as its generation; null where the issue is not made from it. */
  readonly generation: number | null;
  /** Drawings and prints by the hash of what they were made from, as the hash of what they became. */
  readonly made: Readonly<Record<string, string>>;
}

export const recordName = "build.json";

/** SHA-256 in hex. */
export function hashOf(bytes: Uint8Array | string): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** The record of an earlier build; null where there is none that can be read. */
export async function readRecord(folder: string, files: Pick<Files, "read">): Promise<BuildRecord | null> {
  const bytes = await files.read(`${folder}/${recordName}`);
  if (!bytes) return null;
  try {
    const record = JSON.parse(new TextDecoder().decode(bytes)) as Partial<BuildRecord> | null;
    const { request, inputs, artifacts, made } = record ?? {};
    const isWhole = typeof request === "string" && [inputs, artifacts, made].every(isHashes);
    return isWhole ? (record as BuildRecord) : null;
  } catch {
    // A torn record is as good as none: the issue is built again.
    return null;
  }
}

function isHashes(value: unknown): boolean {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  return Object.values(value).every((hash) => hash === null || typeof hash === "string");
}

/** The bytes of build.json. */
export function encodedRecord({ made, ...record }: BuildRecord): Uint8Array {
  // Drawings end in any order: the same build writes the same record.
  const sorted = Object.fromEntries(Object.entries(made).sort(([a], [b]) => (a < b ? -1 : 1)));
  return new TextEncoder().encode(`${JSON.stringify({ ...record, made: sorted }, null, 1)}\n`);
}

/** Inputs that are no longer what they were, by content and never by age. */
export async function changedInputs(
  { inputs }: BuildRecord,
  root: string,
  files: Files,
): Promise<readonly string[]> {
  const full = (path: string) => (path.startsWith("/") ? path : `${root}/${path}`);
  const states = await Promise.all(
    Object.entries(inputs).map(async ([path, hash]) => {
      const now = path.endsWith("/")
        ? hashOf((await files.list(full(path.slice(0, -1)))).join("\n"))
        : await hashOfFile(full(path), files);
      return now === hash ? null : path;
    }),
  );
  return states.filter((path) => path !== null);
}

/** Artifacts that are missing or are no longer the bytes that were made. */
export async function changedArtifacts(
  { artifacts }: BuildRecord,
  folder: string,
  files: Files,
): Promise<readonly string[]> {
  const states = await Promise.all(
    Object.entries(artifacts).map(async ([name, hash]) =>
      (await hashOfFile(`${folder}/${name}`, files)) === hash ? null : name,
    ),
  );
  return states.filter((name) => name !== null);
}

async function hashOfFile(path: string, files: Pick<Files, "read">): Promise<string | null> {
  const bytes = await files.read(path);
  return bytes && hashOf(bytes);
}

/** The edition that an earlier build made; null where an older program took that of content/tracker.yaml and did not say which. */
export function editionMade({ edition, request }: BuildRecord): Tier | null {
  return edition ?? (/"edition":"(free|paid)"/.exec(request)?.[1] as Tier | undefined) ?? null;
}

/** What is wrong where another edition lies in an issue's folder, left there when content/tracker.yaml named that one; null where none does. */
export function otherEdition({ edition }: IssuePlace, record: BuildRecord | null): string | null {
  const made = record && editionMade(record);
  return made === null || made === edition
    ? null
    : `The ${made} edition lies in the folder of the ${edition} one.`;
}
