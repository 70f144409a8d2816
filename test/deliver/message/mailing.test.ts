import { createHash } from "node:crypto";
import { type Attachment, type ParsedMail, simpleParser } from "mailparser";
import { describe, expect, test } from "vitest";
import type { MailingOf } from "../../../pipeline/deliver/message/mailing.ts";
import { PipelineError } from "../../../pipeline/errors.ts";
import { readLink } from "../../../pipeline/post/link-token.ts";
import { ISSUE_PLACE, UNSUBSCRIBE_PLACE } from "../../../pipeline/post/places.ts";
import {
  bytesOf,
  formsOf,
  HTML,
  LINK_KEY,
  letterText,
  mailingOfForms,
  reader,
  settings,
  signaturesOf,
  TEXT,
  version,
  wrongLines,
} from "../../support/letters.ts";

const parsed = (of: Partial<MailingOf> = {}, to = reader): Promise<ParsedMail> =>
  simpleParser(bytesOf(mailingOfForms(of).letterFor(to, "issue")), { skipImageLinks: true });
const encode = (text: string) => new TextEncoder().encode(text);
const paid = { ...version, id: "2025-11-05/paid/1", edition: "paid" as const };
const faultsOf = (forms: Record<string, Uint8Array>, rest: Partial<MailingOf> = {}): string[] => {
  try {
    mailingOfForms({ ...rest, forms });
  } catch (error) {
    if (error instanceof PipelineError) return error.message.split("\n");
    throw error;
  }
  return [];
};
const wordIn = (mail: ParsedMail) => /\/u\/([\w-]+)/.exec(mail.text ?? "")![1]!;

describe("a letter, as a mail program reads it", () => {
  test("holds the approved text and HTML, with the reader's own link in the place of each mark", async () => {
    const mail = await parsed();
    const [word, link] = [wordIn(mail), "https://tracker.example.com/2025-11-05/"];
    expect(mail.text).toBe(
      TEXT.replace(UNSUBSCRIBE_PLACE, `https://tracker.example.com/u/${word}`).replace(ISSUE_PLACE, link),
    );
    const names = /cid:([0-9a-f]{24}@news\.example\.com)/g;
    const html = String(mail.html).replace(names, "cid:X");
    expect(html).toBe(
      HTML.replace(UNSUBSCRIBE_PLACE, `https://tracker.example.com/u/${word}`)
        .replace(ISSUE_PLACE, link)
        .replace(/ src="[^"]+"/g, ' src="cid:X"'),
    );
    expect(readLink(LINK_KEY, word)).toEqual({
      purpose: "unsubscribe",
      subject: reader.id,
      until: "2026-12-10",
    });
  });

  test("shows each picture once, by its bytes, and brings the PDF that was approved", async () => {
    const forms = formsOf();
    const { html, attachments } = await parsed({ forms });
    const by = (type: string) => attachments.filter(({ contentType }) => contentType === type);
    const shown = [...String(html).matchAll(/src="cid:([^"]+)"/g)].map(([, id]) => id);
    const named = [
      "charts/a.png",
      "charts/a.png",
      "charts/same.png",
      "assets/brand/logo.png",
      "small firms.png",
    ];
    const contentOf = (id: string | undefined) => by("image/png").find(({ cid }) => cid === id)?.content;
    expect(shown.map((id) => Buffer.compare(contentOf(id)!, forms[named[shown.indexOf(id)]!]!))).toEqual(
      Array(5).fill(0),
    );
    expect(by("image/png")).toHaveLength(3);
    const [pdf, ...others] = by("application/pdf") as [Attachment, ...Attachment[]];
    expect(others).toEqual([]);
    expect(pdf.filename).toBe("macro-regime-tracker-2025-11-05.pdf");
    expect(pdf.contentDisposition).toBe("attachment");
    expect(createHash("sha256").update(pdf.content).digest("hex")).toBe(
      createHash("sha256").update(forms["issue.pdf"]!).digest("hex"),
    );
  });

  test("says who sends it to whom, of which list, and how to leave with one click", () => {
    const [head = ""] = letterText({ settings: { ...settings, dkim: null } }).split("\r\n\r\n");
    const word = /\/u\/([\w-]+)/.exec(head)![1]!;
    expect(head.split("\r\n")).toEqual([
      "To: Ada Lovelace <ada@example.org>",
      "Subject: =?utf-8?Q?Yields_rise=2C_credit_sleeps_=E2=80=93_a_day_of_6_bp?=",
      expect.stringMatching(/^Message-ID: <2025-11-05\.free\.1\.[\w-]{24}@news\.example\.com>$/),
      `List-Unsubscribe: <https://tracker.example.com/u/${word}>`,
      "From: Macro Regime Tracker <tracker@news.example.com>",
      "Reply-To: desk@example.com",
      "Date: Wed, 05 Nov 2025 21:30:00 +0000",
      "List-Id: Macro Regime Tracker <daily.tracker.example.com>",
      "List-Unsubscribe-Post: List-Unsubscribe=One-Click",
      "List-Archive: <https://tracker.example.com/>",
      "MIME-Version: 1.0",
      "Content-Type: multipart/mixed;",
      expect.stringMatching(/^ boundary="=_mixed_[0-9a-f]{16}"$/),
    ]);
  });

  test("a correction says so in its subject, behind a test's mark", async () => {
    const letter = mailingOfForms({ prefix: "[Test] " }).letterFor(reader, "correction");
    const { subject } = await simpleParser(bytesOf(letter));
    expect(subject).toBe(`[Test] Correction: ${version.bound.subject}`);
  });

  test("a test's letter is not taken for a copy of the one that comes later", () => {
    const idOf = (text: string) => /^Message-ID: .*$/m.exec(text)![0];
    expect(idOf(letterText({ prefix: "[Test] " }))).not.toBe(idOf(letterText()));
  });

  test("a name that is not Latin names the file in its own letters", async () => {
    const named = (name: string) => ({ ...settings, from: { ...settings.from, name } });
    const fileOf = async (name: string) =>
      (await parsed({ settings: named(name) })).attachments.find(
        ({ contentType }) => contentType === "application/pdf",
      )?.filename;
    expect(await fileOf("Économie: l’été")).toBe("economie-l-ete-2025-11-05.pdf");
    expect(await fileOf("市場 日報")).toBe("市場-日報-2025-11-05.pdf");
    expect(await fileOf("!!!")).toBe("issue-2025-11-05.pdf");
  });
});

describe("a thousand letters", () => {
  const NAMES = [
    "Ada",
    "Zoë O’Neill",
    "李小龍",
    "Ольга, Desk",
    'a "quoted" \\ name',
    "عمر الخيام",
    "👩‍💻 n".repeat(10),
    "=?utf-8?Q?x?=",
    null,
  ];
  const mailing = mailingOfForms();
  const readers = Array.from({ length: 1000 }, (_, at) => ({
    id: `reader${String(at).padStart(10, "0")}`.replace(/[0189]/g, (digit) => "abcd"["0189".indexOf(digit)]!),
    address: `reader.${at}+x@xn--bcher-kva.example`,
    name: NAMES[at % NAMES.length] ?? null,
  }));
  const letters = readers.map((one) => mailing.letterFor(one, "issue"));

  test("go over the line as they are, and share their bytes", () => {
    const wrong = letters.flatMap((letter) => wrongLines(bytesOf(letter)));
    expect(wrong).toEqual([]);
    const [, ...body] = bytesOf(letters[0]!).toString("latin1").split("\r\n\r\n");
    expect(Math.max(...body.flatMap((block) => block.split("\r\n")).map((line) => line.length))).toBe(76);
    expect(letters.filter(({ parts, bytes }) => Buffer.concat(parts).length !== bytes)).toEqual([]);
    const shared = new Set(letters.flatMap(({ parts }) => [parts[1], parts[3], parts[5]]));
    expect(shared.size).toBe(3);
  });

  test("are each for one reader: address, name, link, number", async () => {
    const mails = await Promise.all(letters.map((letter) => simpleParser(bytesOf(letter))));
    const found = mails.map((mail) => ({
      id: readLink(LINK_KEY, wordIn(mail))?.subject,
      // A program may show an embedded script's joiners; the name is the same.
      ...(Array.isArray(mail.to) ? null : mail.to?.value[0]),
    }));
    expect(found).toEqual(
      readers.map(({ id, address, name }) => ({
        id,
        address: address.replace("xn--bcher-kva", "bücher"),
        name: name ?? "",
      })),
    );
    expect(new Set(mails.map(({ messageId }) => messageId)).size).toBe(1000);
    const links = mails.map(
      (mail) => (mail.headers.get("list") as unknown as { unsubscribe: { url: string } }).unsubscribe.url,
    );
    expect(links).toEqual(mails.map((mail) => `https://tracker.example.com/u/${wordIn(mail)}`));
  });

  test("are signed, each of them", async () => {
    for (const letter of letters.filter((_, at) => at % 20 === 0)) {
      const { results } = await signaturesOf(bytesOf(letter));
      expect(results.map(({ status }) => status.result)).toEqual(["pass"]);
    }
  });

  test("are the same bytes whenever they are made", () => {
    const again = mailingOfForms();
    for (const at of [0, 7, 999])
      expect(bytesOf(again.letterFor(readers[at]!, "issue")).equals(bytesOf(letters[at]!))).toBe(true);
  });
});

describe("the link to the issue", () => {
  const linkIn = async (of: Partial<MailingOf>) =>
    / href="(https:\/\/tracker\.example\.com\/2025[^"]*)"/.exec(String((await parsed(of)).html))?.[1];

  test("of a paid one is signed, and holds for as long as the one to leave", async () => {
    const link = await linkIn({ version: paid });
    const [page, key = ""] = link!.split("?key=");
    expect(page).toBe("https://tracker.example.com/2025-11-05/");
    expect(readLink(LINK_KEY, key)).toEqual({
      purpose: "issue",
      subject: "2025-11-05/paid",
      until: "2026-12-10",
    });
  });

  test("of a paid one that is withheld opens nothing, and a mail without it is whole", async () => {
    const withheld = { version: paid, settings: { ...settings, paidArchive: "withheld" as const } };
    expect(await linkIn(withheld)).toBe("https://tracker.example.com/2025-11-05/");
    const forms = formsOf();
    const without = (name: string) => encode(new TextDecoder().decode(forms[name]).replace(ISSUE_PLACE, "x"));
    const bare = { ...forms, "email.txt": without("email.txt"), "email.html": without("email.html") };
    expect(await linkIn({ ...withheld, forms: bare })).toBeUndefined();
    expect(faultsOf(bare)).toHaveLength(2);
  });
});

describe("a form that letters cannot be made of", () => {
  test("is named, with all others", () => {
    const { "issue.pdf": _, "charts/a.png": __, "email.txt": ___, ...forms } = formsOf();
    const rest = { ...forms, "assets/brand/logo.png": encode("<svg/>") };
    const words =
      "A form that a letter is made of is not there. Build the issue with all its forms, and approve it anew.";
    expect(faultsOf(rest)).toEqual([
      `email.txt of 2025-11-05/free/1: ${words}`,
      `charts/a.png of 2025-11-05/free/1: ${words}`,
      "assets/brand/logo.png of 2025-11-05/free/1: The mail shows what is no PNG, JPEG or GIF. Save it as PNG, then build and approve the issue anew.",
      `issue.pdf of 2025-11-05/free/1: ${words}`,
    ]);
  });

  test("is refused where a link is missing, stands twice or is none", () => {
    const forms = formsOf();
    const twice = `${HTML}<a href="${UNSUBSCRIBE_PLACE}">x</a>`;
    const wrong = {
      ...forms,
      "email.txt": encode(TEXT.replace(`\n${UNSUBSCRIBE_PLACE}`, ` ${UNSUBSCRIBE_PLACE}`)),
      "email.html": encode(twice.replace(ISSUE_PLACE, "")),
    };
    expect(faultsOf(wrong).map((fault) => fault.replace(/; each mail.*/, ""))).toEqual([
      "email.txt of 2025-11-05/free/1: The link {{delivery.unsubscribe}} does not stand as a link",
      "email.html of 2025-11-05/free/1: The link {{delivery.unsubscribe}} stands 2 times",
      "email.html of 2025-11-05/free/1: The link {{delivery.issue}} is not there",
    ]);
  });
});

describe("a reader's own PDF", () => {
  const personalPdf = ({ name, address }: { readonly name: string | null; readonly address: string }) =>
    encode(`%PDF of ${name ?? address} ${"x".repeat(5000)}`);

  test("takes the place of the one of all, under the same signature", async () => {
    const mailing = mailingOfForms({ personalPdf });
    const letter = mailing.letterFor({ ...reader, name: "Ada\r\nBcc: x" }, "issue");
    const { attachments, html } = await simpleParser(bytesOf(letter));
    expect(attachments.find(({ contentType }) => contentType === "application/pdf")?.content.toString()).toBe(
      new TextDecoder().decode(personalPdf({ name: "Ada Bcc: x", address: "" })),
    );
    expect(html).toContain("Unsubscribe");
    expect(wrongLines(bytesOf(letter))).toEqual([]);
    expect((await signaturesOf(bytesOf(letter))).results[0]?.status.result).toBe("pass");
  });

  test("bears the address of one who has no name", async () => {
    const letter = mailingOfForms({ personalPdf }).letterFor({ ...reader, name: null }, "issue");
    const { attachments } = await simpleParser(bytesOf(letter));
    expect(attachments.at(-1)?.content.toString()).toMatch(new RegExp(`^%PDF of ${reader.address} x`));
  });
});

test("a reader whose address would break the letter gets none, and is named", () => {
  const broken = { ...reader, address: "ada@example.org>\r\nBcc: <all@example.org" };
  expect(() => mailingOfForms().letterFor(broken, "issue")).toThrow(
    /^"ada@example\.org>\\r\\nBcc: .*": The address holds spaces or characters that cannot be seen\. Take the subscriber/,
  );
});
