import { generateKeyPairSync } from "node:crypto";
import { dkimVerify } from "mailauth/lib/dkim/verify.js";
import { type MailingOf, mailingOf, type Reader } from "../../pipeline/deliver/message/mailing.ts";
import type { DeliveryKind, Version } from "../../pipeline/model/delivery.ts";
import { type DeliverySettings, DeliverySettingsSchema } from "../../pipeline/model/delivery-settings.ts";
import type { Letter } from "../../pipeline/model/letter.ts";
import { ISSUE_PLACE, UNSUBSCRIBE_PLACE } from "../../pipeline/post/places.ts";
import { pixel } from "./rendering.ts";

export const LINK_KEY = "a-key-for-links-of-tests-0123456789";

export const settings: DeliverySettings = DeliverySettingsSchema.parse({
  from: { name: "Macro Regime Tracker", address: "tracker@news.example.com" },
  replyTo: "desk@example.com",
  listId: "daily.tracker.example.com",
  site: "https://tracker.example.com",
  dkim: { domain: "example.com", selector: "tracker" },
  relays: [{ name: "local", host: "127.0.0.1", tls: "none" }],
});

export const version: Version = {
  id: "2025-11-05/free/1",
  date: "2025-11-05",
  edition: "free",
  number: 1,
  bound: {
    edition: "free",
    subject: "Yields rise, credit sleeps – a day of 6 bp",
    recipients: "tier = free",
    forms: {},
  },
  products: {},
  approvedBy: [{ name: "Ada", at: "2025-11-05T21:00:00.000Z" }],
  frozenAt: "2025-11-05T21:30:00.000Z",
  correction: null,
};

/** Bytes of every value, without rhythm; the same each time. */
export function noise(length: number, seed = 1): Uint8Array {
  let state = seed;
  return Uint8Array.from({ length }, () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state >>> 16;
  });
}

const png = (seed: number, length: number) => new Uint8Array([...pixel, ...noise(length, seed)]);
const encode = (text: string) => new TextEncoder().encode(text);

export const TEXT = `Macro Regime Tracker\n\n.begins with a dot\nFrom here on: 4.17%, −0.36%   S&P 500 \n${"long ".repeat(40)}\n\nRead it:\n${ISSUE_PLACE}\n\nUnsubscribe:\n${UNSUBSCRIBE_PLACE}\n`;
export const HTML = `<!doctype html>\n<p class="x">4.17% – “quoted” = 日本\n.</p><img alt="a &gt; b" src="charts/a.png" width="600"><img src="charts/a.png" alt=""><img src="charts/same.png" alt=""><img class="logo" src="assets/brand/logo.png" alt="Logo"><img src="small%20firms.png" alt="">
<p><a href="${ISSUE_PLACE}" rel="noopener">Read</a> <a href="${UNSUBSCRIBE_PLACE}" rel="noopener">Unsubscribe</a></p>\n`;

export function formsOf({
  pdf = 3000,
  picture = 500,
}: {
  readonly pdf?: number;
  readonly picture?: number;
} = {}) {
  const chart = png(2, picture);
  return {
    "email.html": encode(HTML),
    "email.txt": encode(TEXT),
    "issue.pdf": new Uint8Array([...encode("%PDF-1.7\n"), ...noise(pdf, 9)]),
    "charts/a.png": chart,
    "charts/same.png": chart,
    "charts/unseen.png": png(5, picture),
    "assets/brand/logo.png": png(3, picture),
    "small firms.png": png(4, picture),
  } as Record<string, Uint8Array>;
}

export const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 });
export const ed25519 = generateKeyPairSync("ed25519");
export const pemOf = ({ privateKey }: Pick<typeof rsa, "privateKey">) =>
  privateKey.export({ type: "pkcs8", format: "pem" }) as string;
const rsaPem = pemOf(rsa);

export function mailingOfForms(rest: Partial<MailingOf> = {}) {
  return mailingOf({
    version,
    forms: formsOf(),
    settings,
    linkKey: LINK_KEY,
    dkimKey: rsaPem,
    prefix: "",
    ...rest,
  });
}

export const reader: Reader = { id: "abcdefghijklmnop", address: "ada@example.org", name: "Ada Lovelace" };

export function bytesOf(letter: Letter): Buffer {
  return Buffer.concat(letter.parts);
}

export function letterText(rest: Partial<MailingOf> = {}, to = reader, kind: DeliveryKind = "issue"): string {
  return bytesOf(mailingOfForms(rest).letterFor(to, kind)).toString("latin1");
}

/** Signatures of a letter as a receiver finds them, who asks the DNS for these keys. */
export async function signaturesOf(message: Buffer, key: Pick<typeof rsa, "publicKey"> = rsa) {
  const der = key.publicKey.export({ type: "spki", format: "der" }) as Buffer;
  const kind = key.publicKey.asymmetricKeyType;
  // RFC 8463 publishes the bare 32 bytes.
  const shown = (kind === "ed25519" ? der.subarray(-32) : der).toString("base64");
  const asked: string[] = [];
  const { results } = await dkimVerify(message, {
    resolver: async (name: string) => {
      asked.push(name);
      return [[`v=DKIM1; k=${kind}; p=${shown}`]];
    },
  });
  return { asked, results };
}

/** What the line wants of a letter; empty: nothing is wrong. */
export function wrongLines(message: Buffer): string[] {
  const text = message.toString("latin1");
  const wrong = text.split("\r\n").flatMap((line, at) => {
    const found = [
      /[\r\n]/.test(line) && "a bare line end",
      line.startsWith(".") && "a dot at its beginning",
      line.length > 998 && "998 bytes",
      /[^\t\x20-\x7E]/.test(line) && "more than ASCII",
    ].filter(Boolean);
    return found.map((what) => `${at}: ${what}: ${line.slice(0, 60)}`);
  });
  return text.endsWith("\r\n") ? wrong : [...wrong, "the last line is not ended"];
}
