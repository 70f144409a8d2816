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

/** Few, so that it takes seconds; 40 rounds of 200, of whom a quarter leaves, have been run as well. */
const [ROUNDS, COME, LEAVE] = [6, 60, 20];

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
  await subscribers.remove("w.sonderbar@rare.example.net", "Editor One", day(4));
  expect(said.filter((word) => bytesOf(path).includes(word))).toEqual([]);
  expect(bytesOf(path)).not.toContain(
    createHash("sha256").update("w.sonderbar@rare.example.net").digest("hex"),
  );
  expect(await subscribers.count({})).toBe(300);
  expect((await subscribers.find("r7@example.org"))!.name).toBe("R 7");
});

/** The same numbers in every run. */
function chances(seed: string) {
  let number = 0;
  return (below: number) => {
    number += 1;
    return createHash("sha256").update(`${seed} ${number}`).digest().readUInt32BE(0) % below;
  };
}

/** Words that stand nowhere else: `zq.17.a` in the address of reader 17, `zq.17.n` in his name. No hash has a dot. */
const word = (reader: number, where: string) => `zq.${reader}.${where}`;

it("nor after thousands of readers came, changed and were removed in any order", async () => {
  const { path, subscribers } = opened();
  const chance = chances("removals");
  const address = (reader: number) => `${word(reader, "a")}@example${"o".repeat(reader % 41)}.org`;
  const named = (reader: number) => `${word(reader, "n")} ${"N".repeat(chance(80))}`;
  const agreed = (reader: number, at: number) =>
    consent(day(at), `${word(reader, "p")} ${"p".repeat(chance(120))}`);
  let there: number[] = [];
  const gone = new Set<number>();
  const some = (share: number) => there.filter(() => chance(100) < share);
  for (let round = 0; round < ROUNDS; round += 1) {
    const come = Array.from({ length: COME }, (_, index) => round * COME + index);
    there.push(...come);
    await subscribers.take(
      [...come, ...some(30)].map((one) =>
        entry(address(one), { name: named(one), consent: agreed(one, 2 + (round % 20)) }),
      ),
      day(25),
    );
    for (const one of some(5)) {
      const { id } = (await subscribers.find(address(one)))!;
      const to = (["paused", "unsubscribed", "bounced"] as const)[chance(3)]!;
      await subscribers.change(id, { to, why: `${word(one, "w")} ${"w".repeat(chance(60))}` }, day(1));
    }
    for (const one of some(LEAVE)) {
      await subscribers.remove(address(one), "Editor One", day(26));
      gone.add(one);
    }
    there = there.filter((one) => !gone.has(one));
    const found = bytesOf(path).match(/zq\.\d+\.[anpw]/g)!;
    expect(found.filter((one) => gone.has(Number.parseInt(one.slice(3), 10)))).toEqual([]);
    // Who is there stands there once: SQLite has left no copy of anybody, so none of whoever is removed next.
    const once = found.filter((one) => /[an]$/.test(one)).sort();
    expect(once).toEqual(there.flatMap((one) => [word(one, "a"), word(one, "n")]).sort());
  }
  expect(gone.size).toBeGreaterThan(ROUNDS * 20);
  expect(await subscribers.count({})).toBe(there.length);
}, 60_000);

it("while another process reads, a removal says that the log is not wiped yet, and the next one wipes it", async () => {
  const { path, subscribers } = opened(50);
  await subscribers.take([entry("ada@rare.example.net")], day(2));
  const other = new DatabaseSync(path, { readOnly: true });
  other.exec("BEGIN");
  other.prepare("SELECT count(*) FROM subscribers").get();
  await expect(subscribers.remove("ada@rare.example.net", "Editor One", day(3))).rejects.toThrow(
    "The reader is off the list, but another process is reading it",
  );
  expect(await subscribers.find("ada@rare.example.net")).toBeNull();
  other.close();
  expect(await subscribers.remove("ada@rare.example.net", "Editor One", day(4))).toMatchObject({
    was: false,
  });
  expect(bytesOf(path)).not.toContain("rare.example.net");
});
