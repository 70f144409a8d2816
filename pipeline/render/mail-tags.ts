/** What an attribute says already need not be said again in a style: of cells and tables every program reads it there. */
const SAID_BY: Readonly<Record<string, string>> = {
  align: "text-align",
  valign: "vertical-align",
  bgcolor: "background-color",
};
const TABLE = new Set(["table", "td", "th"]);

/**
 * Mail programs cut a mail at about 100 kB, and a table has a tag for every number: no byte of one is for the eye. Styles without
 * blanks, nothing said twice, and no class that the head's styles do not ask for.
 *
 * @param html the mail with its styles on the elements, before those of the head
 */
export function shortTags(html: string, asked: ReadonlySet<string>): string {
  // The cells of a table are alike.
  const known = new Map<string, string>();
  return html.replace(/<([a-z][a-z0-9]*)( [^<>]*)>/g, (whole, tag: string, attributes: string) => {
    const found = known.get(whole);
    if (found !== undefined) return found;
    const once = TABLE.has(tag) ? withoutRepeats(attributes) : attributes;
    const asking = once.replace(/ class="([^"]*)"/, (_, names: string) => classOf(names, asked));
    const short = `<${tag}${asking.replace(/ style="([^"]*)"/, (_, style: string) => styleOf(style))}>`;
    known.set(whole, short);
    return short;
  });
}

function withoutRepeats(attributes: string): string {
  return attributes.replace(/ style="([^"]*)"/, (_, style: string) => {
    const kept = Object.entries(SAID_BY).reduce((left, [attribute, property]) => {
      if (!attributes.includes(` ${attribute}="`)) return left;
      return left.filter((one) => !one.startsWith(`${property}:`));
    }, declarations(style));
    return ` style="${kept.join(";")}"`;
  });
}

function styleOf(style: string): string {
  const kept = declarations(style);
  return kept.length === 0 ? "" : ` style="${kept.join(";")}"`;
}

function declarations(style: string): readonly string[] {
  return style
    .split(";")
    .map((one) =>
      one
        .trim()
        .replace(/\s*:\s+/, ":")
        .replace(/, /g, ","),
    )
    .filter(Boolean);
}

function classOf(names: string, asked: ReadonlySet<string>): string {
  const kept = names.split(" ").filter((name) => asked.has(name));
  return kept.length === 0 ? "" : ` class="${kept.join(" ")}"`;
}
