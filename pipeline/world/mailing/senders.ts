import { randomUUID } from "node:crypto";
import type { IsoInstant } from "../../model/unit.ts";
import type { Database, Statements } from "../database/sql.ts";
import { birthOf, isHeard, isLiving, type SenderRow } from "./living.ts";
import type { Deliveries, Together } from "./mailing.ts";
import { momentOf } from "./moments.ts";
import { placeOf } from "./versions.ts";

/** So begins the name of one that lets others send beside it: the tables are from before there were any. */
const TOGETHER = "together ";

/** Who sends `:version`. */
export const OPEN_SENDERS = "SELECT sender FROM senders WHERE version = :version AND ended_at IS NULL";

const ADD = `INSERT INTO senders (sender, version, process, host, born, began_at, beat_at)
  VALUES (:sender, :version, :process, :host, :born, :at, :beat)`;
const BEAT = "UPDATE senders SET beat_at = :beat WHERE sender = :sender AND ended_at IS NULL";
const END = "UPDATE senders SET ended_at = :at WHERE sender = :sender";
const OPEN_TOGETHER = `SELECT * FROM senders WHERE ended_at IS NULL AND sender LIKE '${TOGETHER}%'`;
/** What is handed over by one who sends no more has an answer that nobody will hear. */
const LEAVE = `UPDATE deliveries SET state = 'uncertain', sender = NULL, at = :at
  WHERE version = :version AND state = 'handed over' AND (sender IS NULL OR sender NOT IN (${OPEN_SENDERS}))`;

export function openSenders(
  file: Database,
): Pick<Deliveries, "begin" | "beat" | "end" | "together" | "clock"> {
  return {
    begin: async (version, { process, host }, given, { together = false } = {}) => {
      const at = momentOf(given);
      const sender = `${together ? TOGETHER : ""}${randomUUID()}`;
      const row = { sender, version, process, host, born: birthOf(process), at };
      return file.write(async (db) => {
        await placeOf(db, version);
        const now = await beatNow(file, db, at);
        const { living, uncertain } = await seeOffDead(db, { version, host, at, now });
        const other = living.find((one) => !(together && isTogether(one.sender)));
        if (other) return { busy: { process: other.process, host: other.host, since: other.began_at } };
        // Of those who send together the first is told by one clock.
        await db.run(ADD, { ...row, at: together ? now : at, beat: now });
        return { sender, uncertain };
      });
    },
    beat: async (sender, given) =>
      file.write(async (db) => {
        const at = momentOf(given);
        const now = await beatNow(file, db, at);
        if ((await db.run(BEAT, { beat: now, sender })) === 0) return false;
        if (isTogether(sender)) await seeOffOthers(db, sender, { at, now });
        return true;
      }),
    together: async (sender, given) =>
      file.read({ before: 0, all: 1, isKnown: true }, async (db) =>
        standingOf(db, sender, await beatNow(file, db, momentOf(given))),
      ),
    clock: async (given) => file.read(given, (db) => beatNow(file, db, momentOf(given))),
    end: async (sender, given) =>
      file.write(async (db) => {
        const at = momentOf(given);
        const version = await versionOf(db, sender);
        if (version === null) return;
        await db.run(END, { at, sender });
        await db.run(LEAVE, { version, at });
      }),
  };
}

/** What a sender has taken and not ended; null where another took it over, or it has ended. */
export async function versionOf(db: Statements, sender: string): Promise<string | null> {
  const row = await db.get("SELECT version FROM senders WHERE sender = :sender AND ended_at IS NULL", {
    sender,
  });
  return row ? String(row.version) : null;
}

type OpenSender = SenderRow & { readonly sender: string; readonly began_at: IsoInstant };

interface Looking {
  readonly version: string;
  /** Of whoever looks. */
  readonly host: string;
  /** By his clock. */
  readonly at: IsoInstant;
  /** By the clock of beats. */
  readonly now: IsoInstant;
}

/** By one clock for all hosts where the store has one: that a worker's own is wrong takes nothing from it. */
async function beatNow({ clock }: Database, db: Statements, at: IsoInstant): Promise<IsoInstant> {
  return clock === undefined ? at : String((await db.get(`SELECT ${clock} AS now`))!.now);
}

/** Ends those that have died, and leaves what they had handed over uncertain. */
async function seeOffDead(
  db: Statements,
  { version, host, at, now }: Looking,
): Promise<{ readonly living: readonly OpenSender[]; readonly uncertain: number }> {
  const rows = await db.all("SELECT * FROM senders WHERE version = :version AND ended_at IS NULL", {
    version,
  });
  const open = rows as unknown as readonly OpenSender[];
  const living = open.filter((one) => lives(one, host, now));
  for (const { sender } of open.filter((one) => !living.includes(one))) await db.run(END, { at, sender });
  return { living, uncertain: await db.run(LEAVE, { version, at }) };
}

/** One that sends together beats often, and by one clock; that its process runs says nothing of it. */
function lives(one: OpenSender, host: string, now: IsoInstant): boolean {
  return isLiving(one, host, now) && (!isTogether(one.sender) || isHeard(one, now));
}

async function standingOf(db: Statements, sender: string, now: IsoInstant): Promise<Together> {
  const own = (await db.get("SELECT * FROM senders WHERE sender = :sender", { sender }))!;
  const open = (await db.all(OPEN_TOGETHER)) as unknown as readonly OpenSender[];
  const others = open.filter((one) => one.sender !== sender && lives(one, String(own.host), now));
  const began = String(own.began_at);
  const isBefore = (one: OpenSender) =>
    one.began_at < began || (one.began_at === began && one.sender < sender);
  return {
    before: others.filter(isBefore).length,
    all: others.length + 1,
    isKnown: others.every(({ beat_at }) => beat_at > began),
  };
}

/** Nobody may ever begin again: those who send together look after each other. */
async function seeOffOthers(
  db: Statements,
  sender: string,
  when: Pick<Looking, "at" | "now">,
): Promise<void> {
  const own = (await db.get("SELECT version, host FROM senders WHERE sender = :sender", { sender }))!;
  await seeOffDead(db, { ...when, version: String(own.version), host: String(own.host) });
}

function isTogether(sender: string): boolean {
  return sender.startsWith(TOGETHER);
}
