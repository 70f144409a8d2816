import { PipelineError } from "../../errors.ts";
import type { Damage } from "../../model/telling.ts";
import { type Book, guarded } from "./book.ts";
import { type Chain, chainOf } from "./chains.ts";
import { checkpointsOf, isSameCheckpoint } from "./checkpoints.ts";
import { ALL_HEADLINES, headlineOf } from "./headlines.ts";
import { checkpointOf } from "./knowledge.ts";
import { unzipped } from "./raw.ts";
import { CHAIN_BEGIN, heldRows } from "./tellings.ts";
import { ALL_VISITS, expectRepeat, heldVisit } from "./visits.ts";

/** Looks at every page, row, chain and body. */
export function damageIn(book: Book): Damage[] {
  const looks = [pages, chains, strays, visits, repeats, headlines, bodies, unread];
  return looks.flatMap((look) => tried(book, () => look(book)));
}

/** Damage as a finding; any other trouble is thrown again. */
export function damageOf(cause: unknown): Damage[] {
  if (!(cause instanceof PipelineError) || cause.code !== "archive-damaged") throw cause;
  return cause.faults.map(({ place = "archive", message }) => ({ place, message }));
}

/** Where a look cannot go on, that is what it finds; the others go on. */
function tried(book: Book, look: () => Damage[]): Damage[] {
  try {
    return guarded(book, look);
  } catch (cause) {
    return damageOf(cause);
  }
}

function unsound(book: Book, read: () => unknown): Damage[] {
  return tried(book, () => {
    read();
    return [];
  });
}

function pages({ db }: Book): Damage[] {
  return db
    .prepare("PRAGMA integrity_check")
    .all()
    .map(({ integrity_check }) => String(integrity_check))
    .filter((message) => message !== "ok")
    .map((message) => ({ place: "file", message: `SQLite finds: ${message}.` }));
}

function chains(book: Book): Damage[] {
  const rows = book.db.prepare("SELECT * FROM chains ORDER BY id").all();
  return rows.flatMap((row) => tried(book, () => chainDamage(book, chainOf(book, row))));
}

function chainDamage(book: Book, chain: Chain): Damage[] {
  const place = `${chain.series} by ${chain.source}`;
  const held = heldRows(book, chain, CHAIN_BEGIN);
  const count =
    held.length === chain.count ? [] : [`It has ${held.length} tellings and should have ${chain.count}.`];
  const wrong = checkpointsOf(book, chain)
    .filter((one) => !isSameCheckpoint(one, checkpointOf(held.slice(0, one.count), null)))
    .map(({ count: many }) => `The checkpoint of its first ${many} tellings is not what they come to.`);
  return [...count, ...wrong].map((message) => ({ place, message }));
}

/** Tellings and checkpoints that belong to no chain. */
function strays({ db }: Book): Damage[] {
  return ["tellings", "checkpoints"].flatMap((table) =>
    db
      .prepare(`SELECT id FROM ${table} WHERE chain NOT IN (SELECT id FROM chains)`)
      .all()
      .map(({ id }) => ({ place: `${table} ${id}`, message: "It belongs to no series." })),
  );
}

function visits(book: Book): Damage[] {
  const rows = book.db.prepare(ALL_VISITS).all();
  const found = rows.flatMap((row) => unsound(book, () => heldVisit(book, row)));
  return [...found, ...gapsIn(book, "visits")];
}

function headlines(book: Book): Damage[] {
  const rows = book.db.prepare(ALL_HEADLINES).all();
  const found = rows.flatMap((row) => unsound(book, () => headlineOf(book, row)));
  return [...found, ...gapsIn(book, "headlines")];
}

/** Rows are numbered from 1 and none is ever taken away. */
function gapsIn({ db }: Book, table: "visits" | "headlines"): Damage[] {
  const { rows, last } = db
    .prepare(`SELECT count(*) AS rows, ifnull(max(id), 0) AS last FROM ${table}`)
    .get()!;
  return rows === last ? [] : [{ place: table, message: `There are ${rows} rows and should be ${last}.` }];
}

function repeats(book: Book): Damage[] {
  const rows = book.db.prepare("SELECT * FROM repeats").all();
  return rows.flatMap((row) => unsound(book, () => expectRepeat(book, row)));
}

function bodies({ db }: Book): Damage[] {
  const found: Damage[] = [];
  for (const row of db.prepare("SELECT * FROM raw ORDER BY id").iterate()) {
    const message = `The body ${row.sha256} is no longer what came.`;
    if (unzipped(row) === null) found.push({ place: `raw ${row.id}`, message });
  }
  return found;
}

/** Tellings whose body was not kept: nobody could read them again. */
function unread({ db }: Book): Damage[] {
  const sql = `SELECT t.id, t.sha256 FROM tellings t WHERE NOT EXISTS
    (SELECT 1 FROM raw r WHERE r.sha256 = t.sha256 AND r.kept = r.size) ORDER BY t.id`;
  return db
    .prepare(sql)
    .all()
    .map(({ id, sha256 }) => ({
      place: `tellings ${id}`,
      message: `Its body ${sha256} is not there.`,
    }));
}
