import type { Row } from "../database/sql.ts";
import type { Book } from "./book.ts";
import type { Chain } from "./chains.ts";
import { checksumOf } from "./checksum.ts";
import { bytesOf, float64Of, int32Of } from "./columns.ts";
import { type Layered, layersIn, layersOf } from "./layer-column.ts";
import { askedFor, insertAll } from "./many.ts";
import { type Pile, rowsBetween } from "./pile.ts";
import type { Link } from "./tellings.ts";

/** A pile of all tellings of a chain up to one of them, kept so that five years of days need not be laid over each other again. */
export interface Checkpoint {
  /** The last telling in it. */
  readonly through: Link;
  /** Tellings in it. */
  readonly count: number;
  /** The latest moment from which one of them was known: what was known before cannot be laid over it. */
  readonly knownMs: number;
  /** The latest moment at which one of them was seen: before it, not all of them count. */
  readonly settledMs: number;
  readonly pile: Pile;
}

/** So many are kept of a chain: an issue of some weeks ago is made again as quickly as today's. */
const KEPT = 3;

const NEWEST = `SELECT n.id FROM checkpoints n WHERE n.chain = w.chain AND n.known_ms <= :known AND n.settled_ms <= :known
  ORDER BY n.id DESC LIMIT 1`;

/** Of each chain the newest checkpoint by whose own words all its tellings count at `knownMs`, by chain. @throws PipelineError archive-damaged */
export async function checkpointsFor(
  book: Book,
  chains: readonly Chain[],
  knownMs: number,
): Promise<ReadonlyMap<Chain, Checkpoint>> {
  const found = await askedFor(chains.map(chainColumn), CHAIN, ({ words, values }) =>
    book.all(
      `WITH w (chain) AS (VALUES ${words}) SELECT id, chain, chk FROM checkpoints WHERE id IN (SELECT (${NEWEST}) FROM w)`,
      { ...values, known: knownMs },
    ),
  );
  const byId = new Map(chains.map((chain) => [chain.id, chain]));
  const sound = soundOf(book);
  const unread = found.filter((row) => !sound.has(nameOf(row))).map(({ id }) => ({ id: id as number }));
  const rows = await askedFor(unread, { id: "BIGINT" }, ({ words, values }) =>
    book.all(`SELECT * FROM checkpoints WHERE id IN (${words})`, values),
  );
  for (const row of rows) sound.set(nameOf(row), checkpointOf(book, byId.get(row.chain as number)!, row));
  const own = found.map(
    (row) => [byId.get(row.chain as number)!, laidUpon(sound.get(nameOf(row))!)] as const,
  );
  for (const name of [...sound.keys()].slice(0, -MOST_SOUND)) sound.delete(name);
  return new Map(own);
}

type Sound = Map<string, Checkpoint>;
/** What was read of an archive and found sound: who makes many days makes them of the same checkpoints, which grow with the archive. */
const shelves = new WeakMap<object, Sound>();
/** Some 100 kB each with thirty years, of some 80 series. */
const MOST_SOUND = 256;

function soundOf({ shelf }: Book): Sound {
  const sound = shelves.get(shelf) ?? new Map<string, Checkpoint>();
  shelves.set(shelf, sound);
  return sound;
}

/** The checksum speaks for all of a row but its number. */
function nameOf({ id, chain, chk }: Row): string {
  return `${id} ${chain} ${chk}`;
}

/** One's own to lay tellings over; columns are copied by whoever writes into them. */
function laidUpon({ pile, ...facts }: Checkpoint): Checkpoint {
  return { ...facts, pile: { ...pile, layers: [...pile.layers], revisedFrom: new Map(pile.revisedFrom) } };
}

const CHAIN = { chain: "BIGINT" } as const;
const chainColumn = ({ id }: Chain) => ({ chain: id });

export async function checkpointsOf(book: Book, chain: Chain): Promise<Checkpoint[]> {
  const sql = "SELECT * FROM checkpoints WHERE chain = :chain ORDER BY id";
  const rows = await book.all(sql, { chain: chain.id });
  return rows.map((row) => checkpointOf(book, chain, row));
}

/** How many tellings of a chain the newest checkpoint holds, by number of the chain. */
export async function checkpointedIn(
  book: Book,
  chains: readonly Chain[],
): Promise<ReadonlyMap<number, number>> {
  const rows = await askedFor(chains.map(chainColumn), CHAIN, ({ words, values }) =>
    book.all(
      `SELECT chain, count FROM checkpoints WHERE id IN (SELECT MAX(id) FROM checkpoints WHERE chain IN (${words}) GROUP BY chain)`,
      values,
    ),
  );
  return new Map(rows.map(({ chain, count }) => [chain as number, count as number]));
}

/** One for each of these chains. */
export async function putCheckpoints(
  book: Book,
  made: readonly { readonly chain: Chain; readonly checkpoint: Checkpoint }[],
): Promise<void> {
  if (made.length === 0) return;
  const { last } = (await book.get("SELECT COALESCE(MAX(id), 0) AS last FROM checkpoints"))!;
  const rows = made.map(({ chain, checkpoint }, index) => {
    const row = { chain: chain.id, ...fieldsOf(checkpoint), ...columnsOf(checkpoint.pile) };
    return { id: (last as number) + 1 + index, ...row, chk: checksumOfRow(row) };
  });
  await insertAll(book, "checkpoints", rows);
  const newer =
    "SELECT COUNT(*) FROM checkpoints n WHERE n.chain = checkpoints.chain AND n.id > checkpoints.id";
  await askedFor(
    rows.map(({ chain }) => ({ chain })),
    CHAIN,
    ({ words, values }) =>
      book.all(
        `DELETE FROM checkpoints WHERE chain IN (${words}) AND (${newer}) >= ${KEPT} RETURNING id`,
        values,
      ),
  );
}

function fieldsOf({ through, count, knownMs, settledMs, pile }: Checkpoint) {
  return {
    through: through.id,
    count,
    known_ms: knownMs,
    settled_ms: settledMs,
    revisions: pile.revisions,
    last: through.check,
  };
}

function columnsOf(pile: Pile) {
  const { days, values, lines } = rowsBetween(pile, 0);
  const revised = [...pile.revisedFrom].sort(([a], [b]) => a - b);
  return {
    days: bytesOf(days),
    vals: bytesOf(values),
    lines: lines && bytesOf(lines),
    ...layersOf(pile),
    revised_days: bytesOf(Int32Array.from(revised, ([day]) => day)),
    revised_vals: bytesOf(Float64Array.from(revised, ([, value]) => value)),
  };
}

function checkpointOf(book: Book, { source }: Chain, row: Row): Checkpoint {
  if (row.chk !== checksumOfRow(row))
    throw book.damaged(`checkpoints ${row.id}`, "The row is not what was written.");
  const days = int32Of(row.days as Uint8Array);
  const revisedDays = int32Of(row.revised_days as Uint8Array);
  const revisedValues = float64Of(row.revised_vals as Uint8Array);
  return {
    through: { id: row.through as number, check: row.last as string },
    count: row.count as number,
    knownMs: row.known_ms as number,
    settledMs: row.settled_ms as number,
    pile: {
      count: days.length,
      days,
      values: float64Of(row.vals as Uint8Array),
      lines: row.lines === null ? null : int32Of(row.lines as Uint8Array),
      ...layersIn(row as unknown as Layered, { source, count: days.length }),
      revisedFrom: new Map(Array.from(revisedDays, (day, index) => [day, revisedValues[index]!])),
      revisions: row.revisions as number,
    },
  };
}

function checksumOfRow(row: Row): string {
  const { chain, through, count, known_ms, settled_ms, revisions, last, layers } = row;
  return checksumOf(
    [chain, through, count, known_ms, settled_ms, revisions, last, layers],
    [row.days, row.vals, row.lines, row.runs, row.hashes, row.revised_days, row.revised_vals],
  );
}

/** Whether two checkpoints come to the same rows, read in the same places. */
export function isSameCheckpoint(a: Checkpoint, b: Checkpoint): boolean {
  const [one, other] = [a, b].map((checkpoint) =>
    checksumOfRow({ ...fieldsOf(checkpoint), ...columnsOf(checkpoint.pile), chain: 0 }),
  );
  return one === other;
}
