import { type Compound, type Declaration, type Plain, type Rule, readDeclarations } from "./css-rules.ts";

/** An element by all that our selectors ask about; every one of its kind takes the same style. */
export interface Kind {
  readonly tag: string;
  readonly classes: readonly string[];
  readonly firstChild: boolean;
  readonly parent: Kind | null;
  readonly matching: readonly Rule[];
  /** What its rules write on the tag, where it has no style of its own. */
  readonly attributes: readonly Attribute[];
  /** The kinds met directly inside it, by tag, place and classes. */
  readonly inside: Map<string, Kind>;
}
type Attribute = readonly [name: string, value: string];
type Told = { readonly tag: string; readonly classes: string; readonly firstChild: boolean };

const UNSEEN = new Set(["head", "title", "base", "link", "style", "meta", "script", "noscript"]);
const TABLE = new Set(["table", "th", "tr", "td", "caption", "colgroup", "col", "thead", "tbody", "tfoot"]);
/** Old mail programs read these from attributes of table elements. */
const TO_ATTRIBUTE: Readonly<Record<string, string>> = {
  "background-color": "bgcolor",
  "text-align": "align",
  "vertical-align": "valign",
};
/** A style attribute outweighs every rule. */
const OWN_WEIGHT = Number.POSITIVE_INFINITY;

/** What stands around the page. */
export function root(): Kind {
  const none = { tag: "", classes: [], firstChild: true, parent: null };
  return { ...none, matching: [], attributes: [], inside: new Map() };
}

/** The kind of an element, matched with the rules where it is the first of its kind. */
export function kindInside(parent: Kind, told: Told, rules: readonly Rule[]): Kind {
  const key = `${told.tag} ${told.firstChild} ${told.classes}`;
  const known = parent.inside.get(key);
  if (known) return known;
  const { tag, firstChild } = told;
  const bare = { ...root(), tag, firstChild, parent, classes: told.classes.split(/\s+/).filter(Boolean) };
  const matching = UNSEEN.has(tag) ? [] : rules.filter(({ selector }) => matches(selector, bare));
  const kind = { ...bare, matching, attributes: attributesOf(tag, winning(matching, [])) };
  parent.inside.set(key, kind);
  return kind;
}

/** The tag with its style and what old programs read beside it; null where the style that it already has cannot be read. */
export function styledTag(tag: string, kind: Kind): string | null {
  if (kind.matching.length === 0) return tag;
  const own = / style="([^"]*)"/.exec(tag)?.[1];
  if (own === undefined) return kind.attributes.reduce(withAttribute, tag);
  const declared = readDeclarations(own);
  return declared && attributesOf(kind.tag, winning(kind.matching, declared)).reduce(withAttribute, tag);
}

function withAttribute(tag: string, [name, value]: Attribute): string {
  const start = tag.indexOf(` ${name}="`);
  const written = ` ${name}="${value}"`;
  if (start < 0) return `${tag.slice(0, -1)}${written}>`;
  return tag.slice(0, start) + written + tag.slice(tag.indexOf('"', start + name.length + 3) + 1);
}

function matches(selector: readonly Compound[], element: Kind): boolean {
  const last = selector.at(-1)!;
  if (!fits(last, element)) return false;
  let missing = selector.length - 2;
  for (let around = element.parent; around && missing >= 0; around = around.parent) {
    if (fits(selector[missing]!, around)) missing -= 1;
  }
  return missing < 0;
}

function fits({ tag, classes, firstChild }: Compound, element: Kind): boolean {
  if (tag !== null && tag !== element.tag) return false;
  return (!firstChild || element.firstChild) && classes.every((name) => element.classes.includes(name));
}

/** The declaration that counts for each property, in the order in which they came to count. */
function winning(rules: readonly Rule[], own: readonly Plain[]): readonly Declaration[] {
  const found = new Map<string, Declaration>();
  const all = [
    ...own.map((one) => ({ ...one, weight: OWN_WEIGHT })),
    ...rules.flatMap(({ declarations }) => declarations),
  ];
  for (const one of all) {
    const before = found.get(one.name);
    if (before && before.weight > one.weight) continue;
    found.delete(one.name);
    found.set(one.name, one);
  }
  return [...found.values()];
}

/** The style, the light before the heavy so that the heavy count, and the attributes that say the same. */
function attributesOf(tag: string, declarations: readonly Declaration[]): readonly Attribute[] {
  if (declarations.length === 0) return [];
  const sorted = declarations.toSorted((one, other) => one.weight - other.weight || one.place - other.place);
  const style = sorted.map(({ name, value }) => `${name}: ${value.replaceAll('"', "'")};`).join(" ");
  const beside = TABLE.has(tag) ? declarations : [];
  return [
    ["style", style],
    ...beside.flatMap(({ name, value }): Attribute[] => {
      const attribute = TO_ATTRIBUTE[name];
      return attribute ? [[attribute, value]] : [];
    }),
  ];
}
