import { describe, expect, it } from "vitest";
import type { Database } from "../../../pipeline/world/database/sql.ts";
import { recentTallies } from "../../../pipeline/world/mailing/recent-tallies.ts";
import { at, began, frozen, markOf } from "./deliveries/store.ts";
import { mailingServer } from "./postgres-store.ts";
import { newFile, storeOn } from "./sqlite-store.ts";

const server = mailingServer();

describe.each([
  ["SQLite", async () => newFile().file],
  ["PostgreSQL", async () => server.untimed()],
] as const)("deliveries of the last days in %s", (_, open: () => Promise<Database>) => {
  it("are counted by edition and state, and none where nothing was sent", async () => {
    const file = await open();
    expect(await recentTallies(file, "2000-01-01")).toEqual([]);
    const store = storeOn(file);
    const version = await frozen(store, "one");
    await store.list(["a", "b", "c"].map((id) => ({ id })));
    await store.deliveries.enqueue(version.id, at(0), null);
    const sender = await began(store, version);
    const [due] = await store.deliveries.due(sender, at(1), 1);
    await store.deliveries.mark([markOf(due!, sender, { from: ["queued"], to: "handed over" })]);
    const some = (await recentTallies(file, version.date)).filter(({ count }) => count > 0);
    expect(some).toEqual([
      { tier: version.edition, state: "queued", count: 2 },
      { tier: version.edition, state: "handed over", count: 1 },
    ]);
    expect(await recentTallies(file, "2999-01-01")).toEqual([]);
  });
});
