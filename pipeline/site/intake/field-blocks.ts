/** Fields by their names in lower case; the first of each name. */
export type Block = ReadonlyMap<string, string>;

const MOST_BLOCKS = 50;
const MOST_FIELDS = 200;
const MOST_LETTERS = 2000;

/** Blocks of fields with an empty line between them, as RFC 3464 and RFC 5965 write them; folded lines are one. */
export function fieldBlocks(text: string): readonly Block[] {
  const unfolded = text.replace(/\r\n?/g, "\n").replace(/\n[ \t]+/g, " ");
  return unfolded
    .split(/\n{2,}/, MOST_BLOCKS)
    .map(blockOf)
    .filter((block) => block.size > 0);
}

function blockOf(text: string): Block {
  const block = new Map<string, string>();
  for (const line of text.split("\n", MOST_FIELDS)) {
    const colon = line.indexOf(":");
    const name = line.slice(0, colon).trim().toLowerCase();
    if (colon < 1 || !/^[!-9;-~]+$/.test(name) || block.has(name)) continue;
    block.set(name, line.slice(colon + 1, colon + 1 + MOST_LETTERS).trim());
  }
  return block;
}

/** The address of `rfc822; ada@example.org` or `<ada@example.org>`; null where it is of another kind. */
export function addressIn(value: string | undefined): string | null {
  const [, kind, rest] = /^(?:([\w-]+)\s*;)?\s*(.*)$/s.exec(value ?? "") ?? [];
  if (kind !== undefined && !["rfc822", "utf-8", "unknown"].includes(kind.toLowerCase())) return null;
  return /^<?([^\s<>]+@[^\s<>]+?)>?$/.exec(rest?.trim() ?? "")?.[1] ?? null;
}
