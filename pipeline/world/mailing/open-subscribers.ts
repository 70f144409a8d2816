import type { DatabaseSync } from "node:sqlite";
import type { Subscriber } from "../../model/subscriber.ts";
import { forgetUnconfirmed } from "./forget-unconfirmed.ts";
import type { Subscribers } from "./mailing.ts";
import type { MailingFile } from "./open-mailing.ts";
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

/** The list of readers in the mailing file. @throws PipelineError archive-busy, archive-damaged, disk: each of its calls */
export function openSubscribers(file: MailingFile, { newId }: { readonly newId: () => string }): Subscribers {
  const found = (look: (db: DatabaseSync) => Subscriber | null) => {
    const db = file.reading();
    return db && file.guarded(() => look(db));
  };
  return {
    take: async (entries, at) =>
      file.transaction((db) => {
        forgetUnconfirmed(db, at);
        return takeEntries(db, entries, { at, newId });
      }),
    find: async (address) => found((db) => subscriberByAddress(db, address)),
    byId: async (id) => found((db) => subscriberById(db, id)),
    list: (filter) => listed(file, filter),
    count: async (filter) => {
      const db = file.reading();
      return db ? file.guarded(() => countSubscribers(db, filter)) : 0;
    },
    change: async (id, change, at) =>
      file.reading() && file.transaction((db) => changeState(db, id, { change, at })),
    remove: (address, by, at) => removeReader(file, address, { by, at }),
    askConfirmation: async (id, nonce) =>
      file.transaction((db) => {
        db.prepare("UPDATE readers SET nonce = ? WHERE id = ?").run(nonce, id);
      }),
    useConfirmation: async (id, nonce) =>
      file.transaction((db) => {
        const used = db.prepare("UPDATE readers SET nonce = NULL WHERE id = ? AND nonce = ?");
        return used.run(id, nonce).changes === 1;
      }),
  };
}

async function* listed(file: MailingFile, filter: ListFilter) {
  const db = file.reading();
  if (!db) return;
  for (let after = ""; ; ) {
    const from = after;
    const page = file.guarded(() => subscribersAfter(db, filter, { after: from, most: PAGE }));
    yield* page;
    if (page.length < PAGE) return;
    after = page.at(-1)!.id;
  }
}
