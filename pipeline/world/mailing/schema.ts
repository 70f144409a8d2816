/** "TRKM". */
export const APPLICATION_ID = 0x54524b4d;

/** Moments are ISO texts in UTC with milliseconds, so that they sort as they are. */
const FIRST: readonly string[] = [
  "CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID",
  ...personal("mailboxes", ["address TEXT NOT NULL", "name TEXT"]),
  ...personal("consents", [
    "reader TEXT NOT NULL",
    "at TEXT NOT NULL",
    "how TEXT NOT NULL",
    "proof TEXT NOT NULL",
  ]),
  ...personal("changes", [
    "reader TEXT NOT NULL",
    "at TEXT NOT NULL",
    "was TEXT",
    "is_now TEXT NOT NULL",
    "why TEXT NOT NULL",
  ]),
  // hash: of the address as it is compared. mailbox, consent, change: the newest row of each; left_at: when he last left, or was removed.
  `CREATE TABLE readers (
    id TEXT PRIMARY KEY, hash TEXT NOT NULL UNIQUE, mailbox INTEGER NOT NULL, tier TEXT NOT NULL, state TEXT NOT NULL, language TEXT,
    time_zone TEXT, since TEXT NOT NULL, changed_at TEXT NOT NULL, left_at TEXT, consent INTEGER, change INTEGER, nonce TEXT) STRICT, WITHOUT ROWID`,
  "CREATE INDEX readers_by_state ON readers (tier, state, id)",
  "CREATE INDEX readers_pending ON readers (changed_at) WHERE state = 'pending'",
  // Readers with their addresses, to be looked at. key: the address as it is compared; only by its hash is it found quickly.
  `CREATE VIEW subscribers AS
    SELECT id, (SELECT lower(address) FROM mailboxes WHERE sequence = mailbox) AS key,
      (SELECT address FROM mailboxes WHERE sequence = mailbox) AS address, (SELECT name FROM mailboxes WHERE sequence = mailbox) AS name,
      tier, state, language, time_zone, since, changed_at FROM readers`,
  // by: who at the desk removed him; null: he never confirmed. reader: the id that he had, by which he is known if he comes back soon.
  "CREATE TABLE suppressed (hash TEXT PRIMARY KEY, at TEXT NOT NULL, by TEXT, reader TEXT) STRICT, WITHOUT ROWID",
  "CREATE INDEX suppressed_readers ON suppressed (at) WHERE reader IS NOT NULL",
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

/**
 * A table of what is known of people. Its rows are put behind the last one, overwritten in place by as many bytes (`forgetReader`) and never
 * deleted: only so SQLite never moves one to another place. Where it does, copies stay in the gaps of pages, which `secure_delete` does not
 * look at. `before` leads to the row of the same reader before this one; an index would move rows, too.
 */
function personal(table: string, columns: readonly string[]): readonly string[] {
  const names = columns.map((column) => column.split(" ", 1)[0]!);
  const longer = names.map((name) => `octet_length(OLD.${name}) IS NOT octet_length(NEW.${name})`);
  const refuse = `BEGIN SELECT RAISE(ABORT, '${table} are only overwritten by as many bytes'); END`;
  return [
    `CREATE TABLE ${table} (sequence INTEGER PRIMARY KEY, before INTEGER, ${columns.join(", ")}) STRICT`,
    `CREATE TRIGGER ${table}_stay BEFORE UPDATE ON ${table} WHEN ${longer.join(" OR ")} ${refuse}`,
    `CREATE TRIGGER ${table}_remain BEFORE DELETE ON ${table} ${refuse}`,
  ];
}
