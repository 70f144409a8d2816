import type { Archive } from "../world.ts";
import { archiveIn } from "./archive-in.ts";
import { inFile } from "./in-file.ts";

/** Another process writes for milliseconds: one that takes longer hangs. */
const PATIENCE_MS = 10_000;

/**
 * The archive in one SQLite file. Nothing is opened before the first call and nothing created before the first visit is recorded; where
 * there is no file, nothing was ever seen.
 *
 * @param patienceMs how long to wait for another process that writes
 */
export function openArchive(
  path: string,
  { patienceMs = PATIENCE_MS }: { readonly patienceMs?: number } = {},
): Archive & { close(): void } {
  const store = inFile({ path, patienceMs });
  return { ...archiveIn(store), close: () => void store.close() };
}
