// One contender of send.ts in a process of its own: hands over so many letters and says how fast, at what CPU, and its peak memory.
import { execFileSync } from "node:child_process";
import { createHash, generateKeyPairSync } from "node:crypto";
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { hostname } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { createTransport } from "nodemailer";
import { mailingOf } from "../../pipeline/deliver/message/mailing.ts";
import { personalPdf } from "../../pipeline/deliver/personal/personal-pdf.ts";
import { sendAll } from "../../pipeline/deliver/sending/send-all.ts";
import type { SendingWorld } from "../../pipeline/deliver/sending/sending.ts";
import type { Version } from "../../pipeline/model/delivery.ts";
import { DeliverySettingsSchema } from "../../pipeline/model/delivery-settings.ts";
import type { Letter } from "../../pipeline/model/letter.ts";
import { packagedFile } from "../../pipeline/render/fonts.ts";
import { openLines } from "../../pipeline/world/database/postgres/lines.ts";
import type { Database } from "../../pipeline/world/database/sql.ts";
import type { Due } from "../../pipeline/world/mailing/mailing.ts";
import { openDeliveries } from "../../pipeline/world/mailing/open-deliveries.ts";
import { openMailingFile, openMailingOn } from "../../pipeline/world/mailing/open-mailing.ts";
import { openSubscribers } from "../../pipeline/world/mailing/open-subscribers.ts";
import { newSubscriberId } from "../../pipeline/world/mailing/subscriber-id.ts";
import { realRelays } from "../../pipeline/world/relays/real-relays.ts";
import { withoutLedger } from "./capacity/without-ledger.ts";

/** Connections to the mail server. */
const LINES = Number(process.env.LINES ?? 5);
const DATE = "2025-09-18";
const MOMENT = "2025-09-18T21:00:00.000Z";
const LINK_KEY = "a key for the bench, of more than 32 letters";
const root = fileURLToPath(new URL("../..", import.meta.url)).replace(/\/$/, "");
const [mode = "", work = "", port = "0", count = "0"] = process.argv.slice(2);
const many = Number(count);
const path = join(work, "delivery.sqlite");

const settings = DeliverySettingsSchema.parse({
  from: { name: "Tracker", address: "tracker@example.com" },
  listId: "daily.example.com",
  site: "https://tracker.example.com",
  dkim: { domain: "example.com", selector: "bench" },
  relays: [{ name: "sink", host: "127.0.0.1", port: Number(port) || 25, tls: "none", connections: LINES }],
});

switch (mode) {
  case "issue":
    buildIssue();
    break;
  case "personal":
    await personal();
    break;
  case "list":
    await takeReaders();
    break;
  case "socket":
    await measured(socketLoop);
    break;
  case "unkept":
    await measured(unkeptLoop);
    break;
  case "pool":
    await measured(poolLoop);
    break;
  default:
    await measured(sendLoop);
}

function buildIssue(): void {
  for (const folder of ["content", "templates", "assets"])
    cpSync(join(root, folder), join(work, folder), { recursive: true });
  const words = ["pipeline/cli.ts", "build", DATE, "--sample", "--root", work];
  execFileSync(process.execPath, words, { cwd: root, stdio: "ignore" });
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  writeFileSync(join(work, "key.pem"), privateKey.export({ type: "pkcs8", format: "pem" }));
  writeFileSync(join(work, "letter.eml"), Buffer.concat(oneLetter().parts));
  console.log("built");
}

function formsOf(): Record<string, Uint8Array> {
  const folder = join(work, "out", DATE);
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" });
  const wanted = names.filter((name) => /^(email\.(html|txt)|issue\.pdf|.*\.png)$/.test(name));
  return Object.fromEntries(wanted.map((name) => [name, readFileSync(join(folder, name))]));
}

function newVersion() {
  const hashes = Object.entries(formsOf()).map(
    ([name, bytes]) => [name, createHash("sha256").update(bytes).digest("hex")] as const,
  );
  const forms = Object.fromEntries(hashes);
  const bound = {
    edition: "free",
    subject: "A day in the market",
    recipients: "tier = free",
    forms,
  } as const;
  return { date: DATE, edition: "free", bound, approvedBy: [], correction: null, products: [] } as const;
}

function mailing(version: Version) {
  const dkimKey = readFileSync(join(work, "key.pem"), "utf8");
  return mailingOf({ version, forms: formsOf(), settings, linkKey: LINK_KEY, dkimKey, prefix: "" });
}

function oneLetter(): Letter {
  const { products: _, ...rest } = newVersion();
  const version: Version = { ...rest, id: `${DATE}/free/1`, number: 1, products: {}, frozenAt: MOMENT };
  const reader = { id: "a".repeat(16), address: "reader@example.org", name: null };
  return mailing(version).letterFor(reader, "issue");
}

/** Envelope and bytes by hand: what no sender can be quicker than. */
async function socketLoop(): Promise<void> {
  const body = readFileSync(join(work, "letter.eml"));
  let left = many;
  await Promise.all(Array.from({ length: LINES }, () => socketLine(body, () => left-- > 0)));
}

function socketLine(body: Uint8Array, next: () => boolean): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), "127.0.0.1");
    const script = [
      "EHLO bench.example.com",
      "MAIL FROM:<tracker@example.com>",
      "RCPT TO:<reader@example.org>",
      "DATA",
    ];
    let at = 0;
    let heard = "";
    socket.on("error", reject);
    socket.on("data", (chunk) => {
      heard += chunk.toString("latin1");
      if (!/^\d{3} .*\r\n$/m.test(heard)) return;
      heard = "";
      if (at === script.length) {
        socket.write(body);
        socket.write(".\r\n");
        at += 1;
        return;
      }
      if (at > script.length) at = 1;
      if (at === 1 && !next()) {
        socket.end("QUIT\r\n");
        resolve();
        return;
      }
      socket.write(`${script[at]}\r\n`);
      at += 1;
    });
  });
}

async function poolLoop(): Promise<void> {
  const raw = readFileSync(join(work, "letter.eml"));
  const pool = createTransport({
    pool: true,
    host: "127.0.0.1",
    port: Number(port),
    ignoreTLS: true,
    maxConnections: LINES,
    maxMessages: Number.POSITIVE_INFINITY,
  });
  const envelope = { from: "tracker@example.com", to: "reader@example.org" };
  let left = many;
  const one = async () => {
    while (left-- > 0) await pool.sendMail({ envelope, raw });
  };
  await Promise.all(Array.from({ length: LINES * 2 }, one));
  pool.close();
}

/** A list of readers and a version that waits for them: in a process of its own, so that the sender's memory is the sender's. */
async function takeReaders(): Promise<void> {
  for (const ending of ["", "-wal", "-shm"]) rmSync(path + ending, { force: true });
  const file = opened();
  const subscribers = openSubscribers(file, { newId: newSubscriberId });
  const consent = { at: MOMENT, how: "desk", proof: "bench" } as const;
  for (let from = 0; from < many; from += 5000)
    await subscribers.take(
      Array.from({ length: Math.min(5000, many - from) }, (_, at) => ({
        address: `reader${from + at}@reader${(from + at) % 50}.example.org`,
        name: null,
        tier: "free",
        state: "active",
        consent,
      })),
      MOMENT,
    );
  const deliveries = openDeliveries(file);
  const version = await deliveries.freeze(newVersion(), formsOf(), MOMENT);
  await deliveries.enqueue(version.id, MOMENT, null);
  await file.close();
  console.log("ready");
}

/** In the database that TRACKER_DATABASE names, else in a file. */
function opened(): Database {
  const address = process.env.TRACKER_DATABASE;
  return address ? openMailingOn(openLines(address)) : openMailingFile(path);
}

/** As the command does it, but for its checks: ledger, links and signatures of their own. "small" has letters of a few kB. */
async function sendLoop(): Promise<void> {
  const file = opened();
  const deliveries = openDeliveries(file);
  const version = (await deliveries.versions({}))[0]!;
  const letters = mailing(version);
  const letterFor = ({ recipient, address, name, kind }: Due) =>
    letters.letterFor({ id: recipient, address, name }, kind);
  const letter = mode === "small" ? smallLetter : letterFor;
  await sendOver(openSubscribers(file, { newId: newSubscriberId }), deliveries, version.id, letter);
}

function smallLetter({ address }: Due): Letter {
  const small = Buffer.from(`Subject: small\r\n\r\n${"word ".repeat(100)}\r\n`.repeat(6));
  return { from: "tracker@example.com", to: address, parts: [small], bytes: small.length };
}

/** What the letters take where no step is written down. */
async function unkeptLoop(): Promise<void> {
  const subscribers = openSubscribers(opened(), { newId: newSubscriberId });
  await sendOver(subscribers, withoutLedger(many), "bench", smallLetter);
}

async function sendOver(
  subscribers: SendingWorld["subscribers"],
  deliveries: SendingWorld["deliveries"],
  version: string,
  letterFor: (due: Due) => Letter,
): Promise<void> {
  const ended = await sendAll(
    { version, letterFor, settings, logins: {}, authorities: {} },
    {
      deliveries,
      subscribers,
      relays: realRelays("bench.example.com"),
      process: { process: process.pid, host: hostname() },
      now: () => new Date().toISOString(),
      ticks: () => performance.now(),
      sleep: (ms, signal) => sleep(ms, undefined, { signal }).catch(() => undefined),
      chance: () => 0.5,
      tell: () => undefined,
      stop: new AbortController().signal,
    },
  );
  if (ended.tally.accepted !== many) throw new Error(`not all were accepted: ${JSON.stringify(ended)}`);
}

async function measured(loop: () => Promise<void>): Promise<void> {
  const [cpu, begun] = [process.cpuUsage(), performance.now()];
  await loop();
  const { user, system } = process.cpuUsage(cpu);
  const seconds = (performance.now() - begun) / 1000;
  const peakMb = process.resourceUsage().maxRSS / 1024;
  // What is still held, garbage swept: with --expose-gc.
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  const heldMb = (heapUsed + external) / 1e6;
  console.log(
    JSON.stringify({ perSecond: many / seconds, cpuMs: (user + system) / 1000 / many, peakMb, heldMb }),
  );
}

async function personal(): Promise<void> {
  const pdf = formsOf()["issue.pdf"]!;
  const fonts = ["latin", "latin-ext"].map((subset) =>
    readFileSync(packagedFile(`@fontsource/inter/files/inter-${subset}-400-normal.woff2`)!),
  );
  const make = await personalPdf(pdf, fonts);
  const copies = 2000;
  const begun = performance.now();
  for (let at = 0; at < copies; at += 1) make({ name: `Reader Number ${at}`, address: "reader@example.org" });
  const rate = (copies / (performance.now() - begun)) * 1000;
  console.log(`personal PDFs: ${rate.toFixed(0)}/s, of ${(pdf.length / 1000).toFixed(0)} kB`);
}
