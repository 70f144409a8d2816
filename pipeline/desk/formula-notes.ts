import type { World } from "../world/world.ts";

/** What the docstring of a formula says. */
export interface FormulaNote {
  /** Below pipeline/finance/: policy/odds.ts. */
  readonly file: string;
  readonly name: string;
  /** The first paragraph. */
  readonly summary: string;
  /** The paragraphs after it: the formula, and why it is this one. */
  readonly more: readonly string[];
  readonly parameters: readonly { readonly name: string; readonly words: string }[];
  readonly returns: string | null;
  readonly throws: readonly string[];
  readonly see: readonly string[];
}

/** The notes of every exported function below a folder of formulas, by file and in the order of the file; without a docstring, none. */
export async function readFormulaNotes(
  folder: string,
  { files }: Pick<World, "files">,
): Promise<readonly FormulaNote[]> {
  const paths = await sourcesBelow(folder, "", files);
  const texts = await Promise.all(paths.map((path) => files.read(`${folder}/${path}`)));
  return paths.flatMap((path, index) =>
    formulaNotes(path, new TextDecoder().decode(texts[index] ?? undefined)),
  );
}

async function sourcesBelow(folder: string, below: string, files: World["files"]): Promise<string[]> {
  const found: string[] = [];
  for (const name of await files.list(below ? `${folder}/${below}` : folder)) {
    const path = below ? `${below}/${name}` : name;
    if (name.endsWith(".ts")) found.push(path);
    else if (!name.includes(".")) found.push(...(await sourcesBelow(folder, path, files)));
  }
  return found;
}

/** A docstring that stands right above an exported function. */
const NOTED = /\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s*export (?:async )?function (\w+)/g;

/** The notes of one file's text. */
export function formulaNotes(file: string, text: string): readonly FormulaNote[] {
  return [...text.matchAll(NOTED)].map(([, comment = "", name = ""]) => noteOf(file, name, comment));
}

function noteOf(file: string, name: string, comment: string): FormulaNote {
  const lines = comment.split("\n").map((line) => line.replace(/^\s*\*? ?/, "").trimEnd());
  // One line of a docstring may hold a tag behind its sentence: `Days in it. @throws RangeError for none`.
  const whole = lines.join("\n").replace(/([.:)]) @(throws|returns|see|param) /g, "$1\n@$2 ");
  const [words = "", ...tags] = whole.split(/^@/m);
  const [summary = "", ...more] = paragraphsOf(words);
  const all = (tag: string) =>
    tags.flatMap((text) => (text.startsWith(`${tag} `) ? [oneLine(text.slice(tag.length + 1))] : []));
  const parameters = all("param").map((text) => {
    const [parameter = "", ...rest] = text.split(" ");
    return { name: parameter, words: rest.join(" ").replace(/^- /, "") };
  });
  const [returns = null] = all("returns");
  return { file, name, summary, more, parameters, returns, throws: all("throws"), see: all("see") };
}

/** Paragraphs on one line each; one that is set in by four spaces is a formula and keeps its lines. */
function paragraphsOf(text: string): readonly string[] {
  return text
    .split(/\n\s*\n/)
    .filter((paragraph) => paragraph.trim() !== "")
    .map((paragraph) => (/^\n?\s{4}/.test(paragraph) ? paragraph.replace(/^\n/, "") : oneLine(paragraph)));
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
