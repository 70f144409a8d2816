/** "TRKM". */
export const APPLICATION_ID = 0x54524b4d;

/** Moments are ISO texts in UTC with milliseconds, so that they sort as they are. */
const FIRST: readonly string[] = [
  "CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID",
  // key: the address as it is compared. sequence: the order in which rows came.
  `CREATE TABLE subscribers (
    id TEXT PRIMARY KEY, key TEXT NOT NULL UNIQUE, address TEXT NOT NULL, domain TEXT NOT NULL, name TEXT, tier TEXT NOT NULL,
    state TEXT NOT NULL, language TEXT, time_zone TEXT, since TEXT NOT NULL, changed_at TEXT NOT NULL, nonce TEXT) STRICT, WITHOUT ROWID`,
  "CREATE INDEX subscribers_by_state ON subscribers (tier, state, id)",
  `CREATE TABLE consents (
    sequence INTEGER PRIMARY KEY, subscriber TEXT NOT NULL, at TEXT NOT NULL, how TEXT NOT NULL, proof TEXT NOT NULL) STRICT`,
  "CREATE INDEX consents_of ON consents (subscriber, sequence)",
  `CREATE TABLE changes (
    sequence INTEGER PRIMARY KEY, subscriber TEXT NOT NULL, at TEXT NOT NULL, was TEXT, is_now TEXT NOT NULL, why TEXT NOT NULL) STRICT`,
  "CREATE INDEX changes_of ON changes (subscriber, sequence)",
  "CREATE TABLE suppressed (hash TEXT PRIMARY KEY, at TEXT NOT NULL, why TEXT NOT NULL) STRICT, WITHOUT ROWID",
  "CREATE TABLE files (sha256 TEXT PRIMARY KEY, bytes BLOB NOT NULL) STRICT",
  ...onlyAdded("files"),
  // version: the `Version` as JSON; chk: its SHA-256.
  `CREATE TABLE versions (
    sequence INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, date TEXT NOT NULL, edition TEXT NOT NULL, number INTEGER NOT NULL,
    version TEXT NOT NULL, chk TEXT NOT NULL, UNIQUE (date, edition, number)) STRICT`,
  ...onlyAdded("versions"),
  // sender: who has the row in hands; once that one has ended, anybody may take a queued or deferred one.
  `CREATE TABLE deliveries (
    version TEXT NOT NULL, recipient TEXT NOT NULL, kind TEXT NOT NULL, state TEXT NOT NULL, attempts INTEGER NOT NULL,
    not_before TEXT, sender TEXT, queued_at TEXT NOT NULL, handed_at TEXT, at TEXT NOT NULL, relay TEXT, reply TEXT,
    PRIMARY KEY (version, recipient)) STRICT, WITHOUT ROWID`,
  "CREATE INDEX deliveries_due ON deliveries (version, state, not_before, queued_at, recipient)",
  `CREATE TABLE decisions (
    sequence INTEGER PRIMARY KEY, version TEXT NOT NULL, recipient TEXT NOT NULL, at TEXT NOT NULL, how TEXT NOT NULL, by TEXT NOT NULL,
    note TEXT) STRICT`,
  ...onlyAdded("decisions"),
  // born: what tells a process from a later one of the same number; null where the system does not say.
  `CREATE TABLE senders (
    sender TEXT PRIMARY KEY, version TEXT NOT NULL, process INTEGER NOT NULL, host TEXT NOT NULL, born TEXT, began_at TEXT NOT NULL,
    beat_at TEXT NOT NULL, ended_at TEXT) STRICT, WITHOUT ROWID`,
];

/** Only ever added to: a file of an older layout is led forward step by step. */
export const MIGRATIONS: readonly (readonly string[])[] = [FIRST];

function onlyAdded(table: string): readonly string[] {
  const refuse = `BEGIN SELECT RAISE(ABORT, '${table} are only ever added'); END`;
  return [
    `CREATE TRIGGER ${table}_stay BEFORE UPDATE ON ${table} ${refuse}`,
    `CREATE TRIGGER ${table}_remain BEFORE DELETE ON ${table} ${refuse}`,
  ];
}
