/** What a statement takes and a row holds. Moments and days are texts, truth is 0 or 1. */
export type Value = string | number | Uint8Array | null;
export type Row = Readonly<Record<string, Value>>;

/**
 * Statements in the common words of SQLite and PostgreSQL, one after the other in one transaction.
 *
 * Parameters stand by name, `:version`, and each name that stands there is given. Where nothing else tells its type, as in
 * `CAST(:state AS TEXT) IS NULL`, it is cast.
 */
export interface Statements {
  all(sql: string, values?: Row): Promise<readonly Row[]>;
  /** The first row. */
  get(sql: string, values?: Row): Promise<Row | undefined>;
  /** So many new rows a statement best puts: SQLite keeps a copy of pages for a statement of several, PostgreSQL answers each from afar. */
  readonly rowsAtOnce: number;
  /** @returns how many rows it changed */
  run(sql: string, values?: Row): Promise<number>;
}

/** Where one of the program's stores is kept: in an SQLite file of its own, or in a schema of a PostgreSQL database. */
export interface Database {
  /**
   * Several statements of one moment, whatever others write meanwhile.
   *
   * @param nothing what there is before anything was written: to look creates nothing
   */
  read<T>(nothing: T, look: (db: Statements) => Promise<T>): Promise<T>;
  /**
   * Several statements, whole or not at all, one writer of the store after the other. What is written is synced to the disk.
   * `change` may be run again from its beginning where a connection broke before it was done: it does nothing but statements.
   *
   * @throws PipelineError archive-busy, archive-damaged, disk, database
   */
  write<T>(change: (db: Statements) => Promise<T>): Promise<T>;
  /**
   * Takes what was overwritten or deleted in `tables` out of what the engine keeps beside them, after the change and outside of it. How far
   * that reaches, `emptyLog` says of SQLite and `vacuum` of PostgreSQL.
   *
   * @returns false where somebody read it for as long as the store's patience: then it stands there still
   */
  wipe(tables: readonly string[]): Promise<boolean>;
  /** The moment of asking by the store's own clock, as SQL. None where all who use it are on one machine, whose moments count. */
  readonly clock?: string;
  /** A fault in a row: it is not what was written. */
  damaged(row: string, message: string): Error;
  close(): Promise<void>;
}
