/** "TRKR": in the header of every archive, so that no other SQLite file is taken for one. */
export const APPLICATION_ID = 0x54524b52;
/** Of the tables below. A file of a later one is refused. */
export const VERSION = 1;
/** Columns of 9,000 rows are read by the page: of 4096 bytes they would be 1,600 reads for sixty series, of these a quarter. */
export const PAGE_BYTES = 16_384;

/**
 * Rows of tellings, visits, repeats, headlines and raw are only ever added. `chains` holds the end of each chain and `checkpoints` what
 * can be made again from tellings: only these two are rewritten. Every `chk` is a SHA-256 over
 * all that stands in its row; days are int32 since 1970 and values float64, little endian.
 */
export const TABLES: readonly string[] = [
  `CREATE TABLE places (id INTEGER PRIMARY KEY, place TEXT NOT NULL UNIQUE) STRICT`,
  `CREATE TABLE chains (id INTEGER PRIMARY KEY, series TEXT NOT NULL, source TEXT NOT NULL, count INTEGER NOT NULL,
  vintages INTEGER NOT NULL, last TEXT NOT NULL, first_ms INTEGER, told_at TEXT NOT NULL, chk TEXT NOT NULL,
  UNIQUE (series, source)) STRICT`,
  `CREATE TABLE tellings (id INTEGER PRIMARY KEY, chain INTEGER NOT NULL, seen_at TEXT NOT NULL, known_ms INTEGER NOT NULL,
  published TEXT, place INTEGER NOT NULL, sha256 TEXT NOT NULL, note TEXT, chk TEXT NOT NULL, days BLOB NOT NULL,
  vals BLOB NOT NULL, lines BLOB) STRICT`,
  `CREATE INDEX tellings_of_chain ON tellings (chain)`,
  `CREATE TABLE checkpoints (id INTEGER PRIMARY KEY, chain INTEGER NOT NULL, through INTEGER NOT NULL, count INTEGER NOT NULL,
  known_ms INTEGER NOT NULL, settled_ms INTEGER NOT NULL, revisions INTEGER NOT NULL, last TEXT NOT NULL, chk TEXT NOT NULL,
  days BLOB NOT NULL, vals BLOB NOT NULL, lines BLOB, runs BLOB NOT NULL, hashes BLOB NOT NULL, layers TEXT NOT NULL, revised_days BLOB NOT NULL,
  revised_vals BLOB NOT NULL) STRICT`,
  `CREATE INDEX checkpoints_of_chain ON checkpoints (chain)`,
  `CREATE TABLE raw (id INTEGER PRIMARY KEY, sha256 TEXT NOT NULL, size INTEGER NOT NULL, kept INTEGER NOT NULL,
  kept_sha256 TEXT NOT NULL, bytes BLOB NOT NULL, UNIQUE (sha256, kept)) STRICT`,
  `CREATE TABLE visits (id INTEGER PRIMARY KEY, at TEXT NOT NULL, at_ms INTEGER NOT NULL, source TEXT NOT NULL,
  place INTEGER NOT NULL, verdict TEXT NOT NULL, reason TEXT, series TEXT NOT NULL, newest TEXT, sha256 TEXT, etag TEXT,
  last_modified TEXT, read_with TEXT NOT NULL, readable INTEGER NOT NULL, learnt INTEGER NOT NULL, chk TEXT NOT NULL) STRICT`,
  `CREATE INDEX visits_of_place ON visits (place, at_ms)`,
  `CREATE INDEX visits_learnt ON visits (learnt) WHERE learnt = 1`,
  `CREATE TABLE repeats (place INTEGER NOT NULL, at_ms INTEGER NOT NULL, visit INTEGER NOT NULL, at TEXT, own TEXT,
  chk TEXT NOT NULL,
  PRIMARY KEY (place, at_ms, visit)) STRICT, WITHOUT ROWID`,
  `CREATE TABLE headlines (id INTEGER PRIMARY KEY, headline TEXT NOT NULL, known_ms INTEGER NOT NULL, time TEXT, time_ms INTEGER,
  feed TEXT NOT NULL, title TEXT NOT NULL, link TEXT, line INTEGER, source TEXT NOT NULL, place INTEGER NOT NULL,
  sha256 TEXT NOT NULL, retrieved_at TEXT, note TEXT, chk TEXT NOT NULL) STRICT`,
  `CREATE INDEX headlines_told ON headlines (headline, known_ms)`,
  `CREATE INDEX headlines_published ON headlines (time_ms)`,
];
