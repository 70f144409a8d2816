import { type Cleaned, cleanTitle, LONGEST_TITLE } from "./clean-text.ts";

/** Comments, what no reader sees with all that is in it, tags, declarations. */
const MARKUP = /<!--[\s\S]*?-->|<(script|style)\b[^>]*>[\s\S]*?<\/\1\s*>|<\/?[a-z][^<>]*>|<[!?][^<>]*>/gi;
/** Tags at which a line ends: the words on both sides are two. */
const BREAK = /^<\/?(?:br|p|div|li|tr|td|h\d)\b/i;
/** A tag that has no end. */
const UNFINISHED = /<[a-z/!?]/i;

/**
 * The text of a feed's title that a reader would see: `Fed &lt;b&gt;cuts&lt;/b&gt; &amp;amp; runs` is "Fed cuts & runs". Feeds escape
 * once or twice and do not say which, so markup is taken out before and after the entities are decoded; what still looks like a tag
 * is refused, and so is a title with bytes that could not be read.
 */
export function visibleTitle(raw: string): Cleaned {
  // What is too long for a title is refused there and needs no reading.
  const cleaned = cleanTitle(raw.length > LONGEST_TITLE * 10 ? raw : withoutMarkup(raw));
  if ("refused" in cleaned) return cleaned;
  const text = withoutMarkup(cleaned.text).replace(/ +/g, " ").trim();
  if (UNFINISHED.test(text)) return { refused: "a title with a tag that has no end" };
  if (text.includes("\ufffd")) return { refused: "a title with bytes that are no text" };
  return /[\p{L}\p{N}]/u.test(text) ? { text } : { refused: "a title without a word" };
}

function withoutMarkup(text: string): string {
  return text.replace(MARKUP, (tag) => (BREAK.test(tag) ? " " : ""));
}
