import { describe, expect, it } from "vitest";
import type { Statements } from "../../../pipeline/world/database/sql.ts";
import { openDeliveries } from "../../../pipeline/world/mailing/open-deliveries.ts";
import { openSubscribers } from "../../../pipeline/world/mailing/open-subscribers.ts";
import { makeSteps } from "../../../pipeline/world/mailing/steps.ts";
import { newSubscriberId } from "../../../pipeline/world/mailing/subscriber-id.ts";
import { rowsRead } from "../../support/rows-read.ts";
import { ACCEPT, at, frozen, HAND, HERE, markOf, type Store } from "./deliveries/store.ts";
import { mailingServer } from "./postgres-store.ts";
import { putReaders } from "./sqlite-store.ts";
import { consent, day, entry } from "./subscribers-contract.ts";

const server = mailingServer();
const HOUR = 3600;
const ELSEWHERE = { process: 7, host: "other.example.com" };
const FAR = { process: 8, host: "far.example.com" };

/** A version for so many readers, and the way to several processes that send it. */
async function enqueued(count: number) {
  const { address, open } = await server.opened();
  const file = open();
  const deliveries = openDeliveries(file);
  const version = await frozen({ deliveries } as Store, "one");
  const readers = Array.from({ length: count }, (_, index) => ({ id: `r${String(index).padStart(4, "0")}` }));
  await putReaders(file, readers);
  await deliveries.enqueue(version.id, at(0), null);
  return { address, file, deliveries, version, another: () => openDeliveries(open()) };
}

describe("readers and deliveries in PostgreSQL", () => {
  it("lets nobody change or take out what is only ever added, or make longer what is known of people", async () => {
    const { file } = await enqueued(1);
    const subscribers = openSubscribers(file, { newId: newSubscriberId });
    await subscribers.take([entry("ada@example.com")], day(2));
    const decision = `INSERT INTO decisions (version, recipient, at, how, by) VALUES ('v', 'r', 't', 'accept', 'E')`;
    await file.write((db) => db.run(decision));
    const refused = (sql: string, why: string) =>
      expect(file.write((db: Statements) => db.run(sql))).rejects.toThrow(why);
    for (const [table, column] of [
      ["versions", "version = ''"],
      ["files", "bytes = ''"],
      ["decisions", "version = ''"],
    ] as const)
      for (const sql of [`UPDATE ${table} SET ${column}`, `DELETE FROM ${table}`, `TRUNCATE ${table}`])
        await refused(sql, `${table} are only ever added`);
    for (const [table, column] of [
      ["mailboxes", "address"],
      ["consents", "proof"],
      ["changes", "why"],
    ] as const)
      for (const sql of [
        `UPDATE ${table} SET ${column} = ${column} || 'x'`,
        `DELETE FROM ${table}`,
        `TRUNCATE ${table}`,
      ])
        await refused(sql, `${table} are only overwritten by as many bytes`);
  });

  it("names the row that is not what was written, with its schema and without the password", async () => {
    const { address, deliveries } = await enqueued(1);
    await server.sql(
      address,
      "DROP TRIGGER versions_stay ON tracker_mailing.versions",
      "UPDATE tracker_mailing.versions SET version = substr(version, 1, 40)",
    );
    await expect(deliveries.versions({})).rejects.toThrow(
      /^127\.0\.0\.1:\d+\/test_\w+ \[tracker_mailing\.versions 2025-11-05\/free\/1\]: The row is not what was recorded\./,
    );
  });

  it("looks up readers and what is due by their indexes", async () => {
    const { address, version } = await enqueued(3000);
    const plan = async (sql: string) => {
      await server.sql(address, "ANALYZE");
      const rows = await server.sql(address, "SET search_path TO tracker_mailing", `EXPLAIN ${sql}`);
      return rows.map((row) => String(row["QUERY PLAN"])).join("\n");
    };
    expect(await plan("SELECT id FROM readers WHERE hash = 'x'")).toContain("readers_hash_key");
    expect(
      await plan(
        `SELECT d.recipient, s.address, s.state FROM deliveries d LEFT JOIN subscribers s ON s.id = d.recipient
         WHERE d.version = '${version.id}' AND d.state = 'queued' AND d.not_before IS NULL AND (sender IS NULL OR sender NOT IN (
           SELECT sender FROM senders WHERE version = '${version.id}' AND ended_at IS NULL))
         ORDER BY d.not_before, d.queued_at, d.recipient LIMIT 10`,
      ),
    ).toMatch(
      /^Limit.*\n +-> {2}Nested Loop Left Join.*\n +-> {2}Index Scan using deliveries_due on deliveries d/,
    );
  });
});

describe("steps of a version that was never counted", () => {
  it("read the rows that they change, and no other", async () => {
    const { file, deliveries, version } = await enqueued(3000);
    const begun = await deliveries.begin(version.id, HERE, at(1));
    if ("busy" in begun) throw new Error("busy");
    const due = await deliveries.due(begun.sender, at(2), 50);
    const steps = due.map((one) => markOf(one, begun.sender, HAND));
    const read = await file.write((db) =>
      rowsRead(db, "deliveries", async () => expect(await makeSteps(db, steps)).not.toContain(false)),
    );
    expect(read).toBeLessThanOrEqual(2 * steps.length);
  });
});

describe("who sends, by the clock of the database", () => {
  it("is alive though his clock and that of who asks are hours apart", async () => {
    const { deliveries, version, another } = await enqueued(1);
    const begun = await deliveries.begin(version.id, ELSEWHERE, at(0));
    expect(begun).toHaveProperty("sender");
    for (const seconds of [-HOUR, HOUR, 9000 * HOUR])
      expect(await another().begin(version.id, HERE, at(seconds))).toHaveProperty("busy");
  });

  it("is dead a minute after his last beat, whatever the clocks say", async () => {
    const { address, deliveries, version, another } = await enqueued(1);
    await deliveries.begin(version.id, ELSEWHERE, at(0));
    const silent = (seconds: number) =>
      server.sql(
        address,
        `UPDATE tracker_mailing.senders SET beat_at = to_char((clock_timestamp() - interval '${seconds} seconds')
           AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`,
      );
    await silent(50);
    expect(await another().begin(version.id, HERE, at(0))).toHaveProperty("busy");
    await silent(61);
    expect(await another().begin(version.id, HERE, at(0))).toHaveProperty("sender");
  });
});

describe("several processes that send together", () => {
  it("hand each reader out once, though one of them dies in between", async () => {
    const count = 120;
    const { address, deliveries, version, another } = await enqueued(count);
    const handed: string[] = [];
    const send = async (ledger: typeof deliveries, { most, who }: { most: number; who: typeof HERE }) => {
      const begun = await ledger.begin(version.id, who, at(1), { together: true });
      if ("busy" in begun) throw new Error("busy");
      for (let sent = 0; sent < most; ) {
        const page = await ledger.due(begun.sender, at(2), 7);
        if (page.length === 0) break;
        for (const due of page) {
          if (sent === most) return;
          const [made] = await ledger.mark([markOf(due, begun.sender, HAND)]);
          if (made) handed.push(due.recipient);
          sent += 1;
          if (sent < most) await ledger.mark([markOf(due, begun.sender, ACCEPT)]);
        }
      }
      await ledger.end(begun.sender, at(9));
    };
    const all = { most: count, who: HERE };
    // One stops in the middle, as a process does that is killed: a letter is handed over, others are claimed.
    await Promise.all([send(another(), { most: 10, who: FAR }), send(another(), all), send(another(), all)]);
    expect(new Set(handed).size).toBe(handed.length);
    expect(await deliveries.tally(version.id)).toMatchObject({ "handed over": 1, uncertain: 0 });
    await server.sql(
      address,
      `UPDATE tracker_mailing.senders SET beat_at = '2025-01-01T00:00:00.000Z' WHERE host = '${FAR.host}'`,
    );
    await send(another(), all);
    expect([handed.length, new Set(handed).size]).toEqual([count, count]);
    expect(await deliveries.tally(version.id)).toMatchObject({ accepted: count - 1, uncertain: 1 });
  });
});

describe("a reader who is removed", () => {
  const WORDS = ["sonderbar", "wilhelmina", "letter of spring"];
  const removable = async (patienceMs?: number) => {
    const { address, open } = await server.opened(patienceMs);
    const file = open();
    const subscribers = openSubscribers(file, { newId: newSubscriberId });
    const more = { name: "Wilhelmina", consent: consent(day(1), "her letter of spring") };
    await subscribers.take([entry("sonderbar@example.net", more), entry("ada@example.com")], day(2));
    return { address, open, subscribers };
  };
  const inTables = async (address: string) => {
    const rows: unknown[] = [];
    for (const table of ["mailboxes", "consents", "changes", "readers"])
      rows.push(await server.sql(address, `SELECT * FROM tracker_mailing.${table}`));
    return JSON.stringify(rows).toLowerCase();
  };
  /** Rows that no query finds and that still stand there. */
  const dead = (address: string) =>
    server.sql(
      address,
      "CREATE EXTENSION IF NOT EXISTS pgstattuple",
      `SELECT sum((pgstattuple('tracker_mailing.' || name)).dead_tuple_count)::int AS dead
         FROM unnest(ARRAY['mailboxes', 'consents', 'changes', 'readers']) AS name`,
    );

  it("stands in no row any more, neither a living nor a dead one", async () => {
    const { address, subscribers } = await removable();
    const before = await inTables(address);
    expect(WORDS.filter((word) => before.includes(word))).toEqual(WORDS);
    expect(await subscribers.remove("Sonderbar@example.net", "Editor One", day(3))).toMatchObject({
      was: true,
    });
    const after = await inTables(address);
    expect(WORDS.filter((word) => after.includes(word))).toEqual([]);
    expect(await dead(address)).toEqual([{ dead: 0 }]);
    expect(await subscribers.count({})).toBe(1);
  });

  it("is told as not wiped while another process looks at an older moment, and is by the next removal", async () => {
    const { address, open, subscribers } = await removable(200);
    const other = open();
    await other.read(null, async (look) => {
      await look.all("SELECT * FROM mailboxes");
      await expect(subscribers.remove("sonderbar@example.net", "Editor One", day(3))).rejects.toThrow(
        "The reader is off the list, but another process is reading it",
      );
    });
    expect(await subscribers.find("sonderbar@example.net")).toBeNull();
    await subscribers.remove("sonderbar@example.net", "Editor One", day(4));
    expect(await dead(address)).toEqual([{ dead: 0 }]);
  });
});
