// Messages a second on PostgreSQL: one process with its ledger there, and 1, 2, 4 workers over the queue. Small letters and letters with an issue's
// PDF, signed, over 8 connections. Words: how many letters, how many rounds.
import { type ChildProcess, spawn } from "node:child_process";
import { createHash, generateKeyPairSync, randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { deliverOrders } from "../../pipeline/cli/jobs/deliver-orders.ts";
import { versionLetters } from "../../pipeline/cli/jobs/version-letters.ts";
import { openMailing } from "../../pipeline/cli/mailing-world.ts";
import { readOutgoing } from "../../pipeline/cli/outgoing.ts";
import { sendAll } from "../../pipeline/deliver/sending/send-all.ts";
import { ISSUE_PLACE, UNSUBSCRIBE_PLACE } from "../../pipeline/post/places.ts";
import { openQueue } from "../../pipeline/world/queue/open-queue.ts";
import { realRelays } from "../../pipeline/world/relays/real-relays.ts";
import { ownPostgres } from "../support/own-postgres.ts";
import { median } from "./rounds.ts";

const MOMENT = "2025-09-18T21:00:00.000Z";
const VERSION = "2025-09-18/free/1";
const LINES = 8;
const SIZES = { small: 2_000, issue: 300_000 } as const;
const here = fileURLToPath(new URL(".", import.meta.url));
const cli = join(here, "../../pipeline/cli.ts");

type Size = keyof typeof SIZES;
/** What sends: one process on its own file or on PostgreSQL, or so many workers. */
const CONTENDERS = ["file", "alone", 1, 2, 4] as const;
type Contender = (typeof CONTENDERS)[number];

const [mode = "", own = ""] = process.argv.slice(2);
if (mode === "alone") await sendAlone(own);
else await compare(Number(mode || 3000), Number(own || 3));

async function compare(letters: number, rounds: number): Promise<void> {
  const work = mkdtempSync(join(tmpdir(), "tracker-bench-"));
  const server = await ownPostgres();
  try {
    let count = 0;
    for (const size of Object.keys(SIZES) as Size[]) {
      const rates = new Map<Contender, number[]>(CONTENDERS.map((name) => [name, []]));
      for (let round = 0; round < rounds; round += 1)
        for (const contender of CONTENDERS) {
          count += 1;
          const name = `bench_${count}`;
          const database = contender === "file" ? "" : await server.database();
          rates
            .get(contender)!
            .push(await against(contender, { root: join(work, name), database, size, letters }));
        }
      for (const [contender, all] of rates)
        console.log(`${size}, ${wordsOf(contender)}: ${median(all).toFixed(0)} messages/s`);
    }
  } finally {
    await server.stop();
    rmSync(work, { recursive: true, force: true });
  }
}

function wordsOf(contender: Contender): string {
  if (contender === "file") return "one process, SQLite";
  if (contender === "alone") return "one process, PostgreSQL";
  return `${contender} worker${contender === 1 ? "" : "s"}, PostgreSQL`;
}

interface Round {
  readonly root: string;
  readonly database: string;
  readonly size: Size;
  readonly letters: number;
}

/** Messages a second of one contender, against a server of its own. */
async function against(contender: Contender, round: Round): Promise<number> {
  const sink = started(process.execPath, [join(here, "mail-sink.ts")], {});
  try {
    const environment = projectIn(round.root, Number(await first(sink)));
    if (contender !== "file") environment.TRACKER_DATABASE = round.database;
    await enter(round, environment);
    if (typeof contender === "number") return await byWorkers(contender, round, environment);
    const script = fileURLToPath(import.meta.url);
    return Number(await first(started(process.execPath, [script, "alone", round.root], environment)));
  } finally {
    sink.kill("SIGTERM");
  }
}

/** From the orders to the last letter, by workers that wait for them. */
async function byWorkers(
  count: number,
  { root, database, letters }: Round,
  environment: NodeJS.ProcessEnv,
): Promise<number> {
  const queue = openQueue(database);
  const mailing = openMailing({ environment }, root);
  await queue.deadLetters("deliver");
  const words = [cli, "worker", "--kinds", "deliver", "--root", root];
  const workers = Array.from({ length: count }, () =>
    started(process.execPath, words, { ...environment, TRACKER_LOG: "info" }),
  );
  const ends = workers.map((worker) => new Promise((ended) => worker.on("close", ended)));
  try {
    await Promise.all(workers.map((worker) => first(worker, "stderr")));
    const begun = performance.now();
    await queue.putAll(deliverOrders(VERSION, letters, 60));
    while ((await mailing.deliveries.tally(VERSION)).accepted < letters) await sleep(50);
    return (letters / (performance.now() - begun)) * 1000;
  } finally {
    for (const worker of workers) worker.kill("SIGTERM");
    await Promise.all(ends);
    await mailing.close();
    await queue.close();
  }
}

async function sendAlone(root: string): Promise<void> {
  const outgoing = await readOutgoing(root, process.env);
  const { deliveries, subscribers } = openMailing({ environment: process.env }, root);
  const letters = await versionLetters(deliveries)(VERSION, outgoing);
  const ended = await sendAll(
    {
      version: VERSION,
      letterFor: ({ recipient: id, address, name, kind }) => letters.letterFor({ id, address, name }, kind),
      ...{ settings: outgoing.settings, logins: {}, authorities: {} },
    },
    {
      ...{ deliveries, subscribers, relays: realRelays("bench.example.com") },
      process: { process: process.pid, host: hostname() },
      now: () => new Date().toISOString(),
      ticks: () => performance.now(),
      sleep: (ms, signal) => sleep(ms, undefined, { signal }).catch(() => undefined),
      ...{ chance: () => 0.5, tell: () => undefined, stop: new AbortController().signal },
    },
  );
  console.log((ended.accepted / ended.milliseconds) * 1000);
  process.exit(0);
}

/** @returns its environment */
function projectIn(root: string, port: number): NodeJS.ProcessEnv {
  mkdirSync(join(root, "content"), { recursive: true });
  const settings = {
    ...{ from: { name: "Tracker", address: "tracker@example.com" }, listId: "daily.example.com" },
    ...{ site: "https://tracker.example.com", dkim: { domain: "example.com", selector: "bench" } },
    relays: [{ name: "sink", host: "127.0.0.1", port, tls: "none", connections: LINES }],
  };
  writeFileSync(join(root, "content/delivery.yaml"), JSON.stringify(settings));
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const key = join(root, "key.pem");
  writeFileSync(key, privateKey.export({ type: "pkcs8", format: "pem" }));
  return { TRACKER_LINK_KEY: "a key for the bench, of more than 32 letters", TRACKER_DKIM_KEY_FILE: key };
}

/** A list of readers and a version that waits for them. */
async function enter({ root, size, letters }: Round, environment: NodeJS.ProcessEnv): Promise<void> {
  const { deliveries, subscribers, close } = openMailing({ environment }, root);
  const consent = { at: MOMENT, how: "desk", proof: "bench" } as const;
  const entry = (at: number) =>
    ({ address: `reader${at}@reader${at % 50}.example.org`, name: null, tier: "free" }) as const;
  const entries = Array.from(
    { length: letters },
    (_, at) => ({ ...entry(at), state: "active", consent }) as const,
  );
  await subscribers.take(entries, MOMENT);
  const links = `<a href="${UNSUBSCRIBE_PLACE}">Leave</a> <a href="${ISSUE_PLACE}">Read</a>`;
  const texts = {
    "email.html": `<!doctype html><html><body><h1>A day</h1>${links}</body></html>`,
    "email.txt": `A day\n\n${ISSUE_PLACE}\n${UNSUBSCRIBE_PLACE}\n`,
    "issue.pdf": Buffer.concat([Buffer.from("%PDF-1.7\n"), randomBytes(SIZES[size])]),
  };
  const files = Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, Buffer.from(text)]));
  const hashes = Object.entries(files).map(([name, bytes]) => [
    name,
    createHash("sha256").update(bytes).digest("hex"),
  ]);
  const forms = Object.fromEntries(hashes);
  const bound = { edition: "free", subject: "A day", recipients: "tier = free", forms } as const;
  const version = {
    date: "2025-09-18",
    edition: "free",
    bound,
    approvedBy: [],
    correction: null,
    products: [],
  } as const;
  await deliveries.freeze(version, files, MOMENT);
  await deliveries.enqueue(VERSION, MOMENT, null);
  await close();
}

function started(command: string, words: readonly string[], environment: NodeJS.ProcessEnv): ChildProcess {
  return spawn(command, words, {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, ...environment },
  });
}

async function first(process_: ChildProcess, from: "stdout" | "stderr" = "stdout"): Promise<string> {
  const lines = createInterface({ input: process_[from]! });
  return new Promise((resolve, reject) => {
    lines.once("line", resolve);
    lines.once("close", () => reject(new Error("it ended before it said a word")));
  });
}
