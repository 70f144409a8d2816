import { spawn } from "node:child_process";
import { existsSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import type { Deliveries } from "../../../pipeline/world/mailing/mailing.ts";
import { openDeliveries } from "../../../pipeline/world/mailing/open-deliveries.ts";
import { ACCEPT, at, began, DAY, frozen, HAND, HERE, markOf, type Store } from "./deliveries/store.ts";
import { newFile, putReaders } from "./sqlite-store.ts";

/** One version, enqueued for `count` readers, claimed. */
async function claimed(count: number, patienceMs?: number) {
  const { path, file } = newFile(undefined, patienceMs);
  const deliveries = openDeliveries(file);
  const store = { deliveries } as Store;
  const version = await frozen(store, "one");
  await putReaders(
    file,
    Array.from({ length: count }, (_, index) => ({ id: `r${index}` })),
  );
  await deliveries.enqueue(version.id, at(0), null);
  const sender = await began(store, version);
  const due = await deliveries.due(sender, at(1), count);
  return { path, file, deliveries, version, sender, due };
}

/** SQL past the program, as an accident would. */
function byForce(path: string, sql: string): void {
  const db = new DatabaseSync(path);
  db.exec(sql);
  db.close();
}

async function looked(deliveries: Deliveries): Promise<unknown> {
  const receipts: unknown[] = [];
  for await (const one of deliveries.receipts(`${DAY}/free/1`, {})) receipts.push(one);
  return {
    versions: await deliveries.versions({}),
    file: await deliveries.file("0".repeat(64)),
    next: await deliveries.nextDue(`${DAY}/free/1`),
    list: await deliveries.listChange("free", DAY),
    accepted: (await deliveries.tally(`${DAY}/free/1`)).accepted,
    receipts,
  };
}

const NOTHING = { versions: [], file: null, next: null, list: null, accepted: 0, receipts: [] };

function replaceFile(path: string): void {
  renameSync(path, `${path}.old`);
  writeFileSync(path, "other");
}

describe("the file of deliveries", () => {
  it("is not made by looking, and where there is none nothing was sent", async () => {
    const { path, file } = newFile();
    expect(await looked(openDeliveries(file))).toEqual(NOTHING);
    expect(existsSync(dirname(path))).toBe(false);
  });

  it("is made anew where it was taken away between two runs", async () => {
    const { path, file } = await claimed(1);
    await file.close();
    rmSync(dirname(path), { recursive: true });
    const again = newFile(path);
    const deliveries = openDeliveries(again.file);
    expect(await looked(deliveries)).toEqual(NOTHING);
    expect((await frozen({ deliveries } as Store, "two")).id).toBe(`${DAY}/free/1`);
  });

  it.each([
    ["taken away", (path: string) => rmSync(path)],
    ["replaced", replaceFile],
  ])("that is %s under a sender's feet stops it: its steps would be kept nowhere", async (_, take) => {
    const { path, deliveries, sender, due } = await claimed(1);
    take(path);
    await expect(deliveries.mark([markOf(due[0]!, sender, HAND)])).rejects.toMatchObject({
      code: "disk",
      message: `${path}: The file of readers and deliveries was taken away or replaced while it was in use; nothing more was recorded. Put a copy of the file in its place before anything is sent: without it nobody knows who got what.`,
    });
  });

  it("names the row that is not what was written", async () => {
    const { path, deliveries, version } = await claimed(1);
    byForce(path, "UPDATE deliveries SET state = 'delivered'");
    await expect(looked(deliveries)).rejects.toMatchObject({
      code: "archive-damaged",
      message: `${path} [deliveries ${version.id} r0]: The row says what is never written: delivered. Put a copy of the file in its place before anything is sent: without it nobody knows who got what.`,
    });
    byForce(path, "DROP TRIGGER versions_stay; UPDATE versions SET version = substr(version, 1, 40)");
    await expect(deliveries.versions({})).rejects.toMatchObject({
      code: "archive-damaged",
      faults: [{ place: `${path} [versions ${version.id}]`, message: "The row is not what was recorded." }],
    });
    const [sha] = Object.values(version.bound.forms);
    byForce(path, `DROP TRIGGER files_stay; UPDATE files SET bytes = x'00' WHERE sha256 = '${sha}'`);
    await expect(deliveries.file(sha!)).rejects.toMatchObject({
      code: "archive-damaged",
      faults: [{ place: `${path} [files ${sha}]` }],
    });
  });

  it("lets nobody change or take out a version, its bytes, or a person's word", async () => {
    const { path } = await claimed(1);
    byForce(
      path,
      "INSERT INTO decisions (version, recipient, at, how, by) VALUES ('v', 'r', 't', 'accept', 'E')",
    );
    for (const table of ["versions", "files", "decisions"]) {
      expect(() => byForce(path, `DELETE FROM ${table}`)).toThrow(`${table} are only ever added`);
      const column = table === "files" ? "bytes = x'00'" : "version = ''";
      expect(() => byForce(path, `UPDATE ${table} SET ${column}`)).toThrow(`${table} are only ever added`);
    }
  });
});

describe("steps that cannot be kept", () => {
  it("are told to every caller that waits, none of them is made, and later ones are", async () => {
    const { path, deliveries, sender, due, version } = await claimed(3, 50);
    const other = new DatabaseSync(path);
    other.exec("BEGIN IMMEDIATE");
    const calls = due.map((one) => deliveries.mark([markOf(one, sender, HAND)]));
    for (const { reason } of (await Promise.allSettled(calls)) as PromiseRejectedResult[])
      expect(reason).toMatchObject({
        code: "archive-busy",
        message: `${path}: Another process has been writing readers and deliveries for more than 0.05 seconds. Wait until it has ended and run again: nothing was recorded.`,
      });
    other.exec("ROLLBACK");
    other.close();
    expect(await deliveries.tally(version.id)).toMatchObject({ queued: 3 });
    expect(await deliveries.mark(due.map((one) => markOf(one, sender, HAND)))).toEqual([true, true, true]);
  });

  it("for want of space on the disk are told as such, and the file stays whole", async () => {
    const count = 3000;
    const { path, file, deliveries, sender, due, version } = await claimed(count);
    const ask = (pragma: string) => file.read(undefined, (db) => db.get(`PRAGMA ${pragma}`));
    const { page_count } = (await ask("page_count"))!;
    await ask(`max_page_count = ${page_count}`);
    const long = { ...HAND, reply: "x".repeat(299) };
    const calls = due.map((one) => deliveries.mark([markOf(one, sender, long)]));
    const codes = new Set(
      (await Promise.allSettled(calls)).map((one) => (one as PromiseRejectedResult).reason.code),
    );
    expect([...codes]).toEqual(["disk"]);
    expect(await deliveries.tally(version.id)).toMatchObject({ queued: count, "handed over": 0 });
    await ask("max_page_count = 1000000");
    const made = await deliveries.mark([markOf(due[0]!, sender, HAND), markOf(due[0]!, sender, ACCEPT)]);
    expect(made).toEqual([true, true]);
    expect(new DatabaseSync(path).prepare("PRAGMA integrity_check").get()).toEqual({ integrity_check: "ok" });
  });

  it("for a file that may not grow are told as such by a process that goes on", async () => {
    const { path, file, deliveries, version, sender } = await claimed(3000);
    await deliveries.end(sender, at(2));
    await file.wipe([]);
    const script = fileURLToPath(new URL("sending-process.ts", import.meta.url));
    // 1,024 blocks of 1,024 bytes: less than the write-ahead log grows to.
    const child = spawn("bash", [
      "-c",
      'ulimit -f 1024; exec "$0" "$@"',
      process.execPath,
      script,
      path,
      version.id,
    ]);
    const lines = (await text(child.stdout)).trim().split("\n");
    expect(lines.at(-1)).toBe("fault disk");
    const told = lines.filter((line) => line.startsWith("a ")).map((line) => line.slice(2));
    expect(told.length).toBeGreaterThan(0);
    const accepted: string[] = [];
    for await (const one of deliveries.receipts(version.id, { state: "accepted" }))
      accepted.push(one.recipient);
    expect(told.filter((one) => !accepted.includes(one))).toEqual([]);
    expect(await deliveries.begin(version.id, HERE, at(9))).toHaveProperty("uncertain");
  });
});
