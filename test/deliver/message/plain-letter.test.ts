import { simpleParser } from "mailparser";
import { expect, test } from "vitest";
import { plainLetter } from "../../../pipeline/deliver/message/plain-letter.ts";
import { PipelineError } from "../../../pipeline/errors.ts";
import { bytesOf, pemOf, rsa, settings, signaturesOf, wrongLines } from "../../support/letters.ts";

const mail = {
  to: { address: "zoe@bücher.example", name: "Zoë" },
  subject: "Confirm: Macro Regime Tracker",
  text: "Please confirm:\n\nhttps://tracker.example.com/confirm/AbC\n\n.\n\n\n",
  html: '<p>Please <a href="https://tracker.example.com/confirm/AbC">confirm</a> – once.</p>',
  messageId: "<confirm.abc@news.example.com>",
  date: "2025-11-05T21:30:00.000Z",
  headers: { "Auto-Submitted": "auto-replied", "X-Link": `https://tracker.example.com/${"a".repeat(120)}` },
};
const posting = { settings, dkimKey: pemOf(rsa) };

test("a single mail is encoded and signed like an issue's", async () => {
  const letter = plainLetter(mail, posting);
  const bytes = bytesOf(letter);
  expect([letter.from, letter.to]).toEqual(["tracker@news.example.com", "zoe@xn--bcher-kva.example"]);
  expect(wrongLines(bytes)).toEqual([]);
  const read = await simpleParser(bytes);
  expect(read.subject).toBe(mail.subject);
  expect(read.text).toBe(`${mail.text.trimEnd()}\n`);
  expect(read.html).toBe(`${mail.html}\n`);
  expect(read.messageId).toBe(mail.messageId);
  expect(read.headers.get("auto-submitted")).toBe("auto-replied");
  expect(read.headers.get("x-link")).toBe(mail.headers["X-Link"]);
  expect(read.date?.toISOString()).toBe(mail.date);
  expect((await signaturesOf(bytes)).results[0]?.status.result).toBe("pass");
});

test("one without HTML is its text alone, and signed just so", async () => {
  const bytes = bytesOf(plainLetter({ ...mail, html: null }, posting));
  expect(bytes.toString("latin1")).toContain("\r\nContent-Type: text/plain; charset=utf-8\r\n");
  expect((await simpleParser(bytes)).text).toBe(`${mail.text.trimEnd()}\n`);
  expect(wrongLines(bytes)).toEqual([]);
  expect((await signaturesOf(bytes)).results[0]?.status.result).toBe("pass");
});

test("one to no address is refused, and a name of a field that is none is a bug", () => {
  const to = { address: "nobody", name: null };
  expect(() => plainLetter({ ...mail, to }, posting)).toThrow(PipelineError);
  expect(() => plainLetter({ ...mail, headers: { "A: b\r\nC": "d" } }, posting)).toThrow(
    /would not hold together/,
  );
});
