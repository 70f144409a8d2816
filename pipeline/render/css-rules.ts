/** A stylesheet as far as the mail uses CSS: simple selectors and declarations, and @media blocks that stay as they are. */
export interface SimpleSheet {
  readonly rules: readonly Rule[];
  /** The @media blocks. */
  readonly kept: readonly string[];
}
/** One selector with what it declares. */
export interface Rule {
  /** From the outermost ancestor to the element itself. */
  readonly selector: readonly Compound[];
  readonly declarations: readonly Declaration[];
}
export interface Compound {
  /** Null is any. */
  readonly tag: string | null;
  readonly classes: readonly string[];
  readonly firstChild: boolean;
}
/** Of two declarations of one property the heavier counts, of two equally heavy ones the later. */
export interface Declaration extends Plain {
  readonly weight: number;
}
export interface Plain {
  readonly name: string;
  readonly value: string;
  /** Where it stands among all declarations. */
  readonly place: number;
}

const BLOCK = /\s*(?:(@media[^{}]*\{(?:[^{}]*\{[^{}]*\})*\s*\})|([^{}@]+)\{([^{}]*)\})\s*/y;
const COMPOUND = /^([a-z][a-z0-9]*)?((?:\.[\w-]+)*)(:first-child)?$/;
/** Two selectors never have so many tags that they outweigh a class. */
const CLASS_WEIGHT = 1000;

/** The stylesheet's rules; null where it holds anything that is not told apart here, from a comma in brackets to a variable. */
export function readSheet(css: string): SimpleSheet | null {
  const text = css.replace(/\/\*[\s\S]*?\*\//g, "").trim();
  const rules: Rule[] = [];
  const kept: string[] = [];
  BLOCK.lastIndex = 0;
  while (BLOCK.lastIndex < text.length) {
    const [, media, selectors, body] = BLOCK.exec(text) ?? [];
    if (media !== undefined) kept.push(media);
    else {
      const own = selectors === undefined ? null : rulesOf(selectors, body!, BLOCK.lastIndex);
      if (!own) return null;
      rules.push(...own);
    }
  }
  return { rules, kept };
}

function rulesOf(selectors: string, body: string, place: number): Rule[] | null {
  const declarations = readDeclarations(body, place);
  const compounds = selectors.split(",").map((selector) => selector.trim().split(/\s+/).map(compoundOf));
  if (!declarations || !compounds.every((selector) => selector.every((one) => one !== null))) return null;
  return (compounds as Compound[][]).map((selector) => {
    const weight = selector.reduce((sum, one) => sum + weightOf(one), 0);
    return { selector, declarations: declarations.map((one) => ({ ...one, weight })) };
  });
}

function compoundOf(text: string): Compound | null {
  const found = COMPOUND.exec(text);
  if (!found || text === "") return null;
  const [, tag = null, classes = "", first] = found;
  return { tag, classes: classes.split(".").slice(1), firstChild: first !== undefined };
}

/** juice, whose results these must equal, lets `:first-child` weigh as little as a tag. */
function weightOf({ tag, classes, firstChild }: Compound): number {
  return classes.length * CLASS_WEIGHT + (tag ? 1 : 0) + (firstChild ? 1 : 0);
}

/** What stands between braces or in a style attribute, weightless; null for all but plain values. */
export function readDeclarations(body: string, place = 0): Plain[] | null {
  if (/url\(|var\(|content|counter|[!\\@]/.test(body)) return null;
  const declarations = body
    .split(";")
    .map((one) => one.trim())
    .filter(Boolean)
    .map((one) => /^([a-z-]+)\s*:\s*(\S[\s\S]*)$/.exec(one));
  if (!declarations.every((one) => one !== null)) return null;
  const named = declarations.map((found, index) => ({
    name: found[1]!,
    value: found[2]!,
    place: place + index,
  }));
  return new Set(named.map(({ name }) => name)).size === named.length ? named : null;
}
