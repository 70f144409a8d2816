import { plainOf } from "../../fill/escape.ts";

/** What stands at the top of an issue. */
export interface IssueHead {
  readonly title: string;
  /** null: it has none. */
  readonly standfirst: string | null;
}

export type LineKind = "standfirst" | "finding" | "headline" | "text";

/** A line of an issue in plain words. */
export interface IssueLine {
  readonly kind: LineKind;
  /** The section's title; "" above the first. */
  readonly section: string;
  readonly text: string;
}

export interface IssueWords extends IssueHead {
  /** What each section found, in the issue's order. */
  readonly findings: readonly { readonly section: string; readonly text: string }[];
  /** The first large chart. */
  readonly picture: { readonly name: string; readonly alt: string; readonly caption: string | null } | null;
  readonly lines: readonly IssueLine[];
}

const HEAD_LETTERS = 6000;

/** Title and standfirst alone, of which lists of issues are made. */
export function readHead(markdown: string): IssueHead {
  return headOf(linesOf(markdown.slice(0, HEAD_LETTERS)));
}

/** An issue.md as `fill` writes it, in plain words: no marks of Markdown, no addresses of links. Pure. */
export function readWords(markdown: string): IssueWords {
  const written = linesOf(markdown);
  const head = headOf(written);
  const lines: IssueLine[] = [];
  let section = "";
  for (const line of written) {
    if (isSilent(line)) continue;
    const text = plainLine(line);
    if (line.startsWith("## ")) section = text;
    if (text !== "") lines.push({ kind: kindOf(line, text, head), section, text });
  }
  const findings = lines.flatMap(({ kind, text, section }) =>
    kind === "finding" && section !== "" ? [{ section, text }] : [],
  );
  return { ...head, findings, picture: pictureOf(written), lines };
}

function linesOf(markdown: string): readonly string[] {
  const body = markdown.replace(/^---\n[\s\S]*?\n---\n/, "");
  return body.split("\n").map((line) => line.trim());
}

function headOf(lines: readonly string[]): IssueHead {
  const at = lines.findIndex((line) => line.startsWith("# "));
  const title = at < 0 ? "" : plainLine(lines[at]!);
  const below = lines.slice(at + 1).findIndex((line) => line !== "");
  const first = at < 0 || below < 0 ? "" : lines[at + 1 + below]!;
  const isProse = first !== "" && !/^(?:[#*>|!]|- |Note: )/.test(first);
  return { title, standfirst: isProse ? plainLine(first) : null };
}

/** It tells nothing to look for, such as a table's rule. */
function isSilent(line: string): boolean {
  return line === "" || line.startsWith("# ") || line.startsWith("![") || /^[|:\s-]+$/.test(line);
}

function kindOf(line: string, text: string, { standfirst }: IssueHead): LineKind {
  if (line.startsWith("### ")) return "finding";
  if (line.startsWith("- ")) return "headline";
  return text === standfirst ? "standfirst" : "text";
}

const PICTURE = /!\[(?:\\.|[^\]\\])*\]\((?:<[^>]*>|[^)]*)\)/g;
const LINK = /\[((?:\\.|[^\]\\])*)\]\((?:<[^>]*>|[^)]*)\)/g;

/** A line of Markdown as a reader sees it. */
function plainLine(line: string): string {
  let bare = line.replace(/^(?:#{1,6} |- |> ?)/, "");
  if (bare.includes("](")) bare = bare.replace(PICTURE, "").replace(LINK, "$1");
  if (bare.includes("*")) bare = bare.replace(/(?<!\\)\*{1,3}/g, "");
  if (bare.startsWith("|")) bare = cellsOf(bare).join(" · ");
  return plainOf(bare).replace(/\s+/g, " ").trim();
}

/** What stands in a row of a table, left to right. */
function cellsOf(row: string): readonly string[] {
  const cells = row.split(/(?<!\\)\|/);
  return cells.map((cell) => cell.trim()).filter((cell) => cell !== "");
}

function pictureOf(lines: readonly string[]): IssueWords["picture"] {
  const at = lines.findIndex((line) => /^!\[.*\]\(charts\/[\w.-]+\.png\)$/.test(line));
  if (at < 0) return null;
  const [, alt = "", name = ""] = /^!\[(.*)\]\((charts\/[\w.-]+\.png)\)$/.exec(lines[at]!)!;
  const above = lines.slice(0, at).findLast((line) => line !== "") ?? "";
  const caption = /^\*[^*].*[^*]\*$/.test(above) ? plainLine(above) : null;
  return { name, alt: plainLine(alt), caption };
}
