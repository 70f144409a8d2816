import Handlebars from "handlebars";
import { TemplateMistake } from "../template-fault.ts";
import { partialName } from "../templates.ts";
import type { Program } from "./syntax.ts";
import { unreadable } from "./unreadable.ts";

/** Far above any template of an issue, and what Handlebars' parser still takes in a moment: its time grows faster than the text. */
const MOST_CHARACTERS = 100_000;
const MOST_MUSTACHES = 4_000;
/** Blocks and brackets in one another, every {{else if}} being one. */
const MOST_NESTED = 200;

/** By their text: of some 130 templates, an editor changes one at a time. */
const parsed = new Map<string, Program>();
const REMEMBERED = 1_000;

/** A partial alone on its line, which Handlebars would give the line's end too: the paragraph below would run into its words. */
const ALONE = /^([ \t]*\{\{~?>[^{}]*\}\})[ \t]*$/gm;

/**
 * A template as a tree. The same text gives the same tree: nobody changes it.
 *
 * @throws TemplateMistake with the line: it cannot be read, or is larger than what can be looked at
 */
export function parseTemplate(name: string, text: string): Program {
  // A partial stands inside a sentence: the line's end of its file is none of its words.
  const own = partialName(name) === null ? text : text.replace(/\n$/, "");
  const words = own.replace(ALONE, "$1{{!}}");
  const known = parsed.get(words);
  if (known) return known;
  refuseWhatIsNoTemplate(words);
  const program = readBy(words);
  if (parsed.size >= REMEMBERED) parsed.clear();
  parsed.set(words, program);
  return program;
}

function readBy(text: string): Program {
  try {
    return Handlebars.parse(text) as unknown as Program;
  } catch (cause) {
    if (cause instanceof RangeError) throw new TemplateMistake(TOO_DEEP, { line: 1 });
    const { why, ...place } = unreadable(text, cause as Error);
    throw new TemplateMistake(`The template cannot be read: ${why}.`, place);
  }
}

const TOO_DEEP = `More than ${MOST_NESTED} blocks or brackets stand in one another. Give the inner ones a partial of their own.`;

function refuseWhatIsNoTemplate(text: string): void {
  const line = (at: number) => text.slice(0, at).split("\n").length;
  const noText = text.search(/[\0\uFFFD]/);
  if (noText >= 0) {
    const message = "The template holds bytes that are no text. Save it as UTF-8.";
    throw new TemplateMistake(message, { line: line(noText) });
  }
  if (text.length > MOST_CHARACTERS || text.split("{{").length - 1 > MOST_MUSTACHES) {
    const [characters, mustaches] = [MOST_CHARACTERS, MOST_MUSTACHES].map((most) =>
      most.toLocaleString("en-US"),
    );
    const message = `The template holds more than ${characters} characters or ${mustaches} mustaches. Divide it into partials.`;
    throw new TemplateMistake(message, { line: 1 });
  }
  const tooDeep = deepestAt(text);
  if (tooDeep !== null) throw new TemplateMistake(TOO_DEEP, { line: line(tooDeep) });
}

/** Where blocks and brackets stand too deep in one another; null where they do not. Read before the parser, which would sit over it. */
function deepestAt(text: string): number | null {
  /** Of each open block, how many levels it is: itself and its {{else if}}s. */
  const open: number[] = [];
  let [blocks, brackets] = [0, 0];
  for (const { 0: token, index } of text.matchAll(
    /\{\{~?[#^](?!\s*~?\}\})|\{\{~?\/|\{\{~?\s*else\s+\w|\{\{|[()]/g,
  )) {
    if (token === "(") brackets += 1;
    else if (token === ")") brackets = Math.max(0, brackets - 1);
    else brackets = 0;
    if (token.endsWith("/")) blocks -= open.pop() ?? 0;
    else if (/[#^]$/.test(token)) open.push(1);
    else if (token.includes("else") && open.length > 0) open[open.length - 1]! += 1;
    if (/[#^]$/.test(token) || token.includes("else")) blocks += 1;
    if (blocks + brackets > MOST_NESTED) return index;
  }
  return null;
}
