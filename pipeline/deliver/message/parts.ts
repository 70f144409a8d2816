import { base64Lines } from "./base64-lines.ts";
import { ascii, type Hole, type Part, type Piece } from "./body.ts";
import { parameter } from "./header.ts";
import { quotedPrintable } from "./quoted-printable.ts";

/** A text, and where in it a reader's own word comes: between the pieces. One piece: nowhere. */
export type Written = readonly [before: string, after?: string];

/** @param hole what comes between the two pieces: it stands on a line of its own, which the decoder joins to its neighbours */
export function textPart(kind: "plain" | "html", [before, after]: Written, hole: Hole): Part {
  const headers = [
    `Content-Type: text/${kind}; charset=utf-8`,
    "Content-Transfer-Encoding: quoted-printable",
  ];
  const first = quotedPrintable(before);
  if (after === undefined) return { headers, pieces: [ascii(first)] };
  const joint = /^[\r\n]/.test(after) ? "" : "=\r\n";
  const pieces: Piece[] = [ascii(`${first}=\r\n`), { hole }, ascii(joint + quotedPrintable(after))];
  return { headers, pieces };
}

export interface Picture {
  readonly name: string;
  readonly type: string;
  /** Without angle brackets. */
  readonly contentId: string;
  readonly bytes: Uint8Array;
}

export function picturePart({ name, type, contentId, bytes }: Picture): Part {
  const file = parameter("filename", name.slice(name.lastIndexOf("/") + 1), "picture");
  return {
    headers: [
      `Content-Type: ${type}`,
      "Content-Transfer-Encoding: base64",
      `Content-ID: <${contentId}>`,
      `Content-Disposition: inline${file}`,
    ],
    pieces: [base64Lines(bytes)],
  };
}

/** @param name of the file, in any letters */
export function pdfPart(name: string, content: Piece): Part {
  return {
    headers: [
      `Content-Type: application/pdf${parameter("name", name, "issue.pdf")}`,
      "Content-Transfer-Encoding: base64",
      `Content-Disposition: attachment${parameter("filename", name, "issue.pdf")}`,
    ],
    pieces: [content],
  };
}

/** `macro-regime-tracker-2025-11-05.pdf`: letters and digits of any script, Latin ones without their accents. */
export function pdfName(title: string, date: string): string {
  const bare = title
    .normalize("NFKD")
    .replace(/(?<=\p{Script=Latin})\p{M}+/gu, "")
    .normalize("NFC");
  const slug = bare
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, "-")
    .replace(/^-|-$/g, "");
  const short = [...slug].slice(0, 60).join("");
  return `${short || "issue"}-${date}.pdf`;
}
