import { createHash, type KeyObject, sign } from "node:crypto";
import type { IsoInstant } from "../../model/unit.ts";
import { type Field, field } from "../message/header.ts";

export interface Signing {
  readonly domain: string;
  readonly selector: string;
  readonly key: KeyObject;
  readonly at: IsoInstant;
}

/** A letter's DKIM-Signature. @param bodyHash SHA-256 of the relaxed body in base64 */
export type Signer = (fields: readonly Field[], bodyHash: string) => Field;

/** Those of a letter that are signed, in this order. */
const SIGNED = [
  "from",
  "to",
  "subject",
  "date",
  "message-id",
  "reply-to",
  "mime-version",
  "content-type",
  "list-id",
  "list-unsubscribe",
  "list-unsubscribe-post",
  "list-archive",
  "auto-submitted",
];
/** Signed once more than they stand there: another one that somebody puts in on the way breaks the signature (RFC 6376, 8.15). */
const SEALED = ["from", "to", "subject", "date", "reply-to", "content-type"];
const LINE = 72;

/** Signs by RFC 6376, relaxed/relaxed; the same letter has the same signature whenever it is made. */
export function dkimSigner({ domain, selector, key, at }: Signing): Signer {
  const kind = key.asymmetricKeyType === "ed25519" ? "ed25519-sha256" : "rsa-sha256";
  const seconds = Math.floor(Date.parse(at) / 1000);
  const head = `v=1; a=${kind}; c=relaxed/relaxed; d=${domain};\r\n s=${selector}; t=${seconds};\r\n h=`;
  return (fields, bodyHash) => {
    const chosen = SIGNED.flatMap((name) => fields.find((one) => one.name === name) ?? []);
    const names = [...chosen.map(({ name }) => name), ...SEALED].join(":");
    const open = `${head}${inLines(names, /:/)};\r\n bh=${bodyHash};\r\n b=`;
    const own = field("DKIM-Signature", open).canonical;
    const said = [...chosen.map(({ canonical }) => canonical), own].join("\r\n");
    return field("DKIM-Signature", open + inLines(signed(said, key)));
  };
}

/** RFC 8463 signs the hash by Ed25519, which hashes once more. */
function signed(said: string, key: KeyObject): string {
  const bytes = Buffer.from(said, "latin1");
  if (key.asymmetricKeyType !== "ed25519") return sign("sha256", bytes, key).toString("base64");
  return sign(null, createHash("sha256").update(bytes).digest(), key).toString("base64");
}

/** Folded anywhere, or only behind a sign: receivers take spaces out of both. */
function inLines(text: string, behind?: RegExp): string {
  if (!behind) return text.replace(new RegExp(`.{${LINE}}(?=.)`, "g"), "$&\r\n ");
  let [made, column] = ["", 0];
  for (const word of text.split(new RegExp(`(?<=${behind.source})`))) {
    if (column + word.length > LINE) {
      made += "\r\n ";
      column = 0;
    }
    made += word;
    column += word.length;
  }
  return made;
}
