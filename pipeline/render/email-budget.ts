/** Mail programs cut a mail at about 102 kB and put the rest behind a link; so much stays below it, with what a mailer adds. */
const MOST_BYTES = 96_000;

/** A table of figures; those that hold the layout say that they are for presentation. */
const FIGURES = /<table(?![^>]*role=)[\s\S]*?<\/table>/g;

/**
 * Which tables of figures a mail must do without to be shown whole, by their place among them: the last ones, for an issue begins with
 * what matters most. The web page and the PDF have all of them.
 *
 * @param html the finished mail
 */
export function tablesTooMany(html: string): ReadonlySet<number> {
  const encoder = new TextEncoder();
  const bytesOf = (text: string) => encoder.encode(text).length;
  let over = bytesOf(html) - MOST_BYTES;
  const tables = [...html.matchAll(FIGURES)].map(([table]) => bytesOf(table));
  const left = new Set<number>();
  for (let at = tables.length - 1; at >= 0 && over > 0; at -= 1) {
    left.add(at);
    over -= tables[at]!;
  }
  return left;
}
