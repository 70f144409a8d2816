import { existsSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { expect, it, onTestFinished } from "vitest";
import { mailingPath, openMailingFile } from "../../../pipeline/world/mailing/open-mailing.ts";
import { openSubscribers } from "../../../pipeline/world/mailing/open-subscribers.ts";
import { newSubscriberId } from "../../../pipeline/world/mailing/subscriber-id.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { mailingServer } from "./postgres-store.ts";
import { consent, day, entry, subscribersContract } from "./subscribers-contract.ts";
import { leavingContract } from "./subscribers-leaving.ts";

function opened(path = mailingPath(temporaryFolder())) {
  const file = openMailingFile(path);
  onTestFinished(() => file.close());
  return { path, file, subscribers: openSubscribers(file, { newId: newSubscriberId }) };
}

const server = mailingServer();
const onServer = async () => openSubscribers(await server.untimed(), { newId: newSubscriberId });

for (const [name, open] of [
  ["SQLite", async () => opened().subscribers],
  ["PostgreSQL", onServer],
] as const) {
  subscribersContract(name, open);
  leavingContract(name, open);
}

it("no file appears by looking at a list that is not there", async () => {
  const { path, subscribers } = opened();
  await subscribers.find("ada@example.com");
  await subscribers.count({});
  await subscribers.change("a".repeat(16), { to: "unsubscribed", why: "link" }, day(1));
  expect(existsSync(path)).toBe(false);
});

it("every change of state is kept with its reason, and every consent", async () => {
  const { path, subscribers } = opened();
  await subscribers.take([entry("ada@example.com", { consent: null })], day(2));
  const ada = (await subscribers.find("ada@example.com"))!;
  const agreed = { to: "active", why: "confirmed by mail", consent: consent(day(3), "form") } as const;
  await subscribers.change(ada.id, agreed, day(3));
  await subscribers.change(ada.id, { to: "unsubscribed", why: "one click" }, day(4));
  await subscribers.take([entry("ada@example.com", { consent: consent(day(5), "anew") })], day(6));
  const db = new DatabaseSync(path, { readOnly: true });
  const rows = db.prepare("SELECT at, was, is_now, why FROM changes ORDER BY sequence").all();
  expect(rows.map((row) => Object.values(row))).toEqual([
    [day(2), null, "pending", "without a consent"],
    [day(3), "pending", "active", "confirmed by mail"],
    [day(4), "active", "unsubscribed", "one click"],
    [day(6), "unsubscribed", "active", "anew"],
  ]);
  expect(db.prepare("SELECT proof FROM consents ORDER BY at").all()).toEqual([
    { proof: "form" },
    { proof: "anew" },
  ]);
  db.close();
});

it("an entry that cannot be kept takes all of its call back", async () => {
  const { file } = opened();
  const same = openSubscribers(file, { newId: () => "a".repeat(16) });
  await expect(same.take([entry("a@example.com"), entry("b@example.com")], day(2))).rejects.toThrow();
  expect(await same.count({})).toBe(0);
});

it("who removed a reader and when is kept beside the hash, and told when he is removed again", async () => {
  const { path, subscribers } = opened();
  await subscribers.take([entry("ada@example.com")], day(2));
  await subscribers.remove("ada@example.com", "Editor One", day(3));
  const earlier = { at: day(3), by: "Editor One" };
  const again = await subscribers.remove("Ada@example.com", "Editor Two", day(4));
  expect(again).toEqual({ was: false, earlier });
  const db = new DatabaseSync(path, { readOnly: true });
  const kept = db.prepare("SELECT hash, at, by FROM suppressed").all();
  expect(kept).toEqual([{ hash: expect.stringMatching(/^[\w-]{22}$/), at: day(4), by: "Editor Two" }]);
  db.close();
});

it("what is known of people is neither deleted nor made longer, by anybody", async () => {
  const { file, subscribers } = opened();
  await subscribers.take([entry("ada@example.com")], day(2));
  for (const table of ["mailboxes", "consents", "changes"])
    await expect(file.write((db) => db.run(`DELETE FROM ${table}`))).rejects.toThrow("only overwritten");
  const longer = "UPDATE mailboxes SET address = address || 'x'";
  await expect(file.write((db) => db.run(longer))).rejects.toThrow("only overwritten");
});

it("the view of readers shows them with their addresses, and finds them by the ways that the ledger asks", async () => {
  const { path, subscribers } = opened();
  await subscribers.take([entry("Ada@example.com", { name: "Ada" })], day(2));
  const { id } = (await subscribers.find("ada@example.com"))!;
  const db = new DatabaseSync(path, { readOnly: true });
  const plan = (sql: string) =>
    db
      .prepare(`EXPLAIN QUERY PLAN ${sql}`)
      .all()
      .map(({ detail }) => String(detail));
  expect(
    db.prepare("SELECT id, key, address, name FROM subscribers WHERE key = 'ada@example.com'").all(),
  ).toEqual([{ id, key: "ada@example.com", address: "Ada@example.com", name: "Ada" }]);
  const joined =
    "SELECT s.address FROM deliveries d LEFT JOIN subscribers s ON s.id = d.recipient WHERE d.version = 'v'";
  expect(plan(joined).join("; ")).toMatch(/SEARCH readers USING PRIMARY KEY \(id=\?\)/);
  const wanted = "SELECT id FROM subscribers WHERE tier = 'free' AND state = 'active' ORDER BY id";
  expect(plan(wanted)).toEqual(["SEARCH readers USING COVERING INDEX readers_by_state (tier=? AND state=?)"]);
  db.close();
});
