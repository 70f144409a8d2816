/** What is a reader's own: the word in his link to unsubscribe, and the lines of his PDF. ASCII without spaces; lines end in CRLF. */
export type Hole = "unsubscribe" | "pdf";
export type Piece = Uint8Array | { readonly hole: Hole };

/** A body part: its header lines, and what is in it, without a line end behind it. */
export interface Part {
  readonly headers: readonly string[];
  readonly pieces: readonly Piece[];
}

export function isHole(piece: Piece): piece is { readonly hole: Hole } {
  return "hole" in piece;
}

/**
 * Parts within one another.
 *
 * @param word of this body part alone in its message; what is quoted-printable or base64 never holds the boundary that is made of it
 */
export function multipart(
  kind: "mixed" | "related" | "alternative",
  parts: readonly Part[],
  { word, parameters = "" }: { readonly word: string; readonly parameters?: string },
): Part {
  const boundary = `=_${kind}_${word}`;
  const pieces = parts.flatMap(({ headers, pieces }, index) => [
    ascii(`${index === 0 ? "" : "\r\n"}--${boundary}\r\n${headers.join("\r\n")}\r\n\r\n`),
    ...pieces,
  ]);
  return {
    headers: [`Content-Type: multipart/${kind};${parameters}\r\n boundary="${boundary}"`],
    pieces: [...pieces, ascii(`\r\n--${boundary}--\r\n`)],
  };
}

/** Neighbours that all letters share as one, so that few writes send them. */
export function joined(pieces: readonly Piece[]): readonly Piece[] {
  const all: Piece[] = [];
  let run: Uint8Array[] = [];
  const close = () => {
    if (run.length > 0) all.push(Buffer.concat(run));
    run = [];
  };
  for (const piece of pieces) {
    if (isHole(piece)) {
      close();
      all.push(piece);
    } else run.push(piece);
  }
  close();
  return all;
}

export function ascii(text: string): Buffer {
  return Buffer.from(text, "latin1");
}
