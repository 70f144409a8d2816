/** An element of a page, with what it stands in. */
export interface PageElement {
  /** In small letters, as HTML reads it. */
  readonly name: string;
  /** With entities read. Of an attribute that is given twice the first counts, as in a browser. */
  readonly attributes: ReadonlyMap<string, string>;
  readonly parent: PageElement | null;
  readonly children: readonly PageElement[];
  /** The opening tag as it is written, cut short: where to look. */
  readonly tag: string;
}

/** A page taken apart. */
export interface Markup {
  /** Every element in the order in which they open. */
  readonly elements: readonly PageElement[];
  /** The words of an element and of all within it, as they are written, with blanks as one. */
  words(element: PageElement): string;
  /** What a browser would have to guess at: tags that do not close, or close what is not open. */
  readonly faults: readonly string[];
}

interface Open extends PageElement {
  readonly parent: Open | null;
  readonly children: Open[];
  readonly from: number;
  to: number;
}

const TAG = /<(?:!--[\s\S]*?-->|[!?][^>]*>|(\/?)([a-z][\w:-]*)((?:[^>"'<]|"[^"]*"|'[^']*')*)>)/giy;
const ATTRIBUTE = /([^\s=/"']+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"']+)))?/g;
const EMPTY = new Set("area base br col embed hr img input link meta source track wbr".split(" "));
/** What stands in them is no markup. */
const OPAQUE = new Set(["style", "script", "title", "textarea"]);
const FOREIGN = new Set(["svg", "math"]);

const read = new WeakMap<Uint8Array, Markup>();

/** A file among the artifacts as elements: several gates look at it, and it is taken apart once. */
export function markupOf(bytes: Uint8Array): Markup {
  const known = read.get(bytes) ?? readMarkup(new TextDecoder().decode(bytes));
  read.set(bytes, known);
  return known;
}

/**
 * A page or drawing as elements, read strictly: every element is closed by its own tag, which is more than a browser asks for and
 * all that our templates write. A library's parser takes five times as long at a program's first page, and every build would wait.
 */
export function readMarkup(text: string): Markup {
  const elements: Open[] = [];
  const faults: string[] = [];
  const open: Open[] = [];
  let at = text.indexOf("<");
  while (at >= 0) {
    TAG.lastIndex = at;
    const found = TAG.exec(text);
    const behind = found ? TAG.lastIndex : at + 1;
    if (!found) faults.push(`A "<" that opens no tag: ${cutShort(text.slice(at, at + 60))}`);
    const name = found?.[2]?.toLowerCase();
    if (found?.[1] && name) closeElement(name, { open, faults, at });
    else if (found && name) {
      const element = opened(found, { parent: open.at(-1) ?? null, from: behind, faults });
      elements.push(element);
      element.parent?.children.push(element);
      if (!isClosed(element, found[3] ?? "")) open.push(element);
    }
    at = text.indexOf("<", found && !found[1] ? pastOpaque(text, name, behind) : behind);
  }
  for (const { tag } of open) faults.push(`Never closed: ${tag}`);
  const words = ({ from, to }: Open) => plain(text.slice(from, to));
  return { elements, faults, words: (element) => words(element as Open) };
}

function opened(
  found: RegExpExecArray,
  { parent, from, faults }: { parent: Open | null; from: number; faults: string[] },
): Open {
  const [tag, , name = "", rest = ""] = found;
  const attributes = new Map<string, string>();
  ATTRIBUTE.lastIndex = 0;
  for (let one = ATTRIBUTE.exec(rest); one; one = ATTRIBUTE.exec(rest)) {
    const key = one[1]!;
    if (attributes.has(key)) faults.push(`"${key}" is given twice: ${cutShort(tag)}`);
    else attributes.set(key, decoded(one[2] ?? one[3] ?? one[4] ?? ""));
  }
  return { name: name.toLowerCase(), attributes, parent, children: [], tag: cutShort(tag), from, to: from };
}

/** HTML knows no `<div/>`: a browser reads it as an opening tag. */
function isClosed(element: PageElement, rest: string): boolean {
  return EMPTY.has(element.name) || (rest.endsWith("/") && isForeign(element));
}

function isForeign(element: PageElement | null): boolean {
  for (let one = element; one; one = one.parent) if (FOREIGN.has(one.name)) return true;
  return false;
}

function closeElement(
  name: string,
  { open, faults, at }: { open: Open[]; faults: string[]; at: number },
): void {
  const last = open.at(-1);
  const place = open.findLastIndex((one) => one.name === name);
  if (last?.name !== name) faults.push(`</${name}> closes ${last ? last.tag : "nothing"}`);
  if (place < 0) return;
  for (const one of open.splice(place)) one.to = at;
}

function pastOpaque(text: string, name: string | undefined, behind: number): number {
  if (name === undefined || !OPAQUE.has(name)) return behind;
  const end = text.indexOf(`</${name}`, behind);
  return end < 0 ? text.length : end;
}

function plain(written: string): string {
  return decoded(written.replace(/<[^>]*>/g, ""))
    .replace(/\s+/g, " ")
    .trim();
}

const NAMED: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: "\u00A0",
};

function decoded(text: string): string {
  if (!text.includes("&")) return text;
  return text.replace(/&(?:#(\d+)|#x([\da-f]+)|([a-z]+));/gi, (whole, decimal, hex, name) => {
    if (name) return NAMED[name] ?? whole;
    const point = decimal ? Number(decimal) : Number.parseInt(hex, 16);
    return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : whole;
  });
}

function cutShort(tag: string): string {
  return tag.length > 90 ? `${tag.slice(0, 89)}…` : tag;
}
