import { type ParsedMail, simpleParser } from "mailparser";
import type { DeliveryKind } from "../../../pipeline/model/delivery.ts";
import { readLink } from "../../../pipeline/post/link-token.ts";
import { messageIdOf } from "../../../pipeline/post/message-id.ts";
import { ISSUE_PLACE, SITE_PATHS, UNSUBSCRIBE_PLACE } from "../../../pipeline/post/places.ts";
import { LINK_KEY } from "../delivery-project.ts";
import { signaturesOf } from "../letters.ts";
import { type ApprovedIssue, sha256 } from "./approved-issue.ts";
import type { FiledLetter } from "./mail-folder.ts";
import { mimeTree } from "./mime-tree.ts";
import { FROM, LIST_ID, type RealIssue, SITE } from "./real-issue.ts";

export interface KnownReader {
  readonly id: string;
  readonly address: string;
  readonly name: string | null;
}

export interface ExpectedLetter {
  readonly approved: ApprovedIssue;
  readonly reader: KnownReader;
  readonly kind: DeliveryKind;
}

/** What a program that reads mail tells of one letter, for comparing letters with each other. */
export interface ReadLetter {
  readonly messageId: string;
  readonly oneClick: string;
  readonly wrong: readonly string[];
}

const ONCE = [
  "DKIM-Signature",
  "From",
  "To",
  "Subject",
  "Date",
  "Message-ID",
  "MIME-Version",
  "Content-Type",
  "List-Id",
  "List-Unsubscribe",
  "List-Unsubscribe-Post",
  "List-Archive",
];
const LEFT = /reader\.invalid|\{\{|\[\[|undefined|\bNaN\b|\[object|cid:/;

/** Reads a letter as a reader's program does, and says all that is other than it must be. */
export async function readLetter(
  filed: FiledLetter,
  bytes: Buffer,
  { approved, reader, kind }: ExpectedLetter,
): Promise<ReadLetter> {
  const mail = await simpleParser(bytes, {
    skipImageLinks: true,
    skipTextToHtml: true,
    skipHtmlToText: true,
    skipTextLinks: true,
  });
  const head = bytes.subarray(0, bytes.indexOf("\r\n\r\n")).toString("latin1");
  const oneClick = /^List-Unsubscribe: <([^<>\r\n]+)>\r\n/m.exec(`${head}\r\n`)?.[1] ?? "";
  const wrong: string[] = [];
  const same = (what: string, found: unknown, expected: unknown) => {
    const [one, other] = [JSON.stringify(found), JSON.stringify(expected)];
    if (one !== other) wrong.push(`${filed.to}: ${what}: ${firstDifference(one ?? "", other ?? "")}`);
  };
  same("envelope", [filed.from, filed.to], [FROM.address, reader.address]);
  same(
    "fields that stand otherwise than once",
    ONCE.filter((name) => countOf(head, name) !== 1),
    [],
  );
  same("From", mail.from?.value, [{ address: FROM.address, name: FROM.name }]);
  same("To", toOf(mail), [{ address: reader.address, name: reader.name ?? "" }]);
  same("Subject", mail.subject, `${kind === "correction" ? "Correction: " : ""}${approved.subject}`);
  same("Message-ID", mail.messageId, messageIdOf(approved.version, reader.id, "example.com"));
  same("List-Id", /^List-Id: (.*)$/m.exec(head)?.[1], `${FROM.name} <${LIST_ID}>`);
  same("one click", /^List-Unsubscribe-Post: (.*)$/m.exec(head)?.[1], "List-Unsubscribe=One-Click");
  const page = `${SITE}${SITE_PATHS.unsubscribe}`;
  const link = oneClick.startsWith(page) ? readLink(LINK_KEY, oneClick.slice(page.length)) : null;
  same("whom one click unsubscribes", [link?.purpose, link?.subject], ["unsubscribe", reader.id]);
  same("parts", mimeTree(bytes), treeOf(approved));
  const linked = (text: string) =>
    text.replaceAll(ISSUE_PLACE, () => approved.issueUrl).replaceAll(UNSUBSCRIBE_PLACE, () => oneClick);
  same("text", lines(mail.text), lines(linked(approved.text)));
  const html = withHashes(mail);
  same("HTML", lines(html), lines(linked(approved.html)));
  same(
    "what is left in text and HTML",
    [LEFT.exec(mail.text ?? "")?.[0], LEFT.exec(html)?.[0]],
    [null, null],
  );
  const pictures = mail.attachments.filter(({ contentType }) => contentType === "image/png");
  same(
    "pictures",
    pictures.map(({ content }) => sha256(content)),
    approved.pictures,
  );
  const others = mail.attachments.filter(({ contentType }) => contentType !== "image/png");
  same(
    "PDF",
    others.map(({ content }) => sha256(content)),
    [approved.pdf],
  );
  same(
    "file",
    others.map(({ filename }) => filename),
    ["macro-regime-tracker-2025-11-05.pdf"],
  );
  return { messageId: mail.messageId ?? "", oneClick, wrong };
}

/** What a receiver who asks for the sender's key says of the signature. */
export async function wrongSignature(
  bytes: Buffer,
  { key }: Pick<RealIssue, "key">,
): Promise<readonly string[]> {
  const { results } = await signaturesOf(bytes, key);
  const [only] = results;
  const signed: readonly string[] = (only?.signingHeaders?.keys ?? "").toLowerCase().split(/: */);
  const must = [
    "from",
    "to",
    "subject",
    "message-id",
    "list-unsubscribe",
    "list-unsubscribe-post",
    "list-id",
  ];
  return [
    ...(results.length === 1 ? [] : [`${results.length} signatures`]),
    ...(only?.status.result === "pass" ? [] : [`signature: ${JSON.stringify(only?.status)}`]),
    ...(only?.signingDomain === "example.com" ? [] : [`signed by ${only?.signingDomain}`]),
    ...must.filter((name) => !signed.includes(name)).map((name) => `${name} is not signed`),
  ];
}

function toOf({ to }: ParsedMail) {
  return [to ?? []].flat().flatMap(({ value }) => value.map(({ address, name }) => ({ address, name })));
}

function countOf(head: string, name: string): number {
  return head.split(new RegExp(`^${name}:`, "im")).length - 1;
}

function treeOf({ pictures }: ApprovedIssue): readonly string[] {
  return [
    "multipart/mixed",
    "  multipart/related",
    "    multipart/alternative",
    "      text/plain",
    "      text/html",
    ...pictures.map(() => "    image/png inline"),
    "  application/pdf attachment",
  ];
}

/** The HTML with the hash of each picture in the place of its name in the letter. */
function withHashes({ html, attachments }: ParsedMail): string {
  const hashes = new Map(attachments.map(({ cid, content }) => [cid, sha256(content)]));
  return String(html).replace(/ src="cid:([^"]+)"/g, (_, cid: string) => ` src="sha256:${hashes.get(cid)}"`);
}

const lines = (text: string | undefined) => (text ?? "").replaceAll("\r\n", "\n").trimEnd();

function firstDifference(found: string, expected: string): string {
  let at = 0;
  while (at < found.length && found[at] === expected[at]) at += 1;
  const from = Math.max(0, at - 20);
  return `found ${found.slice(from, at + 60)}, expected ${expected.slice(from, at + 60)}`;
}
