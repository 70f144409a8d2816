/** One store of this program in a PostgreSQL database, with its tables in a schema of its own. */
export interface OwnSchema {
  /** Small letters and underscores. */
  readonly schema: string;
  /** "approvals": as faults name what is in it. */
  readonly holds: string;
  /** What a person does about a damaged one, as a sentence. */
  readonly restore: string;
  /** Statements that lead from each version of the layout to the next, the first from an empty schema. Only ever added to. */
  readonly migrations: readonly (readonly string[])[];
  /**
   * Every row is found by an index, one after the other, as SQLite finds it; a whole table is read only where no index leads to what is asked.
   * PostgreSQL guesses else, of a table that it has not counted yet or by a bound that it cannot weigh, that all of it is soon read.
   */
  readonly byIndex?: boolean;
}
