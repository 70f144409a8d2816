/** Plain text is counted in characters as a reader sees them: one code point, one column. */
export function widthOf(text: string): number {
  return [...text].length;
}

/** Fills up to `width` columns. */
export function padded(text: string, width: number, align: "left" | "right"): string {
  const space = " ".repeat(Math.max(0, width - widthOf(text)));
  return align === "right" ? space + text : text + space;
}

/**
 * Lines of at most `width` columns; a longer word, such as an address, keeps a line of its own. No-break
 * spaces hold.
 */
export function wrapped(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  for (const given of text.split("\n")) {
    let line = "";
    for (const word of given.split(/[ \t]+/).filter(Boolean)) {
      if (line !== "" && widthOf(line) + 1 + widthOf(word) > width) {
        lines.push(line);
        line = word;
      } else line = line === "" ? word : `${line} ${word}`;
    }
    lines.push(line);
  }
  return lines;
}
