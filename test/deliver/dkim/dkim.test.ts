import { generateKeyPairSync } from "node:crypto";
import { describe, expect, test } from "vitest";
import { dkimKeyOf } from "../../../pipeline/deliver/dkim/dkim-key.ts";
import { bodyHasher } from "../../../pipeline/deliver/dkim/relaxed-body.ts";
import { ascii } from "../../../pipeline/deliver/message/body.ts";
import { PipelineError } from "../../../pipeline/errors.ts";
import {
  bytesOf,
  ed25519,
  mailingOfForms,
  pemOf,
  reader,
  rsa,
  settings,
  signaturesOf,
} from "../../support/letters.ts";

const signed = (dkimKey: string) => bytesOf(mailingOfForms({ dkimKey }).letterFor(reader, "issue"));

describe("a signature", () => {
  test.each([
    ["rsa-sha256", rsa],
    ["ed25519-sha256", ed25519],
  ] as const)(
    "by %s is good to a receiver who asks the sender's domain for the key",
    async (algorithm, key) => {
      const { asked, results } = await signaturesOf(signed(pemOf(key)), key);
      expect(asked).toEqual(["tracker._domainkey.example.com"]);
      expect(results[0]).toMatchObject({
        status: { result: "pass" },
        signingDomain: "example.com",
        algo: algorithm,
      });
    },
  );

  test("holds for both headers of one-click, for whom it is from and to, and for what it is", async () => {
    const text = signed(pemOf(rsa)).toString("latin1");
    const [, tag = ""] = /h=([\s\S]*?);/.exec(text)!;
    const names = tag.replace(/\s/g, "").split(":");
    for (const name of [
      "list-unsubscribe",
      "list-unsubscribe-post",
      "list-id",
      "date",
      "message-id",
      "mime-version",
    ])
      expect(names).toContain(name);
    for (const name of ["from", "to", "subject", "reply-to", "content-type"])
      expect(names.filter((one) => one === name)).toHaveLength(2);
    expect(text).toMatch(/ t=1762378200;/);
  });

  test.each([
    ["a word of the body", "Macro", "Micro"],
    ["a letter of the PDF", /\r\nJVBERi/, "\r\nJVBERj"],
    ["whose list to leave", "List-Unsubscribe: <https://tracker", "List-Unsubscribe: <https://hacker"],
    ["one click", "=One-Click", "=Two-Click"],
    ["a second subject", "\r\nSubject:", "\r\nSubject: Buy\r\nSubject:"],
    ["a second sender", "\r\nFrom:", "\r\nFrom: x@example.net\r\nFrom:"],
    ["an answer's address", "\r\nDate:", "\r\nReply-To: x@example.net\r\nDate:"],
  ] as const)("breaks when somebody changes %s on the way", async (_, from, to) => {
    const text = signed(pemOf(rsa)).toString("latin1");
    expect(text).toMatch(from);
    const { results } = await signaturesOf(Buffer.from(text.replace(from, to), "latin1"));
    expect(results[0]?.status.result).not.toBe("pass");
  });

  test("outlives what relays do to spaces", async () => {
    const text = signed(pemOf(rsa)).toString("latin1");
    const touched = text
      .replace("MIME-Version: 1.0", "MIME-Version:   1.0")
      .replace(/\r\n boundary/, "\r\n\tboundary");
    const { results } = await signaturesOf(Buffer.from(`${touched}\r\n\r\n`, "latin1"));
    expect(results[0]?.status.result).toBe("pass");
  });

  test("is none where the settings ask for none", () => {
    const letter = mailingOfForms({ settings: { ...settings, dkim: null }, dkimKey: null }).letterFor(
      reader,
      "issue",
    );
    expect(bytesOf(letter).toString("latin1")).not.toContain("DKIM");
  });
});

test("the hash of a body is that of the whole, wherever its holes are", () => {
  const body = "a  b \r\n\r\nX\t\tc\r\n\r\nY \r\n \r\n\r\n";
  const whole = bodyHasher([ascii(body)])(() => ascii(""));
  const parted = bodyHasher([
    ascii("a  b \r\n\r\n"),
    { hole: "unsubscribe" },
    ascii("\t\tc\r\n\r\n"),
    { hole: "pdf" },
    ascii(" \r\n \r\n\r\n"),
  ])((hole) => ascii(hole === "pdf" ? "Y" : "X"));
  expect(parted).toBe(whole);
  expect(bodyHasher([ascii("\r\n")])(() => ascii(""))).toBe("47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
});

describe("a key that signs no mail is refused with what it is, and without itself", () => {
  const pem = (pair: { privateKey: typeof rsa.privateKey }) =>
    pair.privateKey.export({ type: "pkcs8", format: "pem" });
  const ends = "Put a PEM private key into TRACKER_DKIM_KEY";
  test.each([
    ["that is not there", null, "content/delivery.yaml names dkim, and there is no key for it."],
    ["that is none", "secret words", "It holds no private key in PEM."],
    [
      "of 768 bits",
      pem(generateKeyPairSync("rsa", { modulusLength: 768 })),
      "The RSA key has 768 bits; receivers take 1024 at the least, and 2048 is usual.",
    ],
    [
      "on a curve",
      pem(generateKeyPairSync("ec", { namedCurve: "P-256" })),
      "A key of the kind ec signs no mail: RSA or Ed25519 do.",
    ],
    [
      "that is public",
      rsa.publicKey.export({ type: "spki", format: "pem" }),
      "It holds the public key; the private one signs.",
    ],
    [
      "behind a password",
      rsa.privateKey.export({ type: "pkcs8", format: "pem", cipher: "aes-256-cbc", passphrase: "x" }),
      "The key is locked by a password.",
    ],
  ] as const)("one %s", (_, key, words) => {
    try {
      dkimKeyOf(key as string | null);
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(PipelineError);
      expect((error as PipelineError).message).toContain(`TRACKER_DKIM_KEY: ${words} ${ends}`);
      expect((error as PipelineError).cause).toBeUndefined();
    }
  });
});
