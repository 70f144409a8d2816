import { onTestFinished } from "vitest";
import { addressKey } from "../../../pipeline/post/address.ts";
import type { Database } from "../../../pipeline/world/database/sql.ts";
import { addressHash } from "../../../pipeline/world/mailing/address-hash.ts";
import { openDeliveries } from "../../../pipeline/world/mailing/open-deliveries.ts";
import { mailingPath, openMailingFile } from "../../../pipeline/world/mailing/open-mailing.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { addressOf, type Listed, type Store } from "./deliveries/store.ts";

const SINCE = "2025-01-01T00:00:00.000Z";
const WRITE = `INSERT INTO mailboxes (sequence, address, name)
  VALUES ((SELECT COALESCE(MAX(sequence), 0) + 1 FROM mailboxes), :address, :name) RETURNING sequence`;
const PUT = `INSERT INTO readers (id, hash, mailbox, tier, state, since, changed_at)
  VALUES (:id, :hash, :mailbox, :tier, :state, :since, :since)
  ON CONFLICT (id) DO UPDATE SET mailbox = excluded.mailbox, tier = excluded.tier, state = excluded.state`;

/** Readers straight into the tables: who keeps them is tested elsewhere. */
export async function putReaders(file: Database, readers: readonly Listed[]): Promise<void> {
  await file.write(async (db) => {
    const hashOf = await addressHash(db);
    for (const { id, tier = "free", state = "active", name = null } of readers) {
      const address = addressOf(id);
      const { sequence: mailbox } = (await db.get(WRITE, { address, name }))!;
      const hash = hashOf(addressKey(address));
      await db.run(PUT, { id, hash, mailbox: mailbox!, tier, state, since: SINCE });
    }
  });
}

/** A new file, closed when the test is over. */
export function newFile(
  path = mailingPath(temporaryFolder()),
  patienceMs = 10_000,
): { path: string; file: Database } {
  const file = openMailingFile(path, { patienceMs });
  onTestFinished(() => file.close());
  return { path, file };
}

export async function sqliteStore(): Promise<Store> {
  return storeOn(newFile().file);
}

/** What the tests of deliveries need of whatever they are kept in. */
export function storeOn(file: Database): Store {
  return {
    deliveries: openDeliveries(file),
    list: (readers) => putReaders(file, readers),
    unlist: async (id) =>
      void (await file.write((db) => db.run("DELETE FROM readers WHERE id = :id", { id }))),
    everything: () =>
      file.read("", async (db) => {
        const rows: unknown[] = [];
        for (const table of ["versions", "deliveries", "decisions", "senders"])
          rows.push(await db.all(`SELECT * FROM ${table}`));
        return JSON.stringify(rows);
      }),
  };
}
