import { createHash } from "node:crypto";
import type { DeliveryKind, Version } from "../../model/delivery.ts";
import type { DeliverySettings } from "../../model/delivery-settings.ts";
import type { Letter } from "../../model/letter.ts";
import { domainOf } from "../../post/address.ts";
import { signLink } from "../../post/link-token.ts";
import { messageIdOf } from "../../post/message-id.ts";
import { issueLink, linkUntil, SITE_PATHS } from "../../post/places.ts";
import { base64Lines, base64LinesLike } from "./base64-lines.ts";
import { ascii, multipart, type Part } from "./body.ts";
import { oneLine } from "./encoded-words.ts";
import { dateOf, type Field, field, listId, mailbox, unfolded, words } from "./header.ts";
import { type MailForms, readMailForms } from "./mail-forms.ts";
import { pdfName, pdfPart, picturePart, textPart } from "./parts.ts";
import { expectAddress, sealer } from "./sealed.ts";

/** All that the letters of one version are made of. */
export interface MailingOf {
  readonly version: Version;
  /** By name: email.html, email.txt, issue.pdf, logo and charts/*.png as far as email.html shows them. */
  readonly forms: Readonly<Record<string, Uint8Array>>;
  readonly settings: DeliverySettings;
  /** Signs unsubscribe and issue links. */
  readonly linkKey: string;
  /** PEM; null: not signed, which settings.dkim null asks for. */
  readonly dkimKey: string | null;
  /** In the subject, before everything else: "[Test] "; else "". */
  readonly prefix: string;
  /** A reader's own PDF; left out, everybody gets the one that was approved. */
  readonly personalPdf?: ((holder: Omit<Reader, "id">) => Uint8Array) | null;
}

export interface Reader {
  readonly id: string;
  readonly address: string;
  readonly name: string | null;
}

/** The letters of a version: what they share is encoded once. */
export interface Mailing {
  /** @throws PipelineError subscriber-invalid: the reader has no address that mail can be sent to */
  letterFor(reader: Reader, kind: DeliveryKind): Letter;
}

/**
 * Letters with text, HTML, its pictures and the PDF. The same version, reader and kind give the same bytes whenever they are made: date and
 * signature are those of the moment at which the version was frozen.
 *
 * @throws PipelineError artifact-missing, template-invalid (a form, or the place of a link in it), secret-missing
 */
export function mailingOf(of: MailingOf): Mailing {
  const { version, settings, linkKey, prefix, personalPdf } = of;
  const forms = readMailForms({ ...of, links: linksOf(of), domain: domainOf(settings.from.address) });
  const part = mailPart(forms, of);
  const shared = { bytes: forms.pdf, lines: base64Lines(forms.pdf) };
  const seal = sealer(part, { ...of, at: version.frozenAt });
  const subjects = { issue: subjectOf(of, "issue"), correction: subjectOf(of, "correction") };
  const fixed = fixedFields(of, part);
  const until = linkUntil(version.date);
  const domain = domainOf(settings.from.address);
  return {
    letterFor(reader, kind) {
      const to = expectAddress(reader.address);
      const word = signLink(linkKey, { purpose: "unsubscribe", subject: reader.id, until });
      const name = oneLine(reader.name ?? "");
      const holder = { name: name || null, address: to };
      const own = personalPdf ? () => base64LinesLike(personalPdf(holder), shared) : () => shared.lines;
      const fields = [
        mailbox("To", { name, address: to }),
        subjects[kind],
        // One of a test must not look like a copy of the letter that comes later.
        field("Message-ID", messageIdOf(version.id, prefix + reader.id, domain)),
        field("List-Unsubscribe", `<${settings.site}${SITE_PATHS.unsubscribe}${word}>`),
        ...fixed,
      ];
      const fill = (hole: "unsubscribe" | "pdf") => (hole === "pdf" ? own() : ascii(word));
      return seal({ from: settings.from.address, to, fields, fill });
    },
  };
}

function linksOf({ version: { date, edition }, settings: { site, paidArchive }, linkKey }: MailingOf) {
  const isPaid = edition === "paid";
  const isOpened = isPaid && paidArchive === "signed";
  return {
    unsubscribe: site + SITE_PATHS.unsubscribe,
    issue: issueLink(site, { date, key: isOpened ? linkKey : null }),
    mayLackIssue: isPaid && !isOpened,
  };
}

/** The PDF comes last, so that a reader's own one can take its place; by then nearly all is shared. */
function mailPart({ text, html, pictures, pdf }: MailForms, of: MailingOf): Part {
  const { version, settings, personalPdf } = of;
  const word = createHash("sha256").update(version.id).digest("hex").slice(0, 16);
  const texts = [textPart("plain", text, "unsubscribe"), textPart("html", html, "unsubscribe")];
  const alternative = multipart("alternative", texts, { word });
  const page =
    pictures.length === 0
      ? alternative
      : multipart("related", [alternative, ...pictures.map(picturePart)], {
          word,
          parameters: ' type="multipart/alternative";',
        });
  const content = personalPdf ? { hole: "pdf" as const } : base64Lines(pdf);
  return multipart("mixed", [page, pdfPart(pdfName(settings.from.name, version.date), content)], { word });
}

function subjectOf({ version, prefix }: MailingOf, kind: DeliveryKind): Field {
  const before = kind === "correction" ? "Correction: " : "";
  return words("Subject", `${prefix}${before}${version.bound.subject}`);
}

/**
 * What all letters say. No Auto-Submitted: people have approved the issue, and RFC 3834 lets a list's letters be known by List-Id; no
 * Precedence either, which no standard knows.
 */
function fixedFields({ version, settings }: MailingOf, part: Part): readonly Field[] {
  const { from, replyTo, site } = settings;
  const [type = ""] = part.headers;
  return [
    mailbox("From", from),
    ...(replyTo === null ? [] : [mailbox("Reply-To", { name: null, address: replyTo })]),
    field("Date", dateOf(version.frozenAt)),
    listId(from.name, settings.listId),
    field("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"),
    unfolded("List-Archive", `<${site}/>`),
    field("MIME-Version", "1.0"),
    field("Content-Type", type.slice("Content-Type: ".length)),
  ];
}
