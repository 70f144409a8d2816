import { DatabaseSync } from "node:sqlite";
import { onTestFinished } from "vitest";
import { addressKey } from "../../../pipeline/post/address.ts";
import { addressHash } from "../../../pipeline/world/mailing/address-hash.ts";
import { openDeliveries } from "../../../pipeline/world/mailing/open-deliveries.ts";
import {
  type MailingFile,
  mailingPath,
  openMailingFile,
} from "../../../pipeline/world/mailing/open-mailing.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { addressOf, type Listed, type Store } from "./deliveries/store.ts";

const SINCE = "2025-01-01T00:00:00.000Z";

/** Readers straight into the tables: who keeps them is tested elsewhere. */
export function putReaders(file: MailingFile, readers: readonly Listed[]): void {
  file.transaction((db) => {
    const hashOf = addressHash(db);
    const write = db.prepare("INSERT INTO mailboxes (address, name) VALUES (?, ?)");
    const put = db.prepare(
      `INSERT OR REPLACE INTO readers (id, hash, mailbox, tier, state, since, changed_at)
       VALUES (?, ?, ?, ?, ?, ?, ?)`,
    );
    for (const { id, tier = "free", state = "active", name = null } of readers) {
      const address = addressOf(id);
      const mailbox = write.run(address, name).lastInsertRowid;
      put.run(id, hashOf(addressKey(address)), mailbox, tier, state, SINCE, SINCE);
    }
  });
}

/** A new file, closed when the test is over. */
export function newFile(
  path = mailingPath(temporaryFolder()),
  patienceMs = 10_000,
): { path: string; file: MailingFile } {
  const file = openMailingFile(path, { patienceMs });
  onTestFinished(() => file.close());
  return { path, file };
}

export async function sqliteStore(): Promise<Store> {
  const { path, file } = newFile();
  return {
    deliveries: openDeliveries(file),
    list: async (readers) => putReaders(file, readers),
    unlist: async (id) =>
      file.transaction((db) => {
        db.prepare("DELETE FROM readers WHERE id = ?").run(id);
      }),
    everything: async () => {
      const tables = ["versions", "deliveries", "decisions", "senders"];
      const db = new DatabaseSync(path);
      const text = JSON.stringify(tables.map((table) => db.prepare(`SELECT * FROM ${table}`).all()));
      db.close();
      return text;
    },
  };
}
