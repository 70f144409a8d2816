/** One SQLite file of this program. */
export interface OwnFile {
  readonly path: string;
  /** "approvals": as faults name what is in it. */
  readonly holds: string;
  /** What a person does about a damaged one, as a sentence. */
  readonly restore: string;
  /** Four letters as a number, so that no other SQLite file is taken for it. */
  readonly applicationId: number;
  /** Statements that lead from each version of the layout to the next, the first from an empty file. Only ever added to. */
  readonly migrations: readonly (readonly string[])[];
  /** How long to wait for another process that writes. */
  readonly patienceMs: number;
  /** Pages kept in memory, KiB; SQLite's own measure where it is not given. */
  readonly cacheKib?: number;
}
