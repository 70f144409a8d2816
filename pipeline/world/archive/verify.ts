import { PipelineError } from "../../errors.ts";
import type { Damage } from "../../model/telling.ts";
import type { Row } from "../database/sql.ts";
import type { Book, Store } from "./book.ts";
import { type Chain, chainOf } from "./chains.ts";
import { checkpointsOf, isSameCheckpoint } from "./checkpoints.ts";
import { ALL_HEADLINES, headlineOf } from "./headlines.ts";
import { expectRepeat, heldVisit } from "./held-visit.ts";
import { checkpointOf } from "./knowledge.ts";
import { unzipped } from "./raw.ts";
import { CHAIN_BEGIN, heldRows } from "./tellings.ts";
import { ALL_VISITS } from "./visits.ts";

/** Looks at all that the engine can look at itself, and at every row, chain and body. */
export async function damageIn(store: Store, book: Book): Promise<Damage[]> {
  const looks = [store.enginesFindings, chains, strays, visits, repeats, headlines, bodies, unread];
  const found: Damage[] = [];
  for (const look of looks) found.push(...(await tried(() => look(book))));
  return found;
}

/** Damage as a finding; any other trouble is thrown again. */
export function damageOf(cause: unknown): Damage[] {
  if (!(cause instanceof PipelineError) || cause.code !== "archive-damaged") throw cause;
  return cause.faults.map(({ place = "archive", message }) => ({ place, message }));
}

/** Where a look cannot go on, that is what it finds; the others go on. */
async function tried(look: () => Promise<readonly Damage[]>): Promise<readonly Damage[]> {
  try {
    return await look();
  } catch (cause) {
    return damageOf(cause);
  }
}

/** What is found where rows are read one by one. */
function unsound(rows: readonly Row[], read: (row: Row) => unknown): Damage[] {
  return rows.flatMap((row) => {
    try {
      read(row);
      return [];
    } catch (cause) {
      return damageOf(cause);
    }
  });
}

async function chains(book: Book): Promise<Damage[]> {
  const found: Damage[] = [];
  for (const row of await book.all("SELECT * FROM chains ORDER BY id"))
    found.push(...(await tried(async () => chainDamage(book, chainOf(book, row)))));
  return found;
}

async function chainDamage(book: Book, chain: Chain): Promise<Damage[]> {
  const place = `${chain.series} by ${chain.source}`;
  const held = (await heldRows(book, [{ chain, link: CHAIN_BEGIN }]))[0]!;
  const count =
    held.length === chain.count ? [] : [`It has ${held.length} tellings and should have ${chain.count}.`];
  const wrong = (await checkpointsOf(book, chain))
    .filter((one) => !isSameCheckpoint(one, checkpointOf(held.slice(0, one.count), null)))
    .map(({ count: many }) => `The checkpoint of its first ${many} tellings is not what they come to.`);
  return [...count, ...wrong].map((message) => ({ place, message }));
}

/** Tellings and checkpoints that belong to no chain. */
async function strays(book: Book): Promise<Damage[]> {
  const found: Damage[] = [];
  for (const table of ["tellings", "checkpoints"]) {
    const sql = `SELECT id FROM ${table} WHERE chain NOT IN (SELECT id FROM chains) ORDER BY id`;
    for (const { id } of await book.all(sql))
      found.push({ place: `${table} ${id}`, message: "It belongs to no series." });
  }
  return found;
}

async function visits(book: Book): Promise<Damage[]> {
  const found = unsound(await book.all(ALL_VISITS), (row) => heldVisit(book, row));
  return [...found, ...(await gapsIn(book, "visits"))];
}

async function headlines(book: Book): Promise<Damage[]> {
  const found = unsound(await book.all(ALL_HEADLINES), (row) => headlineOf(book, row));
  return [...found, ...(await gapsIn(book, "headlines"))];
}

/** Rows are numbered from 1 and none is ever taken away. */
async function gapsIn(book: Book, table: "visits" | "headlines"): Promise<Damage[]> {
  const sql = `SELECT COUNT(*) AS many, COALESCE(MAX(id), 0) AS last FROM ${table}`;
  const { many, last } = (await book.get(sql))!;
  return many === last ? [] : [{ place: table, message: `There are ${many} rows and should be ${last}.` }];
}

async function repeats(book: Book): Promise<Damage[]> {
  const rows = await book.all("SELECT * FROM repeats ORDER BY place, at_ms, visit");
  return unsound(rows, (row) => expectRepeat(book, row));
}

/** So many bodies are in memory at a time. */
const BODIES = 16;
const SOME_BODIES = `SELECT * FROM raw WHERE id > :after ORDER BY id LIMIT ${BODIES}`;

async function bodies(book: Book): Promise<Damage[]> {
  const found: Damage[] = [];
  for (let after = 0; ; ) {
    const rows = await book.all(SOME_BODIES, { after });
    for (const row of rows.filter((one) => unzipped(one) === null))
      found.push({ place: `raw ${row.id}`, message: `The body ${row.sha256} is no longer what came.` });
    if (rows.length < BODIES) return found;
    after = rows.at(-1)!.id as number;
  }
}

/** Tellings whose body was not kept: nobody could read them again. */
async function unread(book: Book): Promise<Damage[]> {
  const sql = `SELECT t.id, t.sha256 FROM tellings t WHERE NOT EXISTS
    (SELECT 1 FROM raw r WHERE r.sha256 = t.sha256 AND r.kept = r.size) ORDER BY t.id`;
  return (await book.all(sql)).map(({ id, sha256 }) => ({
    place: `tellings ${id}`,
    message: `Its body ${sha256} is not there.`,
  }));
}
