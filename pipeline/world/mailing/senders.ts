import { randomUUID } from "node:crypto";
import type { DatabaseSync } from "node:sqlite";
import type { IsoInstant } from "../../model/unit.ts";
import { birthOf, isLiving, type SenderRow } from "./living.ts";
import type { Deliveries } from "./mailing.ts";
import { momentOf } from "./moments.ts";
import type { MailingFile } from "./open-mailing.ts";
import { placeOf } from "./versions.ts";

export function openSenders(file: MailingFile): Pick<Deliveries, "begin" | "beat" | "end"> {
  return {
    begin: async (version, { process, host }, given) =>
      file.transaction((db) => {
        placeOf(db, version);
        const at = momentOf(given);
        const before = openSendersOf(db, version);
        const living = before.find((one) => isLiving(one, host, at));
        if (living) return { busy: { process: living.process, host: living.host, since: living.began_at } };
        for (const { sender } of before) endOf(db, sender, at);
        const uncertain = leftBehind(db, version, at);
        const sender = randomUUID();
        db.prepare("INSERT INTO senders VALUES (?, ?, ?, ?, ?, ?, ?, NULL)").run(
          ...[sender, version, process, host, birthOf(process), at, at],
        );
        return { sender, uncertain };
      }),
    beat: async (sender, at) =>
      file.transaction((db) => {
        const beat = "UPDATE senders SET beat_at = ? WHERE sender = ? AND ended_at IS NULL";
        return db.prepare(beat).run(momentOf(at), sender).changes === 1;
      }),
    end: async (sender, given) =>
      file.transaction((db) => {
        const at = momentOf(given);
        const version = versionOf(db, sender);
        if (version === null) return;
        endOf(db, sender, at);
        leftBehind(db, version, at);
      }),
  };
}

/** What a sender has taken and not ended; null where another took it over, or it has ended. */
export function versionOf(db: DatabaseSync, sender: string): string | null {
  const row = db.prepare("SELECT version FROM senders WHERE sender = ? AND ended_at IS NULL").get(sender);
  return row ? String(row.version) : null;
}

type OpenSender = SenderRow & { readonly sender: string; readonly began_at: IsoInstant };

function openSendersOf(db: DatabaseSync, version: string): readonly OpenSender[] {
  const rows = db.prepare("SELECT * FROM senders WHERE version = ? AND ended_at IS NULL").all(version);
  return rows as unknown as readonly OpenSender[];
}

function endOf(db: DatabaseSync, sender: string, at: IsoInstant): void {
  db.prepare("UPDATE senders SET ended_at = ? WHERE sender = ?").run(at, sender);
}

/** Nobody sends the version now: what is handed over has an answer that nobody will hear. */
function leftBehind(db: DatabaseSync, version: string, at: IsoInstant): number {
  const left =
    "UPDATE deliveries SET state = 'uncertain', sender = NULL, at = ? WHERE version = ? AND state = 'handed over'";
  return Number(db.prepare(left).run(at, version).changes);
}
