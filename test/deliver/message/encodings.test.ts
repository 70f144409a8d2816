import fc from "fast-check";
import { simpleParser } from "mailparser";
import { expect, test } from "vitest";
import { base64Lines, base64LinesLike } from "../../../pipeline/deliver/message/base64-lines.ts";
import { quotedPrintable } from "../../../pipeline/deliver/message/quoted-printable.ts";

/** RFC 2045, 6.7, read the other way round. */
const decoded = (encoded: string) =>
  Buffer.from(
    encoded
      .replace(/=\r\n/g, "")
      .replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))),
    "latin1",
  ).toString("utf8");
const line = fc.array(
  fc.oneof(
    fc.string({ unit: "binary" }),
    fc.constantFrom(".", "\n.", "\nFrom x", " \n", "\t", "=3D", "é".repeat(80)),
  ),
);

test("a text is decoded to itself, its line ends as mail has them", () => {
  fc.assert(
    fc.property(line, (parts) => {
      const text = parts.join("").toWellFormed();
      const encoded = quotedPrintable(text);
      expect(decoded(encoded)).toBe(text.replace(/\r\n|\r|\n/g, "\r\n"));
      for (const row of encoded.split("\r\n")) {
        expect(row).toMatch(/^[\t\x20-\x7E]{0,76}$/);
        expect(row).not.toMatch(/^\.|^From |[ \t]$/);
      }
    }),
  );
});

test("another reader decodes it as we do", async () => {
  const text = `${"a long line of words, ".repeat(20)}\n.dot\nFrom here\n  indented   table   \n日本 – 4.17%\n`;
  const head =
    "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n";
  expect((await simpleParser(`${head}${quotedPrintable(text)}`)).text).toBe(text);
});

test("bytes stand in lines of 76 letters, and are the same again", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      const encoded = base64Lines(bytes).toString();
      expect(Buffer.from(encoded, "base64")).toEqual(Buffer.from(bytes));
      expect(encoded).toMatch(/^([\w+/=]{76}\r\n)*[\w+/=]{0,76}$/);
    }),
  );
});

test("a file that is nearly another one has the lines of its own bytes", () => {
  const one = new Uint8Array(20_000).map((_, at) => at % 251);
  const like = { bytes: one, lines: base64Lines(one) };
  const places = fc.array(fc.integer({ min: 0, max: one.length - 1 }), { maxLength: 5 });
  fc.assert(
    fc.property(places, (changed) => {
      const other = one.map((byte, at) => (changed.includes(at) ? byte ^ 1 : byte));
      expect(base64LinesLike(other, like).equals(base64Lines(other))).toBe(true);
    }),
  );
  expect(like.lines.equals(base64Lines(one))).toBe(true);
  expect(base64LinesLike(one.subarray(1), like).equals(base64Lines(one.subarray(1)))).toBe(true);
});
