import { createHash } from "node:crypto";
import type { Files } from "../world/world.ts";

/** What an issue was made of and what came out, all by content: out/<date>/build.json. */
export interface BuildRecord {
  /** The request as it was made, so that another edition or source is another build. */
  readonly request: string;
  /** Every file that was asked for, by path, with the hash of its bytes; null was not there. A folder's listing ends in "/". */
  readonly inputs: Readonly<Record<string, string | null>>;
  readonly artifacts: Readonly<Record<string, string>>;
  /** Drawings and prints by the hash of what they were made from, as the hash of what they became. */
  readonly made: Readonly<Record<string, string>>;
}

export const recordName = "build.json";

/** SHA-256 in hex. */
export function hashOf(bytes: Uint8Array | string): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** Files that write down what is read of them. */
export function recordingFiles(files: Files): {
  readonly files: Files;
  readonly inputs: Record<string, string | null>;
} {
  const inputs: Record<string, string | null> = {};
  return {
    inputs,
    files: {
      write: files.write,
      remove: files.remove,
      async read(path) {
        const bytes = await files.read(path);
        inputs[path] = bytes && hashOf(bytes);
        return bytes;
      },
      async list(folder) {
        const names = await files.list(folder);
        inputs[`${folder}/`] = hashOf(names.join("\n"));
        return names;
      },
    },
  };
}

/** The record of an earlier build; null where there is none that can be read. */
export async function readRecord(folder: string, files: Pick<Files, "read">): Promise<BuildRecord | null> {
  const bytes = await files.read(`${folder}/${recordName}`);
  if (!bytes) return null;
  try {
    const record = JSON.parse(new TextDecoder().decode(bytes)) as Partial<BuildRecord>;
    return record.inputs && record.artifacts && record.made && record.request
      ? (record as BuildRecord)
      : null;
  } catch {
    // A torn record is as good as none: the issue is built again.
    return null;
  }
}

/** Inputs that are no longer what they were, by content and never by age. */
export async function changedInputs({ inputs }: BuildRecord, files: Files): Promise<readonly string[]> {
  const states = await Promise.all(
    Object.entries(inputs).map(async ([path, hash]) => {
      const now = path.endsWith("/")
        ? hashOf((await files.list(path.slice(0, -1))).join("\n"))
        : await hashOfFile(path, files);
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
