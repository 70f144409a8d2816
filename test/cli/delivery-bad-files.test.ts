import {
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { approveCommand } from "../../pipeline/cli/approve-command.ts";
import type { Command, Options } from "../../pipeline/cli/command.ts";
import { correctCommand } from "../../pipeline/cli/correct-command.ts";
import { receiptsCommand } from "../../pipeline/cli/receipts-command.ts";
import { restateCommand } from "../../pipeline/cli/restate-command.ts";
import { subscribersCommand } from "../../pipeline/cli/subscribers-command.ts";
import { type DeliveryProject, deliveryProject } from "../support/delivery-project.ts";
import { come } from "../support/in-process.ts";
import { type MailServer, startMailServer } from "../support/mail-server.ts";
import { sendOf } from "../support/sending.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

let server: MailServer;
beforeAll(async () => {
  server = await startMailServer();
});
beforeEach(() => {
  server.kept.splice(0);
  server.fail(null);
});
afterAll(() => server.close());
const project = (more: Parameters<typeof deliveryProject>[0] = {}) =>
  deliveryProject({ relayPort: server.port, readers: { free: 2 }, ...more });
const file = (own: DeliveryProject) => join(own.root, ".tracker/delivery.sqlite");
const sql = (path: string, words: string) => {
  const db = new DatabaseSync(path);
  db.exec(words);
  db.close();
};

/** Every command that looks into the database. */
const ASKING: readonly (readonly [Command, readonly string[], Options])[] = [
  [receiptsCommand, ["2025-11-05"], {}],
  [restateCommand, [], {}],
  [correctCommand, ["2025-11-05"], { cause: "typo", note: "Wrong." }],
  [subscribersCommand, ["list"], {}],
  [subscribersCommand, ["add", "ada@example.com"], {}],
  [subscribersCommand, ["remove", "ada@example.com"], { by: "Editor One" }],
];

describe("a database of readers and deliveries", () => {
  let own: DeliveryProject;
  let sound: Buffer;
  beforeAll(async () => {
    own = await project();
    sound = readFileSync(file(own));
  });
  it.each<[string, (path: string) => void, string]>([
    ["is an empty file", (path) => writeFileSync(path, ""), "not the file of readers and deliveries"],
    ["is cut short", (path) => truncateSync(path, 5000), "malformed"],
    ["is of random bytes", (path) => writeFileSync(path, "\u0001\ufffd".repeat(9000)), "not a database"],
    [
      "is another program's",
      (path) => {
        rmSync(path);
        sql(path, "CREATE TABLE t (x)");
      },
      "not the file of readers and deliveries",
    ],
    ["is of a newer layout", (path) => sql(path, "PRAGMA user_version = 99"), "Update the program"],
    ["was altered", (path) => sql(path, "CREATE TABLE extra (x)"), "somebody has altered them"],
    ["is a folder", (path) => folderAt(path), "cannot be read or written"],
    ["is a link to nowhere", (path) => linkAt(path, "/nowhere/x.sqlite"), "a link that leads nowhere"],
    ["is a link to itself", (path) => linkAt(path, path), "a link that leads nowhere"],
  ])("that %s is told by every command, stays as it is, and nothing is sent", async (_, spoil, words) => {
    rmSync(file(own), { recursive: true, force: true });
    writeFileSync(file(own), sound);
    spoil(file(own));
    const before = lstatSync(file(own)).isFile() ? readFileSync(file(own)) : null;
    const sent = await sendOf(own);
    for (const [command, operands, options] of ASKING) {
      const { exit, faults } = await come(command, own.root, operands, options);
      expect({ exit, faults }).toEqual({ exit: 1, faults: [expect.stringContaining(words)] });
    }
    expect({ exit: sent.exit, faults: sent.faults }).toEqual({
      exit: 1,
      faults: [expect.stringContaining(words)],
    });
    if (before) expect(readFileSync(file(own)).equals(before)).toBe(true);
    expect(server.kept).toEqual([]);
  });

  it("that stands in a folder which is a file is told", async () => {
    rmSync(join(own.root, ".tracker"), { recursive: true });
    writeFileSync(join(own.root, ".tracker"), "x");
    const { exit, faults } = await sendOf(own);
    expect({ exit, faults }).toEqual({ exit: 1, faults: [expect.stringContaining("ENOTDIR")] });
  });

  it("that goes away while letters go out stops the run, and says what to do first", async () => {
    const sending = await project({ readers: { free: 30 }, relay: { connections: 1 } });
    server.fail(({ to, moment }) => {
      if (moment === "rcpt" && to !== "") rmSync(file(sending), { force: true });
      return null;
    });
    const { exit, faults } = await sendOf(sending);
    expect({ exit, faults }).toEqual({
      exit: 1,
      faults: [
        expect.stringMatching(
          /was taken away or replaced .* Put a copy of the file in its place before anything is sent/,
        ),
      ],
    });
    expect(server.kept.length).toBeLessThanOrEqual(1);
  });
});

function folderAt(path: string): void {
  rmSync(path);
  mkdirSync(path);
}

function linkAt(path: string, to: string): void {
  rmSync(path);
  symlinkSync(to, path);
}

describe("a dry run", () => {
  it("puts letters beside what lies in a folder, and touches nothing else there", async () => {
    const own = await project();
    const folder = temporaryFolder();
    mkdirSync(join(folder, "private"), { mode: 0o700 });
    symlinkSync("private", join(folder, "link"));
    writeFileSync(join(folder, ".hidden"), "keep");
    const { ino } = statSync(folder);
    for (let run = 0; run < 2; run += 1)
      expect((await sendOf(own, { dryRun: folder, limit: "2" })).exit).toBe(0);
    expect(statSync(folder).ino).toBe(ino);
    expect(readdirSync(folder).filter((name) => !name.endsWith(".eml"))).toEqual([
      ".hidden",
      "link",
      "private",
    ]);
    expect(readdirSync(folder)).toHaveLength(5);
    expect(lstatSync(join(folder, "link")).isSymbolicLink()).toBe(true);
    expect(statSync(join(folder, "private")).mode & 0o777).toBe(0o700);
  });

  it("does not take the place of a file or a device that is named as its folder", async () => {
    const own = await project();
    const path = join(temporaryFolder(), "thesis.txt");
    writeFileSync(path, "keep");
    for (const place of [path, "/dev/zero"]) {
      const { exit, faults } = await sendOf(own, { dryRun: place });
      expect({ exit, faults }).toEqual({
        exit: 1,
        faults: [expect.stringContaining("A file stands where a folder is expected")],
      });
    }
    expect(readFileSync(path, "utf8")).toBe("keep");
    expect(statSync("/dev/zero").isCharacterDevice()).toBe(true);
  });
});

describe("what was built", () => {
  const spoiled = async (spoil: (out: string, own: DeliveryProject) => void | Promise<void>) => {
    const own = await project();
    await spoil(join(own.root, "out", own.date), own);
    const { exit, text, faults } = await sendOf(own);
    expect(server.kept).toEqual([]);
    return { exit, said: [text, ...faults].join("\n") };
  };

  it.each<[string, (out: string) => void, string]>([
    ["is taken away", (out) => rmSync(out, { recursive: true }), "The issue was not built"],
    ["has another PDF", (out) => writeFileSync(join(out, "issue.pdf"), "%PDF-"), "is void"],
    ["has a folder for a PDF", (out) => folderAt(join(out, "issue.pdf")), "A folder stands where a file"],
    ["says nothing of itself", (out) => writeFileSync(join(out, "build.json"), "{"), "was not built"],
    ["is a list", (out) => writeFileSync(join(out, "build.json"), "[]"), "was not built"],
    ["has a head that is none", (out) => writeFileSync(join(out, "issue.md"), "---\n[\n---\n"), "no title"],
    ["has findings that are none", (out) => writeFileSync(join(out, "findings.json"), "\0"), "findings.json"],
    [
      "has a report that is none",
      (out) => writeFileSync(join(out, "report.json"), "[".repeat(9e4)),
      "report",
    ],
  ])("and %s between approval and sending goes out to nobody", async (_, spoil, words) => {
    const { exit, said } = await spoiled(spoil);
    expect(exit).toBeGreaterThan(0);
    expect(said).toContain(words);
  });

  it.each(["\u200b", "  "])("under a title that nobody sees (%j) goes out to nobody", async (words) => {
    const { exit, said } = await spoiled(async (_, own) => {
      await own.build("free", { words });
      await own.approve("free");
    });
    expect({ exit, said }).toEqual({
      exit: 3,
      said: expect.stringContaining("Its title shows nothing, and it is the subject of every mail."),
    });
  });

  it("as a PDF that cannot be stamped is told as such, whatever is wrong with it", async () => {
    const xref = Buffer.from("%PDF-1.7\nxref\ngarbage\nstartxref\n9\n%%EOF\n");
    const own = await project({ approved: false, settings: { personalPdf: ["free"] } });
    await own.build("free", { files: { "issue.pdf": xref } });
    await own.approve("free");
    const { exit, text } = await sendOf(own);
    expect({ exit, text }).toEqual({
      exit: 3,
      text: expect.stringContaining(
        "out/2025-11-05/issue.pdf: It is no PDF as a browser prints it",
      ) as string,
    });
  });

  it("and replaced or gone while it goes out makes no difference to what was begun", async () => {
    const own = await project({ readers: { free: 6 }, relay: { connections: 1 } });
    let changed: Promise<void> | null = null;
    server.fail(({ moment }) => {
      if (moment === "data") changed ??= own.build("free", { words: "Quite another" });
      return null;
    });
    expect((await sendOf(own, { limit: "4" })).exit).toBe(1);
    await changed;
    rmSync(join(own.root, "out"), { recursive: true });
    expect((await sendOf(own)).exit).toBe(3);
    expect((await sendOf(own, { resume: true })).exit).toBe(0);
    expect(server.kept).toHaveLength(6);
    for (const { bytes } of server.kept) expect(bytes.toString()).toContain("Subject: Spreads widen: 91 bp");
  });
});

describe("a clock that was wrong", () => {
  it("refuses what it did, says which way out there is, and that way leads out", async () => {
    const own = await project({ approved: false });
    await own.approve("free", { at: "2099-01-01T00:00:00.000Z" });
    const { exit, text } = await sendOf(own);
    expect(exit).toBe(3);
    expect(text).toContain("If it is right, it was wrong then: an approval is given anew after --withdraw.");
    const by = "Editor One";
    for (const withdraw of [true, undefined])
      expect((await come(approveCommand, own.root, [own.date], { by, withdraw })).exit).toBe(0);
    expect((await sendOf(own)).exit).toBe(0);
  });

  it("keeps nobody waiting for years: neither a try nor a beat of then counts", async () => {
    const own = await project({ settings: { retry: { firstSeconds: 1, mostSeconds: 1, runMinutes: 0 } } });
    server.fail(({ moment }) => (moment === "rcpt" ? { reply: "450 4.2.1 Later" } : null));
    await sendOf(own);
    sql(file(own), "UPDATE deliveries SET not_before = '2099-01-01T00:00:00.000Z'");
    sql(file(own), "UPDATE senders SET beat_at = '2099-01-01T00:00:00.000Z', host = 'b', ended_at = NULL");
    server.fail(null);
    expect((await sendOf(own)).exit).toBe(0);
    expect(server.kept).toHaveLength(2);
  });
});

it("two who approve and two who send at once bring each reader one letter", async () => {
  const own = await project({ readers: { free: 5, paid: 2 }, approved: false });
  const approve = (by: string) => come(approveCommand, own.root, [own.date], { by, edition: "both" });
  const [one, other] = await Promise.all([approve("Ann"), approve("Bob")]);
  expect([one.exit, other.exit]).toEqual([0, 0]);
  const sent = await Promise.all([sendOf(own), sendOf(own)]);
  expect(sent.map(({ exit }) => exit).sort()).toEqual([0, 1]);
  expect(sent.flatMap(({ faults }) => faults)).toEqual([expect.stringContaining("has been sending this")]);
  expect((await sendOf(own)).exit).toBe(0);
  expect(new Set(server.kept.map(({ to }) => to)).size).toBe(7);
  expect(server.kept).toHaveLength(7);
});
