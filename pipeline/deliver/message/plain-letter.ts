import { createHash } from "node:crypto";
import type { DeliverySettings } from "../../model/delivery-settings.ts";
import type { Letter } from "../../model/letter.ts";
import type { IsoInstant } from "../../model/unit.ts";
import { multipart, type Part } from "./body.ts";
import { dateOf, field, mailbox, unfolded, words } from "./header.ts";
import { textPart } from "./parts.ts";
import { expectAddress, sealer } from "./sealed.ts";

/** A single mail: to somebody who asked to get issues, or who was told something. */
export interface PlainMail {
  readonly to: { readonly address: string; readonly name: string | null };
  readonly subject: string;
  readonly text: string;
  /** null: the text alone. */
  readonly html: string | null;
  /** With angle brackets. */
  readonly messageId: string;
  readonly date: IsoInstant;
  /** Further fields by name, such as `Auto-Submitted`: "auto-replied". */
  readonly headers: Readonly<Record<string, string>>;
}

export interface Posting {
  readonly settings: Pick<DeliverySettings, "from" | "replyTo" | "dkim">;
  /** PEM; null: not signed, which settings.dkim null asks for. */
  readonly dkimKey: string | null;
}

/** A letter like those of an issue, encoded and signed the same way. @throws PipelineError subscriber-invalid, secret-missing */
export function plainLetter(mail: PlainMail, { settings, dkimKey }: Posting): Letter {
  const { from, replyTo } = settings;
  const to = expectAddress(mail.to.address);
  const part = partOf(mail);
  const fields = [
    mailbox("From", from),
    mailbox("To", { name: mail.to.name, address: to }),
    ...(replyTo === null ? [] : [mailbox("Reply-To", { name: null, address: replyTo })]),
    words("Subject", mail.subject),
    field("Date", dateOf(mail.date)),
    field("Message-ID", mail.messageId),
    ...Object.entries(mail.headers).map(([name, value]) => unfolded(name, value)),
    field("MIME-Version", "1.0"),
    ...part.headers.map((header) => {
      const at = header.indexOf(": ");
      return field(header.slice(0, at), header.slice(at + 2));
    }),
  ];
  const fill = () => new Uint8Array();
  return sealer(part, { settings, dkimKey, at: mail.date })({ from: from.address, to, fields, fill });
}

function partOf({ text, html, messageId }: PlainMail): Part {
  const plain = textPart("plain", [ended(text)], "unsubscribe");
  if (html === null) return plain;
  const word = createHash("sha256").update(messageId).digest("hex").slice(0, 16);
  return multipart("alternative", [plain, textPart("html", [ended(html)], "unsubscribe")], { word });
}

/** A letter's last line is ended, once. */
function ended(text: string): string {
  return `${text.trimEnd()}\n`;
}
