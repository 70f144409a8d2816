/** Why a template cannot be read, and where: line and column from 1. */
export interface Unreadable {
  readonly line: number;
  readonly column: number | null;
  readonly why: string;
}

/** What the parser says, in words of whoever writes templates: what stands there, and what is usually missing. */
export function unreadable(text: string, cause: Error): Unreadable {
  const [, opened, closed] = /^(.+) doesn't match (.+) - \d+:\d+$/.exec(cause.message) ?? [];
  if (opened !== undefined) {
    const { lineNumber: line = 1, column = 0 } = cause as { lineNumber?: number; column?: number };
    const why = `{{#${opened}}} is closed by {{/${closed}}}. Close each block by its own name, the inner one first`;
    return { line, column: column + 1, why };
  }
  const at = offsetOf(text, cause.message);
  const got = /got '(\w+)'/.exec(cause.message)?.[1] ?? "";
  const open = got === "EOF" ? lastOpen(text) : null;
  if (open)
    return {
      ...placeOf(text, open.at),
      why: `{{#${open.name}}} is never closed. Write {{/${open.name}}} where it ends`,
    };
  const found = /^(?:\{\{[^}\n]*\}\}|[^\n]{0,20})/.exec(text.slice(at))?.[0] ?? "";
  return { ...placeOf(text, at), why: whyAt(got, found, cause.message) };
}

function whyAt(got: string, found: string, said: string): string {
  if (/^Lexical/.test(said)) return "A comment is not closed. End it with --}}";
  const bracketIsOpen = /'CLOSE_SEXPR'/.test(said) && !/'CLOSE',/.test(said);
  switch (got) {
    case "EOF":
      return "It ends in the middle of a block or of braces. Usually {{/if}} or }} is missing";
    case "OPEN_ENDBLOCK":
      return `"${found}" closes a block that is not open. Take it away, or open the block above it`;
    case "INVERSE":
    case "OPEN_INVERSE_CHAIN":
      return `"${found}" stands in no block, or is the second of its block. Usually {{#if …}} is missing above it`;
    case "CLOSE":
      return bracketIsOpen
        ? "A bracket ( is not closed before }}. Write the missing )"
        : "A name or a value is missing before }}";
    case "CLOSE_SEXPR":
      return "A bracket ) closes none. Take it away, or open one before it";
    case "INVALID":
      return whyInvalid(found);
    default:
      if (found.startsWith("{{"))
        return `"${found}" stands in braces that are not closed. Write }} before it`;
      return `"${found}" has no place there. Usually a brace, a quote or a bracket is missing before it`;
  }
}

function whyInvalid(found: string): string {
  if (found.startsWith("}")) return "One brace } closes nothing. Write two: }}";
  if (/^["']/.test(found)) return "A quote is not closed. Write the same sign behind the words";
  if (found === "" || /^\w/.test(found)) return "Braces {{ are not closed. Write }}";
  return `"${found}" has no place between {{ and }}. Usually }} is missing before it, or quotes around words`;
}

/** Where the parser stopped: it shows a few characters before and behind, without line ends, and marks the place between them. */
function offsetOf(text: string, said: string): number {
  const [head = "", shown = "", marks = ""] = said.split("\n");
  const line = Number(/line (\d+)/.exec(head)?.[1] ?? 1);
  const mark = marks.indexOf("^");
  const lineStart =
    text
      .split("\n")
      .slice(0, line - 1)
      .join("\n").length + (line > 1 ? 1 : 0);
  if (mark < 0) return lineStart;
  const before = shown.slice(0, mark).replace(/^\.\.\./, "");
  const behind = shown.slice(mark).replace(/\.\.\.$/, "");
  const kept = [...text.matchAll(/[^\n]/g)].map(({ index }) => index);
  const flat = text.replaceAll("\n", "");
  const places: number[] = [];
  for (let at = flat.indexOf(before + behind); at >= 0; at = flat.indexOf(before + behind, at + 1))
    places.push(kept[at + before.length] ?? text.length);
  // The parser counts lines up to what it read before, so of several places it is the nearest.
  places.sort((a, b) => Math.abs(a - lineStart) - Math.abs(b - lineStart));
  return places[0] ?? lineStart;
}

const BLOCKS = /\{\{~?!--[\s\S]*?--~?\}\}|\{\{~?![\s\S]*?\}\}|\{\{~?[#^]\s*([\w-]+)|\{\{~?\/\s*([\w-]+)/g;

/** The innermost block that is still open at the end. */
function lastOpen(text: string): { readonly name: string; readonly at: number } | null {
  const open: { name: string; at: number }[] = [];
  for (const { 1: opened, 2: closed, index } of text.matchAll(BLOCKS)) {
    if (opened !== undefined) open.push({ name: opened, at: index });
    else if (closed !== undefined) open.pop();
  }
  return open.at(-1) ?? null;
}

function placeOf(text: string, at: number): { readonly line: number; readonly column: number } {
  const lines = text.slice(0, at).split("\n");
  return { line: lines.length, column: (lines.at(-1) ?? "").length + 1 };
}
