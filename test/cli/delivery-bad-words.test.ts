import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { simpleParser } from "mailparser";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { receiptsCommand } from "../../pipeline/cli/receipts-command.ts";
import { sendCommand } from "../../pipeline/cli/send-command.ts";
import { subscribersCommand } from "../../pipeline/cli/subscribers-command.ts";
import { forTerminal } from "../../pipeline/cli/terminal-text.ts";
import { readDelivery } from "../../pipeline/desk/settings/read-delivery.ts";
import { PipelineError } from "../../pipeline/errors.ts";
import { addressOf } from "../../pipeline/site/forms/address-form.ts";
import { realFiles } from "../../pipeline/world/files.ts";
import { type DeliveryProject, deliveryProject } from "../support/delivery-project.ts";
import { come } from "../support/in-process.ts";
import { type MailServer, startMailServer } from "../support/mail-server.ts";
import { sendOf } from "../support/sending.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

let server: MailServer;
beforeAll(async () => {
  server = await startMailServer();
});
afterAll(() => server.close());

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for.
const ACTIVE = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/;
const headOf = (bytes: Buffer) => bytes.toString("latin1").split("\r\n\r\n")[0]!;

describe("an address that is none", () => {
  const WRONG = [
    ...["", "a", "a@b", "@example.com", "a@", "a@@example.com", "a@example.com@example.org"],
    ...["a@example.com\r\nBcc: b@example.com", "a@example.com\nRCPT TO:<b@example.com>", "a\0@example.com"],
    ...[
      '"quoted"@example.com',
      '"a b"@example.com',
      "a b@example.com",
      "a\\@example.com",
      "(a)b@example.com",
    ],
    ...["ü@example.com", "a@exa\u200bmple.com", "\u202ea@example.com", "a@[127.0.0.1]", "a@127.0.0.1"],
    ...[
      "a@example.com.",
      "a@-example.com",
      "a@xn--.com",
      "a@example.com/x",
      "a@example.com%00",
      "=cmd()@e.com",
    ],
    ...[
      `${"a".repeat(1000)}@example.com`,
      `a@${"b.".repeat(500)}com`,
      "<script>@example.com",
      "a..b@example.com",
    ],
  ];

  it.each(WRONG)("%j comes in by no door", async (address) => {
    const root = temporaryFolder();
    writeFileSync(join(root, "list.csv"), `address\n"${address.replaceAll('"', '""')}"\n`);
    const doors = {
      add: (await come(subscribersCommand, root, ["add", address])).exit,
      import: (await come(subscribersCommand, root, ["import", join(root, "list.csv")])).exit,
      test: (await come(sendCommand, root, ["2025-11-05"], { test: address })).exit,
      form: "wrong" in addressOf(new Map([["address", address]])),
      settings: await settingsTake(root, address),
    };
    expect(doors).toEqual({ add: 2, import: 1, test: 2, form: true, settings: false });
    expect((await come(subscribersCommand, root, ["list"])).json).toMatchObject({ count: 0 });
  });
});

async function settingsTake(root: string, address: string): Promise<boolean> {
  const settings = {
    from: { name: "Macro", address },
    listId: "daily.example.com",
    site: "https://example.com",
    relays: [{ name: "a", host: "localhost" }],
  };
  const bytes = Buffer.from(JSON.stringify(settings));
  const files = { ...realFiles, read: async () => bytes };
  return readDelivery(root, { files }).then(
    () => true,
    (error: unknown) => {
      if (error instanceof PipelineError) return false;
      throw error;
    },
  );
}

describe("titles", () => {
  let own: DeliveryProject;
  beforeAll(async () => {
    own = await deliveryProject({
      relayPort: server.port,
      readers: { free: 0 },
      settings: { from: { name: '\u05d0 "=cmd()" 😀 <b>', address: "tracker@example.com" } },
    });
  });

  it.each<[string, string]>([
    ["a\r\nBcc: evil@example.com", "a Bcc: evil@example.com"],
    ["x".repeat(2000), "x".repeat(2000)],
    ["\u202eRTL\u202c عربي 😀👩‍👩‍👧", "RTL عربي 😀👩‍👩‍👧"],
    ["=?utf-8?B?QmNjOiBldmls?=", "=?utf-8?B?QmNjOiBldmls?="],
    ["\ud800 lone", "\ufffd lone"],
    ['<script>alert(1)</script> & "q" \\', '<script>alert(1)</script> & "q" \\'],
    ["\u0000nul\u0007bel\u001b[31m", "nul bel [31m"],
    ["a: b\n---\nedition: paid", "a: b --- edition: paid"],
  ])("such as %j are the subject and nothing more", async (words, subject) => {
    await own.build("free", { words });
    await own.approve("free");
    server.kept.splice(0);
    const { exit, text } = await sendOf(own, { test: "desk@example.com" });
    expect(exit).toBe(0);
    expect(text).not.toMatch(ACTIVE);
    const [letter] = server.kept;
    const head = headOf(letter!.bytes);
    expect(head).toMatch(/^[\x20-\x7e\r\n]*$/);
    expect(Math.max(...head.split("\r\n").map(({ length }) => length))).toBeLessThan(998);
    const read = await simpleParser(letter!.bytes);
    expect(read.subject).toBe(`[Test] ${subject}`);
    expect([...read.headers.keys()]).not.toContain("bcc");
    expect(read.from?.value).toEqual([{ address: "tracker@example.com", name: '\u05d0 "=cmd()" 😀 <b>' }]);
    expect(read.attachments.map(({ filename }) => filename)).toEqual(["vix.png", "א-cmd-b-2025-11-05.pdf"]);
  });
});

describe("names of readers", () => {
  const KEPT = [
    ...['"; DROP TABLE subscribers; --', "=cmd()", "<script>alert(1)</script>", "=?utf-8?Q?x?=", "@here"],
    ...['O\'Brien, "Al" \\ <x@y.example>', "+1", "x".repeat(100), "名前".repeat(20), "عربي", "-2+3"],
  ];
  const REFUSED = [
    ...["a\u200bb", "a\u202eb\u202c", "a\r\nBcc: x@example.com", "Ada\tByron", "👩\u200d👩", "Zoë\u200d"],
    ...["x".repeat(101), "a\u0000b", "\u001b[31mAda", "a\u2028b", "\ue000"],
  ];

  it("come through to mails, receipts and lists as they are, and act nowhere", async () => {
    const own = await deliveryProject({ relayPort: server.port, readers: { free: 0 } });
    const add = (name: string, index: number) =>
      come(subscribersCommand, own.root, ["add", `r${index}@example.net`], {
        name,
        consent: "a card",
        by: "Ed",
      });
    for (const [index, name] of KEPT.entries()) expect((await add(name, index)).exit).toBe(0);
    for (const [index, name] of REFUSED.entries()) {
      const { exit, faults } = await add(name, 100 + index);
      expect({ exit, count: faults.length }).toEqual({ exit: 2, count: 1 });
      expect(forTerminal(faults[0]!)).toBe(faults[0]);
    }
    server.kept.splice(0);
    expect((await sendOf(own)).exit).toBe(0);
    for (const { to, bytes } of server.kept) {
      expect(headOf(bytes)).toMatch(/^[\x20-\x7e\r\n]*$/);
      const read = await simpleParser(bytes);
      const name = KEPT[Number(/\d+/.exec(to)![0])];
      expect(read.to).toMatchObject({ value: [{ address: to, name }] });
      expect([...read.headers.keys()]).not.toContain("bcc");
    }
    expect(server.kept).toHaveLength(KEPT.length);
    const told = [
      await come(subscribersCommand, own.root, ["list"]),
      await come(receiptsCommand, own.root, [own.date]),
    ];
    for (const { text } of told) expect(forTerminal(text)).toBe(text);
    await come(subscribersCommand, own.root, ["export", join(own.root, "list.csv")]);
    const cells = String(await realFiles.read(join(own.root, "list.csv"))).split(/,|\r\n/);
    expect(cells.filter((cell) => /^[=+@-]/.test(cell))).toEqual([]);
  });
});

/** So many that the file's beginning, by which its letters are known, is over. */
function many(): string {
  return Array.from({ length: 4000 }, (_, index) => `a${index}@example.com,A,free\n`).join("");
}

describe("a list in a file", () => {
  const HEAD = "address,name,tier\n";
  const ADA = "ada@example.com,Ada,free\n";

  it.each<[string, string | Buffer, string]>([
    ["in UTF-16", Buffer.from(`\ufeff${HEAD}${ADA}`, "utf16le"), "it is UTF-16"],
    ["in UTF-16 without a mark", Buffer.from(HEAD + ADA, "utf16le"), "it is UTF-16"],
    ["in Latin letters", Buffer.from(HEAD + ADA.replace("Ada", "Zoë"), "latin1"), "A letter is no UTF-8"],
    ["parted by bars", (HEAD + ADA).replaceAll(",", "|"), "No column is named address"],
    ["without a header", ADA, "The first line is a reader"],
    ["with a column twice", `address,Email\n${ADA}`, "The column address stands more than once"],
    ["with a column of no name", `address,__proto__\na@example.com,x\n`, 'no column "__proto__"'],
    ["with a zero", `${HEAD}ada@example.com,A\0B,free\n`, "no text at all"],
    ["with a zero far behind", `${HEAD}${many()}${ADA.replace("Ada", "A\0")}`, "cannot be seen"],
    ["with a cell of 5 MB", `${HEAD}ada@example.com,${"x".repeat(5_000_000)},free\n`, "nothing behind it"],
    ["with an open quote", `${HEAD}ada@example.com,"Ada,free\n${ADA}`, "never closed"],
    ["with a row too long", `${HEAD}${",".repeat(9000)}\n`, "The row has 9001 cells, the header 3"],
    ["with nothing in it", "", "The file is empty"],
    ["with blank lines alone", "\n\n\n", "The file is empty"],
    ["that is packed", Buffer.from("1f8b0800000000000003", "hex"), "no text at all"],
  ])("%s is refused whole, and says what to do", async (_, bytes, words) => {
    const root = temporaryFolder();
    writeFileSync(join(root, "list.csv"), bytes);
    const { exit, text, faults } = await come(subscribersCommand, root, ["import", join(root, "list.csv")]);
    expect(exit).toBe(1);
    expect(text + faults.join()).toContain(words);
    expect((await come(subscribersCommand, root, ["list"])).json).toMatchObject({ count: 0 });
  });

  it.each<[string, string]>([
    ["with a mark", `\ufeff${HEAD}${ADA}`],
    ["parted by semicolons", (HEAD + ADA).replaceAll(",", ";")],
    ["with lines of an old kind", (HEAD + ADA).replaceAll("\n", "\r")],
  ])("%s is taken", async (_, text) => {
    const root = temporaryFolder();
    writeFileSync(join(root, "list.csv"), text);
    expect((await come(subscribersCommand, root, ["import", join(root, "list.csv")])).json).toMatchObject({
      taken: { added: 1 },
    });
  });
});
