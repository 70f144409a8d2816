import type { DatabaseSync } from "node:sqlite";
import { damagedFile, newerFile } from "./database-fault.ts";
import type { OwnFile } from "./described.ts";

/** Tables, indexes and triggers as SQLite keeps their words; those that it makes for itself are left out. */
const WORDS = `SELECT (SELECT user_version FROM pragma_user_version) AS number,
  (SELECT json_group_array(sql ORDER BY type, name) FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT GLOB 'sqlite_*') AS words`;

/**
 * The number of the file's layout, from 1. A file only ever appears with its first layout made: number 0 is that of files from before
 * layouts were numbered.
 *
 * @throws PipelineError archive-damaged where it is newer than this program, or its tables are not those of its number
 */
export function expectLayout(file: OwnFile, db: DatabaseSync): number {
  const { number, words } = db.prepare(WORDS).get() ?? {};
  const layout = Math.max(1, Number(number));
  if (layout > file.migrations.length) throw newerFile(file);
  if (words !== wordsOf(file.migrations.slice(0, layout)))
    throw damagedFile(
      file,
      "header",
      `The tables are not those in which this program keeps ${file.holds}: somebody has altered them.`,
    );
  return layout;
}

/** What SQLite keeps of these steps, by taking them. */
function wordsOf(steps: OwnFile["migrations"]): unknown {
  const { DatabaseSync: Database } = process.getBuiltinModule("node:sqlite");
  const db = new Database(":memory:");
  try {
    for (const statement of steps.flat()) db.exec(statement);
    return db.prepare(WORDS).get()?.words;
  } finally {
    db.close();
  }
}
