import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { expect, it, onTestFinished } from "vitest";
import { mailingPath, openMailingFile } from "../../../pipeline/world/mailing/open-mailing.ts";
import { openSubscribers } from "../../../pipeline/world/mailing/open-subscribers.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { consent, day, entry } from "./subscribers-contract.ts";

/** The same list, page for page, in every run. */
function opened(patienceMs = 10_000) {
  const path = mailingPath(temporaryFolder());
  const file = openMailingFile(path, { patienceMs });
  onTestFinished(() => file.close());
  let number = 0;
  const newId = () => {
    number += 1;
    const bytes = createHash("sha256").update(`4 ${number}`).digest();
    return [...bytes.subarray(0, 16)].map((byte) => "abcdefghijklmnopqrstuvwxyz234567"[byte & 31]).join("");
  };
  return { path, file, subscribers: openSubscribers(file, { newId }) };
}

const bytesOf = (path: string) =>
  ["", "-wal", "-shm"]
    .filter((ending) => existsSync(path + ending))
    .map((ending) => readFileSync(path + ending).toString("latin1"))
    .join("\n")
    .toLowerCase();

it("nothing of a removed reader stands anywhere in the file or its log", async () => {
  const { path, subscribers } = opened();
  const others = Array.from({ length: 300 }, (_, index) =>
    entry(`r${index}@example.org`, { name: `R ${index}` }),
  );
  await subscribers.take(others, day(2));
  const words = { name: "Wilhelmina Sonderbar", consent: consent(day(1), "her letter of spring") };
  await subscribers.take([entry("W.Sonderbar@rare.example.net", words)], day(2));
  const reader = (await subscribers.find("w.sonderbar@rare.example.net"))!;
  await subscribers.change(reader.id, { to: "paused", why: "travels in Patagonia" }, day(3));
  const said = ["sonderbar", "rare.example.net", "wilhelmina", "letter of spring", "patagonia"];
  expect(said.filter((word) => bytesOf(path).includes(word))).toEqual(said);
  await subscribers.remove("w.sonderbar@rare.example.net", day(4));
  expect(said.filter((word) => bytesOf(path).includes(word))).toEqual([]);
  expect(bytesOf(path)).not.toContain(
    createHash("sha256").update("w.sonderbar@rare.example.net").digest("hex"),
  );
  expect(await subscribers.count({})).toBe(300);
  expect((await subscribers.find("r7@example.org"))!.name).toBe("R 7");
});

it("also where a copy stayed in the gap of a page, when SQLite moved rows to another", async () => {
  const { path, file, subscribers } = opened();
  const chance = (text: string, below: number) =>
    createHash("sha256").update(text).digest().readUInt32BE(0) % below;
  // Of these names, ids and orders it is known that SQLite leaves copies of these two, whatever secure_delete is.
  const gone = [`r763x@example${"o".repeat(6)}.org`, `r1627x@example${"o".repeat(50)}.org`];
  let there: string[] = [];
  for (let round = 0; round < 10; round += 1) {
    const more = Array.from(
      { length: 200 },
      (_, index) => `r${round * 200 + index}x@example${"o".repeat(chance(`4l${round}.${index}`, 60))}.org`,
    );
    const named = (one: string, letters: number) => entry(one, { name: "N".repeat(1 + letters) });
    await subscribers.take(
      more.map((one) => named(one, chance(one, 90))),
      day(2),
    );
    there.push(...more);
    const renamed = there.filter((one) => chance(one + round, 5) === 0);
    await subscribers.take(
      renamed.map((one) => named(one, chance(`${one}${round}x`, 100))),
      day(2),
    );
    const out = there.filter((one) => chance(`${one}out${round}`, 10) === 0);
    file.transaction((db) => {
      const others = out.filter((one) => !gone.includes(one));
      for (const one of others) db.prepare("DELETE FROM subscribers WHERE key = ?").run(one);
    });
    for (const one of out.filter((one) => gone.includes(one))) await subscribers.remove(one, day(3));
    there = there.filter((one) => !out.includes(one));
  }
  const left = bytesOf(path);
  expect(gone.filter((one) => left.includes(one))).toEqual([]);
  expect(await subscribers.count({})).toBe(there.length);
});

it("while another process reads, a removal says that the log is not wiped yet, and the next one wipes it", async () => {
  const { path, subscribers } = opened(50);
  await subscribers.take([entry("ada@rare.example.net")], day(2));
  const other = new DatabaseSync(path, { readOnly: true });
  other.exec("BEGIN");
  other.prepare("SELECT count(*) FROM subscribers").get();
  await expect(subscribers.remove("ada@rare.example.net", day(3))).rejects.toThrow(
    "The reader is off the list, but another process is reading the file",
  );
  expect(await subscribers.find("ada@rare.example.net")).toBeNull();
  other.close();
  expect(await subscribers.remove("ada@rare.example.net", day(4))).toBe(false);
  expect(bytesOf(path)).not.toContain("rare.example.net");
});
