import { suggestion } from "../template-fault.ts";
import { issueSlots } from "./contexts.ts";

/** Something wrong in the words of a template that are no mustache. */
export interface WordFault {
  readonly line: number;
  readonly message: string;
}

/** Images without alt text, and in issue.md.hbs places for finished Markdown that there are not. */
export function wordFaults(name: string, text: string): readonly WordFault[] {
  // Mustaches keep their length, so that lines stay and `>` in them ends no tag.
  const plain = text
    .replace(/\{\{!--[\s\S]*?--~?\}\}|\{\{![\s\S]*?\}\}/g, (comment) => comment.replace(/[^\n]/g, " "))
    .replace(/\{\{[\s\S]*?\}\}/g, (mustache) => mustache.replace(/[^\n]/g, "x"));
  const at = (found: RegExpMatchArray, message: string) => ({
    line: lineAt(plain, found.index ?? 0),
    message,
  });
  return [
    ...[...plain.matchAll(/!\[\s*\]\(/g)].map((found) => at(found, NO_WORDS)),
    ...[...plain.matchAll(/<img\b[^>]*/gi)]
      .filter(([tag]) => !/\salt\s*=/i.test(tag))
      .map((found) => at(found, NO_ALT)),
    ...(name === "issue.md.hbs" ? [...plain.matchAll(/\[\[([^\]\n]*)\]\]/g)] : [])
      .filter(([, slot = ""]) => !issueSlots.includes(slot))
      .map((found) => at(found, `There is no [[${found[1]}]]. ${suggestion(found[1] ?? "", issueSlots)}`)),
  ];
}

const NO_WORDS = "An image without alt text. Say between [ and ] what it shows.";
const NO_ALT = 'An <img> without alt text. Give it alt="…", or alt="" where it only decorates.';

function lineAt(text: string, index: number): number {
  return text.slice(0, index).split("\n").length;
}
