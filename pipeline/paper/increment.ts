import type { PdfFile } from "./pdf-file.ts";

/** Objects of an incremental update, by number: new ones, or known ones anew. */
export type Update = ReadonlyMap<number, string>;

/** A stream with its dictionary; the content is ASCII. */
export function plainStream(content: string, entries = ""): string {
  return `<<${entries}/Length ${content.length}>>\nstream\n${content}\nendstream`;
}

/**
 * The file with objects behind it (ISO 32000-1, 7.5.6): what was there stays as it was, byte for byte.
 *
 * @param update texts in Latin letters, one byte each
 * @returns bytes in memory of their own, which can be handed to another thread
 */
export function extended({ bytes, size, start, trailer }: PdfFile, update: Update): Uint8Array {
  if (update.size === 0) return ownCopy(bytes, "");
  const numbers = [...update.keys()].sort((a, b) => a - b);
  let text = "\n";
  let table = "xref\n";
  for (const [index, number] of numbers.entries()) {
    if (number !== numbers[index - 1]! + 1) table += `${number} ${runFrom(numbers, index)}\n`;
    table += `${String(bytes.length + text.length).padStart(10, "0")} 00000 n \n`;
    text += `${number} 0 obj\n${update.get(number)}\nendobj\n`;
  }
  const largest = Math.max(size, numbers.at(-1)! + 1);
  const kept = (["Root", "Info", "ID"] as const)
    .map((key) => new RegExp(String.raw`/${key} (?:\d+ 0 R|\[[^\]]*\])`).exec(trailer)?.[0])
    .filter((entry) => entry !== undefined);
  const own = `trailer\n<</Size ${largest} ${kept.join(" ")} /Prev ${start}>>\n`;
  return ownCopy(bytes, `${text}${table}${own}startxref\n${bytes.length + text.length}\n%%EOF\n`);
}

/** How many numbers follow each other from this place on. */
function runFrom(numbers: readonly number[], index: number): number {
  let length = 1;
  while (numbers[index + length] === numbers[index]! + length) length += 1;
  return length;
}

function ownCopy(bytes: Uint8Array, text: string): Uint8Array {
  const whole = Buffer.allocUnsafeSlow(bytes.length + text.length);
  whole.set(bytes);
  whole.write(text, bytes.length, "latin1");
  return whole;
}
