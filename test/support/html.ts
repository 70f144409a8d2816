/** A small reader of the HTML that we write ourselves: enough to see whether it is sound. */

const VOID = new Set(["meta", "link", "img", "br", "hr", "input"]);

export interface Tag {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/**
 * Every opening tag with its attributes. @throws Error where a tag is closed that is not the open one, or
 * never closed
 */
export function tagsOf(html: string): readonly Tag[] {
  const open: string[] = [];
  const tags: Tag[] = [];
  const bare = html.replace(/<style>[\s\S]*?<\/style>/g, "<style></style>").replace(/<!doctype html>/i, "");
  for (const [whole, closing, name = "", rest = ""] of bare.matchAll(
    /<(\/?)([a-zA-Z][\w-]*)((?:[^>"]|"[^"]*")*)>/g,
  )) {
    if (closing) {
      const last = open.pop();
      if (last !== name) throw new Error(`</${name}> closes <${last}>`);
      continue;
    }
    const attributes = Object.fromEntries(
      [...rest.matchAll(/([\w:-]+)(?:="([^"]*)")?/g)].map(([, key = "", value = ""]) => [key, value]),
    );
    tags.push({ name, attributes });
    if (!VOID.has(name) && !whole.endsWith("/>")) open.push(name);
  }
  if (open.length > 0) throw new Error(`never closed: ${open.join(" ")}`);
  return tags;
}

/** What a reader sees: the words of the body, entities read, spaces as one. */
export function wordsOf(html: string): string {
  const body = html.slice(html.indexOf("<body"));
  return decoded(body.replace(/<[^>]*>/g, " ")).replace(/\s+/g, " ");
}

export function decoded(text: string): string {
  const named: Readonly<Record<string, string>> = {
    "&amp;": "&",
    "&lt;": "<",
    "&gt;": ">",
    "&quot;": '"',
    "&#39;": "'",
  };
  return text.replace(/&(?:amp|lt|gt|quot|#39);/g, (entity) => named[entity]!);
}
