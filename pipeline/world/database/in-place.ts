import { type BigIntStats, statSync } from "node:fs";
import { movedAway } from "./database-fault.ts";
import type { OwnFile } from "./described.ts";

/** What tells the file at a path from any other that comes there. */
export function placeOf(path: string): BigIntStats | undefined {
  return statSync(path, { bigint: true, throwIfNoEntry: false });
}

/** @throws PipelineError disk where the file that was opened is not the one that stands there */
export function expectInPlace(file: OwnFile, opened: BigIntStats | undefined): void {
  const now = placeOf(file.path);
  if (!opened || !now || opened.ino !== now.ino || opened.dev !== now.dev) throw movedAway(file);
}
