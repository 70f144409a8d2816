import { readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { PDFDocument } from "@cantoo/pdf-lib";
import { simpleParser } from "mailparser";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { writeFile } from "../support/command-line.ts";
import { type DeliveryProject, deliveryProject } from "../support/delivery-project.ts";
import { type MailServer, startMailServer } from "../support/mail-server.ts";
import { sendOf } from "../support/sending.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

let server: MailServer;
beforeAll(async () => {
  server = await startMailServer();
});
afterAll(() => server.close());
afterEach(() => {
  server.kept.splice(0);
  server.fail(null);
});

const SOON = { retry: { attempts: 3, firstSeconds: 0.001, mostSeconds: 0.001, runMinutes: 0 } };
const project = (more: Parameters<typeof deliveryProject>[0] = {}) =>
  deliveryProject({ relayPort: server.port, ...more, settings: { ...SOON, ...more.settings } });
const reached = () => server.kept.map(({ to }) => to).sort();
const outNames = ({ root }: DeliveryProject) =>
  readdirSync(join(root, "out"), { recursive: true, encoding: "utf8" }).sort();

describe("send", () => {
  it("brings each tier its edition once, and a second run has nothing to do", async () => {
    const own = await project({ readers: { free: 3, paid: 2 } });
    const { exit, text } = await sendOf(own);
    expect(exit).toBe(0);
    expect(text).toMatch(
      /^2025-11-05\/paid\/1: 2 of 2 accepted, 2 in this run .*\n2025-11-05\/free\/1: 3 of 3 accepted, .*\nNothing is left to be sent\.$/,
    );
    expect(reached()).toEqual([
      ...["reader-free-0@example.net", "reader-free-1@example.net", "reader-free-2@example.net"],
      ...["reader-paid-0@example.net", "reader-paid-1@example.net"],
    ]);
    const pdf = readFileSync(join(own.root, "out/2025-11-05/issue.pdf"));
    const letter = await simpleParser(
      server.kept.find(({ to }) => to === "reader-free-0@example.net")!.bytes,
    );
    expect(letter.subject).toBe("Spreads widen: 91 bp");
    expect(
      letter.attachments.find(({ contentType }) => contentType === "application/pdf")!.content.equals(pdf),
    ).toBe(true);
    expect(await sendOf(own)).toMatchObject({ exit: 0, text: expect.stringContaining("0 in this run") });
    expect(server.kept).toHaveLength(5);
  });

  it("goes to one tier where a person says so, and later to the other", async () => {
    const own = await project({ readers: { free: 2, paid: 1 } });
    expect((await sendOf(own, { tier: "free" })).exit).toBe(0);
    expect(reached()).toEqual(["reader-free-0@example.net", "reader-free-1@example.net"]);
    await sendOf(own);
    expect(reached()).toHaveLength(3);
  });

  it("takes a part of the list at a time, and the next run goes on", async () => {
    const own = await project({ readers: { free: 3, paid: 2 } });
    const first = await sendOf(own, { limit: "3" });
    expect(first.exit).toBe(1);
    expect(first.text).toMatch(
      /The limit of new readers is reached; .* run again: npx tracker send 2025-11-05 --late --limit 3$/,
    );
    expect(reached()).toHaveLength(3);
    expect((await sendOf(own, { limit: "3" })).exit).toBe(0);
    expect(new Set(reached()).size).toBe(5);
  });

  it("says of each that is left what is to be done, and a further run does the rest", async () => {
    const own = await project({ readers: { free: 4 } });
    server.fail(({ moment, to }) => {
      if (moment === "rcpt" && to.includes("-0@")) return { reply: "450 4.2.0 Later" };
      if (moment === "rcpt" && to.includes("-1@")) return { reply: "550 5.1.1 No such user" };
      return moment === "after" && to.includes("-2@") ? "drop" : null;
    });
    const { exit, text } = await sendOf(own);
    expect(exit).toBe(1);
    expect(text).toContain("2025-11-05/free/1: 1 of 4 accepted");
    expect(text).toContain(
      "  1 refused for good: those who got nothing and why: npx tracker receipts 2025-11-05",
    );
    expect(text).toContain(
      "  1 deferred, the relay wants them later. Run again: npx tracker send 2025-11-05 --late",
    );
    expect(text).toMatch(/ {2}1 uncertain: .* Somebody decides: npx tracker receipts 2025-11-05 --uncertain/);
    server.fail(null);
    const again = await sendOf(own);
    expect(again.text).toContain("2025-11-05/free/1: 2 of 4 accepted, 1 in this run");
    expect(again.exit).toBe(1);
    expect(reached()).toEqual([
      "reader-free-0@example.net",
      "reader-free-2@example.net",
      "reader-free-3@example.net",
    ]);
  });

  it("waits for deferred ones as long as the settings say, one edition not for the other", async () => {
    const retry = { attempts: 5, firstSeconds: 0.3, mostSeconds: 0.3, runMinutes: 1 };
    const own = await project({ readers: { free: 1, paid: 1 }, settings: { retry } });
    let tries = 0;
    server.fail(({ moment, to }) => {
      if (moment !== "rcpt" || !to.includes("paid")) return null;
      tries += 1;
      return tries === 1 ? { reply: "450 4.2.0 Later" } : null;
    });
    expect((await sendOf(own)).exit).toBe(0);
    expect(server.kept.map(({ to }) => to)).toEqual([
      "reader-free-0@example.net",
      "reader-paid-0@example.net",
    ]);
  });

  it("puts a reader's name on his own PDF where the settings ask for it", async () => {
    const own = await project({ readers: { free: 2 }, approved: false, settings: { personalPdf: ["free"] } });
    const document = await PDFDocument.create();
    document.addPage([595, 842]);
    const pdf = Buffer.from(await document.save({ useObjectStreams: false }));
    await own.build("free", { files: { "issue.pdf": pdf } });
    await own.approve("free");
    expect((await sendOf(own)).exit).toBe(0);
    const copies = await Promise.all(
      ["reader-free-0@example.net", "reader-free-1@example.net"].map(async (address) => {
        const { attachments } = await simpleParser(server.kept.find(({ to }) => to === address)!.bytes);
        return attachments.find(({ contentType }) => contentType === "application/pdf")!.content;
      }),
    );
    expect(copies.map((copy) => copy.subarray(0, pdf.length).equals(pdf))).toEqual([true, true]);
    // The second one has no name on the list: his copy bears the address.
    expect(copies.map((copy) => copy.length > pdf.length)).toEqual([true, true]);
    expect(copies[0]!.equals(copies[1]!)).toBe(false);
  });

  it("stops where no relay takes anything, and says how to go on", async () => {
    const own = await project({ relay: { login: true } });
    const environment = {
      ...own.environment,
      TRACKER_SMTP_LOCAL_USER: "desk",
      TRACKER_SMTP_LOCAL_PASSWORD: "wrong-password",
    };
    const { exit, text } = await sendOf(own, {}, { environment });
    expect(exit).toBe(1);
    expect(text).toMatch(/3 not handed over yet\. Run again/);
    expect(text).toMatch(/It was stopped: no relay takes anything\. .* See: npx tracker doctor --mail\./);
    expect(text).not.toContain("wrong-password");
    own.settle({ relays: [{ name: "local", host: "127.0.0.1", port: server.port, tls: "none" }] });
    expect((await sendOf(own)).exit).toBe(0);
    expect(reached()).toHaveLength(3);
  });
});

describe("what was begun", () => {
  it("is finished by --resume with the bytes that were approved, whatever lies in out/ since", async () => {
    const own = await project({ readers: { free: 3 } });
    await sendOf(own, { limit: "1" });
    await own.build("free", { words: "Spreads widen: 92 bp" });
    await own.approve("free");
    const refused = await sendOf(own);
    expect(refused.exit).toBe(3);
    expect(refused.text).toMatch(
      /2025-11-05\/free\/1: It went out from .* with other bytes: subject, email\.html, .*Correct it: npx tracker correct 2025-11-05/,
    );
    rmSync(join(own.root, "out"), { recursive: true });
    const { exit, text } = await sendOf(own, { resume: true });
    expect({ exit, text }).toEqual({
      exit: 0,
      text: expect.stringContaining("2025-11-05/free/1: 3 of 3 accepted, 2 in this run"),
    });
    const subjects = await Promise.all(
      server.kept.map(async ({ bytes }) => (await simpleParser(bytes)).subject),
    );
    expect(subjects).toEqual(Array(3).fill("Spreads widen: 91 bp"));
  });

  it("goes to nobody where nothing was begun", async () => {
    const { exit, text } = await sendOf(await project(), { resume: true });
    expect(exit).toBe(3);
    expect(text).toContain("Nothing of the paid or free edition was begun.");
  });
});

describe("a correction", () => {
  it("reaches whoever got the wrong one, and the others get only the right one", async () => {
    const own = await project({ readers: { free: 4, paid: 1 } });
    await sendOf(own, { limit: "3", tier: "free" });
    await sendOf(own, { tier: "paid" });
    const first = reached();
    server.kept.splice(0);
    const corrected = { free: { replaces: "2025-11-05/free/1", changes: [] } };
    const correction = {
      cause: "our mistake",
      note: "A figure was wrong.",
      on: "2025-11-06",
      editions: corrected,
    };
    writeFile(own.root, "content/issues/2025-11-05/correction.yaml", JSON.stringify(correction));
    await own.build("free", { words: "Spreads widen: 92 bp" });
    await own.approve("free");
    const { exit, text } = await sendOf(own);
    expect(exit).toBe(0);
    expect(text).toMatch(
      /^2025-11-05\/free\/2: 4 of 4 accepted, 4 in this run .*; 3 of the new rows are corrections/,
    );
    const subjects = await Promise.all(
      server.kept.map(async ({ to, bytes }) => [to, (await simpleParser(bytes)).subject] as const),
    );
    for (const [to, subject] of subjects)
      expect(subject).toBe(`${first.includes(to) ? "Correction: " : ""}Spreads widen: 92 bp`);
    expect(subjects).toHaveLength(4);
  });
});

describe("send refuses", () => {
  const refusal = async (own: DeliveryProject, options = {}, environment = own.environment) => {
    const { exit, text, faults } = await sendOf(own, options, { environment });
    expect({ exit, faults, kept: server.kept.length }).toEqual({ exit: 3, faults: [], kept: 0 });
    return text;
  };

  it("an issue that nobody approved, of a tier with readers", async () => {
    expect(await refusal(await project({ approved: false }))).toBe(
      "refused [delivery] out/2025-11-05: Nobody has approved it. Run: npx tracker approve 2025-11-05 --by NAME.\nThe issue of 2025-11-05 is not sent: 1 reason.",
    );
    const paid = await project({ readers: { free: 1 } });
    await paid.addReaders("paid", 2);
    expect(await refusal(paid)).toMatch(
      /out\/2025-11-05-paid\/build\.json: The paid edition has 2 active readers and is not whole\./,
    );
    expect((await sendOf(paid, { tier: "free" })).exit).toBe(0);
  });

  it("sample data, though somebody approved it", async () => {
    const own = await project({ approved: false });
    await own.build("free", { simulated: true });
    await own.approve("free");
    expect(await refusal(own)).toContain("It is made of simulated sample data, which never goes to readers.");
  });

  it("what was changed by a hand after the approval", async () => {
    const own = await project();
    await own.build("free", { files: { "issue.html": "<h1>another</h1>" } });
    expect(await refusal(own)).toMatch(/The approval of Editor One .* is void: issue\.html changed\./);
  });

  it("a mail without the link to unsubscribe, and a build without its ledger", async () => {
    const own = await project({ approved: false });
    await own.build("free", { files: { "email.txt": "no link", "ledger.json": null } });
    await own.approve("free");
    const text = await refusal(own);
    expect(text).toMatch(/out\/2025-11-05\/ledger\.json: It is not there/);
    expect(text).toMatch(/out\/2025-11-05\/email\.txt: The link .* is not there/);
  });

  it("an expired approval, and one from a clock that was ahead", async () => {
    const old = await project({ approved: false });
    await old.approve("free", { at: new Date(Date.now() - 73 * 3_600_000).toISOString() });
    expect(await refusal(old)).toContain("An expired approval: that of Editor One");
    const ahead = await project({ approved: false });
    await ahead.approve("free", { at: new Date(Date.now() + 3_600_000).toISOString() });
    expect(await refusal(ahead)).toContain("it was set back");
  });

  it("an empty list, a late day, a real sender without a real site", async () => {
    const own = await project({ readers: { free: 0 }, relay: { host: "smtp.example.net", tls: "starttls" } });
    const text = await refusal(own, { late: false });
    expect(text).toContain("No paid or free reader is active");
    expect(text).toMatch(
      /The issue's day was \d+ days ago in New York\. If it is the right day, add --late\./,
    );
    expect(text).toContain("tracker.example.com is an example, and the relay local is not on this machine.");
  });

  it("a list that is another one than last time", async () => {
    const own = await project({ readers: { free: 4 }, date: "2025-11-04" });
    await sendOf(own);
    server.kept.splice(0);
    const next = await project({ root: own.root, readers: { free: 0 } });
    await next.addReaders("free", 2, "new");
    expect(await refusal(next)).toMatch(
      /free list: 4 readers at the last issue, 6 now: 2 joined and 0 left, 50%\. At most 20% .*--list-change 50\./,
    );
    expect((await sendOf(next, { listChange: "50" })).exit).toBe(0);
    expect(server.kept).toHaveLength(6);
  });

  it("missing secrets, all at once, and says nothing of those that are there", async () => {
    const own = await project({
      settings: { dkim: { domain: "example.com", selector: "tracker" } },
      relay: { login: true },
    });
    const environment = {
      TRACKER_LINK_KEY: "short-secret",
      TRACKER_DKIM_KEY: "no-key-at-all",
      TRACKER_SMTP_LOCAL_USER: "user-secret",
    };
    const text = await refusal(own, {}, environment);
    expect(text.split("\n")).toHaveLength(4);
    expect(text).toMatch(/TRACKER_LINK_KEY: The key has 12 letters: fewer than 32\./);
    expect(text).toMatch(/TRACKER_DKIM_KEY: /);
    expect(text).toMatch(/TRACKER_SMTP_LOCAL_PASSWORD: The environment does not hold it\./);
    for (const secret of Object.values(environment)) expect(text).not.toContain(secret);
  });

  it("days that are none, and options that do not fit, before anything is looked at", async () => {
    const own = await project();
    for (const [date, exit] of [
      ["today", 2],
      ["2025-11-08", 1],
      ["2999-01-04", 1],
      ["2025-02-30", 2],
    ] as const)
      expect(await sendOf(own, {}, { operands: [date] })).toMatchObject({ exit, text: "" });
    const { exit, faults } = await sendOf(own, {
      tier: "gold",
      limit: "0",
      listChange: "-3",
      test: "a b",
      dryRun: true,
    });
    expect(exit).toBe(2);
    expect(faults).toHaveLength(4);
    expect((await sendOf(own, { test: "x@y" })).faults[0]).toContain(
      '--test "x@y": The part after @ is no domain.',
    );
    rmSync(join(own.root, "content/delivery.yaml"));
    expect((await sendOf(own)).faults[0]).toContain("content/delivery.yaml: The file is not there");
  });
});

describe("send --check", () => {
  it("tells all that was looked at and sends nothing", async () => {
    const own = await project();
    const { exit, text } = await sendOf(own, { check: true });
    expect(exit).toBe(0);
    expect(text).toMatch(/not evaluated delivery .*\[window\]: There are no hours/);
    expect(text).toContain(
      "noted         delivery     paid edition: No paid reader is active: it is left out.",
    );
    expect(text).toMatch(/Nothing stands against sending the issue of 2025-11-05: \d+ findings\.$/);
    expect(server.kept).toEqual([]);
    await own.build("free", { words: "Other words" });
    expect((await sendOf(own, { check: true })).exit).toBe(3);
  });
});

describe("send --test", () => {
  it("shows the desk each edition, approved or not, and enters nothing", async () => {
    const own = await project({ readers: { free: 3, paid: 2 }, approved: false });
    const { exit, text } = await sendOf(own, { test: "Ada@example.org, bob@example.org", late: false });
    expect(exit).toBe(0);
    expect(text).toMatch(
      /^paid to Ada@example\.org by local: 250 .*\npaid to bob@example\.org .*\nfree to Ada/,
    );
    expect(reached()).toEqual(["Ada@example.org", "Ada@example.org", "bob@example.org", "bob@example.org"]);
    const letters = await Promise.all(server.kept.map(({ bytes }) => simpleParser(bytes)));
    expect(letters.map(({ subject }) => subject)).toEqual(Array(4).fill("[Test] Spreads widen: 91 bp"));
    expect(new Set(letters.map(({ messageId }) => messageId)).size).toBe(4);
    await own.approve("free");
    await own.approve("paid");
    expect((await sendOf(own)).text).toContain("2025-11-05/free/1: 3 of 3 accepted, 3 in this run");
  });

  it("never of sample data, nor as an example by a relay elsewhere", async () => {
    const own = await project({ relay: { host: "smtp.example.net", tls: "starttls" } });
    await own.build("free", { simulated: true });
    const { exit, text } = await sendOf(own, { test: "ada@example.org" });
    expect(exit).toBe(3);
    expect(text).toContain("simulated sample data, which never goes out by mail");
    expect(text).toContain("is an example, and the relay local is not on this machine");
  });

  it("prints what the relay says where it takes it not", async () => {
    server.fail(({ moment }) => (moment === "rcpt" ? { reply: "550 5.1.1 No such user" } : null));
    const { exit, text } = await sendOf(await project(), { test: "ada@example.org" });
    expect(exit).toBe(1);
    expect(text).toMatch(
      /free to ada@example\.org by local: 550 .*No such user\n1 letter of 1 not accepted\./,
    );
  });
});

describe("send --dry-run", () => {
  it("writes a letter to nobody for each edition, also of sample data and without secrets", async () => {
    const own = await project({ readers: { free: 2, paid: 1 }, approved: false });
    await own.build("free", { simulated: true });
    const { exit, text } = await sendOf(own, { dryRun: true }, { environment: {} });
    expect(exit).toBe(0);
    expect(text).toMatch(
      /^paid: out\/2025-11-05-paid\/mail\/2025-11-05-paid\.eml, [\d,]+ bytes\nfree: .*\nNothing was sent/,
    );
    const letter = await simpleParser(
      readFileSync(join(own.root, "out/2025-11-05/mail/2025-11-05-free.eml")),
    );
    expect(letter.to).toMatchObject({ text: "reader@example.com" });
    expect(letter.attachments.some(({ contentType }) => contentType === "application/pdf")).toBe(true);
    expect(outNames(own).filter((name) => name.endsWith(".tmp"))).toEqual([]);
    await own.approve("paid");
    expect((await sendOf(own, { check: true, tier: "paid" })).exit).toBe(0);
  });

  it("writes those of so many readers into a folder of one's own", async () => {
    const own = await project({ readers: { free: 3 } });
    const folder = join(temporaryFolder(), "letters");
    const { text } = await sendOf(own, { dryRun: folder, limit: "2" });
    expect(readdirSync(folder)).toHaveLength(2);
    expect(text).toContain("and 1 more");
    expect(server.kept).toEqual([]);
  });

  it("says what is not built", async () => {
    const own = await project();
    rmSync(join(own.root, "out"), { recursive: true });
    expect(await sendOf(own, { dryRun: true })).toMatchObject({
      exit: 1,
      faults: [expect.stringContaining("The issue was not built"), expect.anything()],
    });
  });
});
