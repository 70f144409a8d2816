const WIDTH = 76;

/**
 * Text as RFC 2045 (6.7) writes it: UTF-8, lines of at most 76 letters, ended by CRLF, none beginning with a dot or with "From ". Decoded it is the
 * text, with CRLF for each line end. It may be parted anywhere, and each part be encoded alone.
 */
export function quotedPrintable(text: string): string {
  return text
    .toWellFormed()
    .split(/\r\n|\r|\n/)
    .map(encodedLine)
    .join("\r\n");
}

function encodedLine(line: string): string {
  const signs = [...line];
  let [encoded, column] = ["", 0];
  for (const index of signs.keys()) {
    const isLast = index === signs.length - 1;
    const written = encodedSign(signs, index, column === 0);
    // One column is kept for the sign that says that the line goes on.
    if (column + written.length <= (isLast ? WIDTH : WIDTH - 1)) {
      encoded += written;
      column += written.length;
    } else {
      const opening = encodedSign(signs, index, true);
      encoded += `=\r\n${opening}`;
      column = opening.length;
    }
  }
  return encoded;
}

function encodedSign(signs: readonly string[], index: number, opens: boolean): string {
  const sign = signs[index]!;
  if (sign === " " || sign === "\t") return index === signs.length - 1 ? hex(sign) : sign;
  // A dot that begins a line would have to be doubled for SMTP; "From " there is changed by old mailboxes.
  const isTouched = sign === "." || (sign === "F" && signs.slice(index, index + 5).join("") === "From ");
  return /^[!-<>-~]$/.test(sign) && !(opens && isTouched) ? sign : hex(sign);
}

function hex(sign: string): string {
  return [...Buffer.from(sign)]
    .map((byte) => `=${byte.toString(16).toUpperCase().padStart(2, "0")}`)
    .join("");
}
