import fc from "fast-check";
import { simpleParser } from "mailparser";
import { describe, expect, test } from "vitest";
import { oneLine } from "../../../pipeline/deliver/message/encoded-words.ts";
import { field, listId, mailbox, unfolded, words } from "../../../pipeline/deliver/message/header.ts";
import { bytesOf, mailingOfForms, reader, settings, version, wrongLines } from "../../support/letters.ts";

const BREAKING = [
  "\r\nBcc: all@example.com",
  "\n\n<script>",
  "\r",
  "\u2028",
  "=?utf-8?B?DQo=?=",
  '"<>;,',
  "\u202Edlrow",
  "é",
  "=".repeat(80),
  "x".repeat(1100),
];
const hostile = fc
  .array(fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom(...BREAKING)), { maxLength: 6 })
  .map((parts) => parts.join(" "));

const headOf = (message: Buffer) => message.subarray(0, message.indexOf("\r\n\r\n")).toString("latin1");
/** Names of the fields as the line has them. */
const namesOf = (head: string) =>
  head.split(/\r\n(?! )/).map((line) => /^([\w-]+): /.exec(line)?.[1] ?? `no field: ${line}`);

describe("whatever a subject, a name or a title holds", () => {
  const names = namesOf(headOf(bytesOf(mailingOfForms().letterFor(reader, "issue"))));

  test("a letter has the same fields, and is fit for the line", () => {
    fc.assert(
      fc.property(hostile, hostile, hostile, (subject, name, sender) => {
        const of = {
          version: { ...version, bound: { ...version.bound, subject } },
          settings: { ...settings, from: { ...settings.from, name: sender } },
        };
        const bytes = bytesOf(mailingOfForms(of).letterFor({ ...reader, name }, "correction"));
        expect(namesOf(headOf(bytes))).toEqual(names);
        expect(wrongLines(bytes)).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  test("is read back as it was meant, on one line and without what cannot be seen", async () => {
    await fc.assert(
      fc.asyncProperty(hostile, hostile, async (subject, name) => {
        const head = [words("Subject", subject), mailbox("To", { name, address: "a@example.org" })];
        const source = `${head.map(({ written }) => written).join("\r\n")}\r\n\r\nx`;
        const mail = await simpleParser(source);
        const to = Array.isArray(mail.to) ? mail.to[0] : mail.to;
        // The parser takes spaces at the ends of a name, of whatever kind.
        expect((mail.subject ?? "").trim()).toBe(oneLine(subject).trim());
        expect(to?.value[0]?.address).toBe("a@example.org");
        expect(to?.value[0]?.name?.trim()).toBe(oneLine(name).trim());
      }),
      { numRuns: 200 },
    );
  });

  test("an address of a list or a site that would break its line makes no letter at all", () => {
    fc.assert(
      fc.property(hostile, (word) => {
        const made = () => [
          listId("x", word),
          unfolded("List-Archive", word),
          field("List-Unsubscribe", `<${word}>`),
        ];
        try {
          for (const { written } of made()) expect(written).toMatch(/^[^\r\n]+(\r\n [^\r\n]+)*$/);
        } catch (error) {
          expect(String(error)).toMatch(/would not hold together/);
        }
      }),
    );
  });
});

describe("a header", () => {
  test("of plain words stays plain, and is folded where a line is full", () => {
    expect(words("Subject", "Yields rise by 6 bp").written).toBe("Subject: Yields rise by 6 bp");
    const long = words("Subject", "word ".repeat(40));
    expect(long.written.split("\r\n").every((line) => line.length <= 76)).toBe(true);
    expect(long.written.replaceAll("\r\n", "")).toBe(`Subject: ${"word ".repeat(40)}`.trim());
    expect(long.canonical).toBe(`subject:${"word ".repeat(40)}`.trim());
  });

  test("keeps on one line what came on several, and what turns letters around stays out", () => {
    expect(words("Subject", "a\r\nBcc: b\u0000\u2028c").written).toBe("Subject: a Bcc: b c");
    expect(mailbox("To", { name: "\u202Eadnil\u202C", address: "a@example.org" }).written).toBe(
      "To: adnil <a@example.org>",
    );
    // Persian and emoji are written with joiners.
    expect(oneLine("می\u200cروم 👩\u200d💻")).toBe("می\u200cروم 👩\u200d💻");
  });

  test("of a name with signs of its own is quoted", () => {
    const { written } = mailbox("To", { name: 'Lovelace, "Ada"', address: "a@example.org" });
    expect(written).toBe('To: "Lovelace, \\"Ada\\"" <a@example.org>');
  });

  test("in other letters is encoded in the shorter of two ways, no line over 76", () => {
    const lines = words("Subject", "市場".repeat(60)).written.split("\r\n");
    expect(lines.length).toBeGreaterThan(3);
    for (const line of lines) expect(line).toMatch(/^(Subject:)? =\?utf-8\?B\?[\w+/=]+\?=$/);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(76);
  });

  test("never becomes two", () => {
    expect(() => field("Subject", "a\r\nBcc: b")).toThrow("a header Subject would not hold together");
    expect(() => field("A\r\nB", "c")).toThrow("a header A??B would not hold together");
    expect(() => field("X", "y".repeat(1000))).toThrow();
  });
});
