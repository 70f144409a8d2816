import type { Subscriber } from "../../model/subscriber.ts";
import type { Database, Statements } from "../database/sql.ts";
import { forgetUnconfirmed } from "./forget-unconfirmed.ts";
import type { Subscribers } from "./mailing.ts";
import { changeState } from "./reader-changes.ts";
import { removeReader } from "./remove-reader.ts";
import {
  countSubscribers,
  type ListFilter,
  subscriberByAddress,
  subscriberById,
  subscribersAfter,
} from "./subscriber-rows.ts";
import { takeEntries } from "./take-entries.ts";

const PAGE = 1000;

const ASK = "UPDATE readers SET nonce = :nonce WHERE id = :id";
const USE = "UPDATE readers SET nonce = NULL WHERE id = :id AND nonce = :nonce";

/** The list of readers where the mailing is kept. @throws PipelineError archive-busy, archive-damaged, disk, database: each of its calls */
export function openSubscribers(file: Database, { newId }: { readonly newId: () => string }): Subscribers {
  const found = (look: (db: Statements) => Promise<Subscriber | null>) => file.read(null, look);
  return {
    take: async (entries, at) =>
      file.write(async (db) => {
        await forgetUnconfirmed(db, at);
        return takeEntries(db, entries, { at, newId });
      }),
    find: (address) => found((db) => subscriberByAddress(db, address)),
    byId: (id) => found((db) => subscriberById(db, id)),
    list: (filter) => listed(file, filter),
    count: (filter) => file.read(0, (db) => countSubscribers(db, filter)),
    change: async (id, change, at) => {
      const isThere = await file.read(false, async () => true);
      return isThere ? file.write((db) => changeState(db, id, { change, at })) : null;
    },
    remove: (address, by, at) => removeReader(file, address, { by, at }),
    askConfirmation: async (id, nonce) => void (await file.write((db) => db.run(ASK, { nonce, id }))),
    useConfirmation: async (id, nonce) => (await file.write((db) => db.run(USE, { nonce, id }))) === 1,
  };
}

async function* listed(file: Database, filter: ListFilter) {
  for (let after = ""; ; ) {
    const from = { after, most: PAGE };
    const page = await file.read<readonly Subscriber[]>([], (db) => subscribersAfter(db, filter, from));
    yield* page;
    if (page.length < PAGE) return;
    after = page.at(-1)!.id;
  }
}
