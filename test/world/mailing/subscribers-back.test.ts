import { describe, expect, it } from "vitest";
import type { Database } from "../../../pipeline/world/database/sql.ts";
import { openDeliveries } from "../../../pipeline/world/mailing/open-deliveries.ts";
import { openSubscribers } from "../../../pipeline/world/mailing/open-subscribers.ts";
import { newSubscriberId } from "../../../pipeline/world/mailing/subscriber-id.ts";
import { at, began, correctionOf, frozen, lead, type Store } from "./deliveries/store.ts";
import { mailingServer } from "./postgres-store.ts";
import { newFile } from "./sqlite-store.ts";
import { consent, entry } from "./subscribers-contract.ts";

const ADA = "ada@example.com";

/** One reader, to whom the day's issue was sent. */
async function sentToAda(file: Database) {
  const subscribers = openSubscribers(file, { newId: newSubscriberId });
  const store = { deliveries: openDeliveries(file) } as Store;
  await subscribers.take([entry(ADA)], at(-60));
  const ada = (await subscribers.find(ADA))!;
  const version = await frozen(store, "one");
  const enqueue = (id = version.id) => store.deliveries.enqueue(id, at(70), null);
  await enqueue();
  const sender = await began(store, version);
  const send = (to: "accepted" | "queued") => lead(store, sender, { [ada.id]: to });
  return { subscribers, store, version, ada, enqueue, send, sender };
}

const agreed = (moment: string) => entry(ADA, { consent: consent(moment) });

const server = mailingServer();

describe.each([
  ["SQLite", async () => newFile().file],
  ["PostgreSQL", () => server.untimed()],
] as const)("in %s", (_, open) => {
  it("a reader who is removed and comes back the same day gets the day's issue once, in whatever edition", async () => {
    const { subscribers, store, enqueue, send } = await sentToAda(await open());
    await send("accepted");
    await subscribers.remove(ADA, "Editor One", at(40));
    expect(await subscribers.take([agreed(at(50))], at(50))).toEqual(["returned"]);
    expect(await enqueue()).toMatchObject({ issues: 0, there: 1 });
    await subscribers.take([{ ...agreed(at(50)), tier: "paid" }], at(55));
    const paid = await frozen(store, "paid", { edition: "paid" });
    expect(await enqueue(paid.id)).toMatchObject({ issues: 0 });
  });

  it("he gets the correction of what was sent to him", async () => {
    const { subscribers, store, version, enqueue, send } = await sentToAda(await open());
    await send("accepted");
    await subscribers.remove(ADA, "Editor One", at(40));
    const second = await frozen(store, "two", { correction: correctionOf(version) });
    expect(await enqueue(second.id)).toMatchObject({ issues: 0, corrections: 0 });
    await subscribers.take([agreed(at(50))], at(50));
    expect(await enqueue(second.id)).toMatchObject({ issues: 0, corrections: 1 });
  });

  it("he gets the issue where it had not gone to him when he was removed", async () => {
    const { subscribers, store, enqueue, sender } = await sentToAda(await open());
    await subscribers.remove(ADA, "Editor One", at(40));
    expect(await store.deliveries.due(sender, at(41), 10)).toEqual([]);
    await subscribers.take([agreed(at(50))], at(50));
    expect(await enqueue()).toMatchObject({ issues: 1 });
  });
});
