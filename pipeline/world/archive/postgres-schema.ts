const ID = "id BIGINT PRIMARY KEY";
/** Compared and sorted by its bytes, as in SQLite. */
const WORDS = `TEXT COLLATE "C"`;

/** In these, rows are only ever added. */
const ADDED = ["places", "tellings", "raw", "visits", "repeats", "headlines"];

const ONLY_ADDED = `CREATE FUNCTION only_added() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN RAISE EXCEPTION 'Rows of % are only ever added.', TG_TABLE_NAME; END $$`;

/**
 * The tables of schema.ts as PostgreSQL has them; see there what they hold. Rows are numbered by who writes them, one after the other
 * and without gaps: sequences would leave some.
 */
const FIRST: readonly string[] = [
  // Addresses and headlines may be longer than an ordered index takes: a hash is as good for finding them.
  `CREATE TABLE places (${ID}, place ${WORDS} NOT NULL, EXCLUDE USING hash (place WITH =))`,
  `CREATE TABLE chains (${ID}, series ${WORDS} NOT NULL, source ${WORDS} NOT NULL, count BIGINT NOT NULL, vintages BIGINT NOT NULL,
  last ${WORDS} NOT NULL, first_ms BIGINT, told_at ${WORDS} NOT NULL, chk ${WORDS} NOT NULL, UNIQUE (series, source))`,
  `CREATE TABLE tellings (${ID}, chain BIGINT NOT NULL, seen_at ${WORDS} NOT NULL, known_ms BIGINT NOT NULL, published ${WORDS},
  place BIGINT NOT NULL, sha256 ${WORDS} NOT NULL, note ${WORDS}, chk ${WORDS} NOT NULL, days BYTEA NOT NULL, vals BYTEA NOT NULL,
  lines BYTEA)`,
  "CREATE INDEX tellings_of_chain ON tellings (chain, id)",
  `CREATE TABLE checkpoints (${ID}, chain BIGINT NOT NULL, through BIGINT NOT NULL, count BIGINT NOT NULL, known_ms BIGINT NOT NULL,
  settled_ms BIGINT NOT NULL, revisions BIGINT NOT NULL, last ${WORDS} NOT NULL, chk ${WORDS} NOT NULL, days BYTEA NOT NULL,
  vals BYTEA NOT NULL, lines BYTEA, runs BYTEA NOT NULL, hashes BYTEA NOT NULL, layers ${WORDS} NOT NULL,
  revised_days BYTEA NOT NULL, revised_vals BYTEA NOT NULL)`,
  "CREATE INDEX checkpoints_of_chain ON checkpoints (chain, id)",
  `CREATE TABLE raw (${ID}, sha256 ${WORDS} NOT NULL, size BIGINT NOT NULL, kept BIGINT NOT NULL, kept_sha256 ${WORDS} NOT NULL,
  bytes BYTEA NOT NULL, UNIQUE (sha256, kept))`,
  // It is zipped already.
  "ALTER TABLE raw ALTER COLUMN bytes SET STORAGE EXTERNAL",
  `CREATE TABLE visits (${ID}, at ${WORDS} NOT NULL, at_ms BIGINT NOT NULL, source ${WORDS} NOT NULL, place BIGINT NOT NULL,
  verdict ${WORDS} NOT NULL, reason ${WORDS}, series ${WORDS} NOT NULL, newest ${WORDS}, sha256 ${WORDS}, etag ${WORDS},
  last_modified ${WORDS}, read_with ${WORDS} NOT NULL, readable BIGINT NOT NULL, learnt BIGINT NOT NULL, chk ${WORDS} NOT NULL)`,
  "CREATE INDEX visits_of_place ON visits (place, at_ms, id)",
  "CREATE INDEX visits_learnt ON visits (id) WHERE learnt = 1",
  `CREATE TABLE repeats (place BIGINT NOT NULL, at_ms BIGINT NOT NULL, visit BIGINT NOT NULL, at ${WORDS}, own ${WORDS},
  chk ${WORDS} NOT NULL, PRIMARY KEY (place, at_ms, visit))`,
  `CREATE TABLE headlines (${ID}, headline ${WORDS} NOT NULL, known_ms BIGINT NOT NULL, time ${WORDS}, time_ms BIGINT,
  feed ${WORDS} NOT NULL, title ${WORDS} NOT NULL, link ${WORDS}, line BIGINT, source ${WORDS} NOT NULL, place BIGINT NOT NULL,
  sha256 ${WORDS} NOT NULL, retrieved_at ${WORDS}, note ${WORDS}, chk ${WORDS} NOT NULL)`,
  "CREATE INDEX headlines_told ON headlines USING hash (headline)",
  "CREATE INDEX headlines_published ON headlines (time_ms)",
  ONLY_ADDED,
  ...ADDED.map(
    (table) =>
      `CREATE TRIGGER only_added BEFORE UPDATE OR DELETE OR TRUNCATE ON ${table} FOR EACH STATEMENT EXECUTE FUNCTION only_added()`,
  ),
];

/** From each layout to the next. Only ever added to. */
export const POSTGRES_TABLES: readonly (readonly string[])[] = [FIRST];
