import { existsSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { expect, it, onTestFinished } from "vitest";
import { mailingPath, openMailingFile } from "../../../pipeline/world/mailing/open-mailing.ts";
import { openSubscribers } from "../../../pipeline/world/mailing/open-subscribers.ts";
import { newSubscriberId } from "../../../pipeline/world/mailing/subscriber-id.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { consent, day, entry, subscribersContract } from "./subscribers-contract.ts";

function opened(path = mailingPath(temporaryFolder())) {
  const file = openMailingFile(path);
  onTestFinished(() => file.close());
  return { path, file, subscribers: openSubscribers(file, { newId: newSubscriberId }) };
}

subscribersContract("SQLite", async () => opened().subscribers);

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
