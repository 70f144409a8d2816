import { type Tag, tagsOf } from "./html.ts";

/**
 * What a mail may hold: elements and styles that caniemail.com (github.com/hteumeuleu/caniemail, `_features/css-*.md` and
 * `html-*.md`, read in 2026) gives as known to Outlook 2007 to 2019 on Windows (Word), Outlook.com, Gmail and Apple Mail, with their
 * limits. What Word makes of boxes: https://www.hteumeuleu.com/2020/outlook-rendering-engine/, after Microsoft's "Word 2007 HTML and
 * CSS Rendering Capabilities in Outlook 2007".
 */
const ELEMENTS = new Set(
  `html head meta title style body div span table thead tbody tr th td h1 h2 h3 h4 h5 h6 p a img ul ol li strong em br hr pre code`.split(
    " ",
  ),
);
/** In Outlook's own comments. */
const OUTLOOK = /<!--\[if mso\]>[\s\S]*?<!\[endif\]-->/g;
const ATTRIBUTES =
  /^(?:lang|charset|name|content|class|style|role|scope|align|valign|bgcolor|width|height|cellpadding|cellspacing|border|start|href|rel|src|alt|tabindex|aria-(?:label|hidden))$/;

const LENGTH = String.raw`(?:0|\d+(?:\.\d+)?px)`;
const SIDES = `${LENGTH}(?: ${LENGTH}){0,3}`;
const COLOUR = "#[0-9a-f]{6}";
const CELLS = new Set(["td", "th"]);
const LISTS = new Set(["ul", "ol"]);
const WORDS = new Set(["body", "p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li"]);

/** Values by property; `css-<property>.md` there, or the file named. */
const STYLES: Readonly<Record<string, RegExp>> = Object.fromEntries(
  Object.entries({
    color: COLOUR, // css-color… Word knows names and hex alone
    "background-color": COLOUR,
    "font-family": String.raw`[\w' ,-]+`,
    "font-size": String.raw`\d+px`,
    "font-weight": "bold|normal",
    "font-style": "italic|normal",
    "line-height": String.raw`\d+px|[12](?:\.\d+)?`,
    "text-align": "left|right|center",
    "text-decoration": "none|underline",
    "vertical-align": "top|middle|bottom|baseline",
    margin: SIDES, // css-margin.md: nothing negative, no `auto` in Word
    padding: SIDES, // css-padding.md: "Only supported on table cells" in Word
    "padding-left": LENGTH,
    "padding-right": LENGTH,
    border: `0|${LENGTH} solid ${COLOUR}`,
    "border-top": `0|${LENGTH} solid ${COLOUR}`,
    "border-bottom": `0|${LENGTH} solid ${COLOUR}`,
    "border-color": COLOUR,
    "border-bottom-color": COLOUR,
    "border-collapse": "collapse",
    width: String.raw`\d+px|100%`,
    height: "auto",
    "max-width": String.raw`\d+px`, // css-max-width.md: not in Word, which goes by attributes and by a table of its own
    "max-height": "0",
    display: "block|none", // css-display.md: what Word knows; block on images, which css-display.md leaves to its default
    overflow: "hidden",
    "overflow-x": "auto",
    "table-layout": "fixed",
    "word-break": "break-word|normal",
    "list-style-type": "none|disc|decimal",
    "color-scheme": "light dark",
    "supported-color-schemes": "light dark",
    "-webkit-text-size-adjust": "100%",
    "mso-line-height-rule": "exactly", // hteumeuleu.com, "mso properties"
    "mso-hide": "all",
  }).map(([name, values]) => [name, new RegExp(`^(?:${values})$`)]),
);

/** Whether all programs know a style on such an element. */
export function isKnownStyle(element: string, style: string): boolean {
  return styleFault(element, style) === null;
}

/** Everything in a mail that some of its readers would see otherwise: where, and what. */
export function mailFaults(html: string): readonly string[] {
  const shown = html.replace(OUTLOOK, "").replace(/<!--[\s\S]*?-->/g, "");
  const heads = [...shown.matchAll(/<style>([\s\S]*?)<\/style>/g)].flatMap(([, css]) => sheetFaults(css!));
  return [...heads, ...tagsOf(shown).flatMap(tagFaults), ...narrowFaults(html)];
}

function tagFaults({ name, attributes }: Tag): string[] {
  if (!ELEMENTS.has(name)) return [name];
  const strange = Object.keys(attributes).filter((key) => !ATTRIBUTES.test(key));
  const styles = declarations(attributes.style ?? "").flatMap((one) => styleFault(name, one) ?? []);
  return [...[...strange, ...styles].map((fault) => `${name}: ${fault}`), ...lacking(name, attributes)];
}

function lacking(name: string, attributes: Tag["attributes"]): string[] {
  const wanted =
    name === "table"
      ? ["width", "cellpadding", "cellspacing", "border"]
      : name === "img"
        ? ["src", "alt", "width", "height"]
        : [];
  const missing = wanted.filter((key) => attributes[key] === undefined);
  if (name === "img" && !/display:block.*font-size/.test(attributes.style ?? ""))
    missing.push("style with display:block, font-size or color");
  return missing.length === 0 ? [] : [`${name}: no ${missing.join(", ")}`];
}

function styleFault(element: string, style: string): string | null {
  const at = style.indexOf(":");
  const [property, value] = [
    style.slice(0, at).trim(),
    style
      .slice(at + 1)
      .replace("!important", "")
      .trim(),
  ];
  if (!STYLES[property]?.test(value)) return style;
  const isZero = /^0(?: 0)*$/.test(value);
  if (property.startsWith("padding") && !isZero && !CELLS.has(element) && !LISTS.has(element))
    return `${style} (on cells alone)`;
  if (property === "margin" && !WORDS.has(element)) return `${style} (on words alone)`;
  return null;
}

/** Rules of the head: where they stand is known to their authors, so boxes are asked of elements alone. */
function sheetFaults(css: string): string[] {
  const rules = css.replace(/@media [^{]*\{((?:[^{}]*\{[^{}]*\})*)\s*\}/g, "$1");
  return [...rules.matchAll(/([^{}]+)\{([^{}]*)\}/g)].flatMap(([, selector = "", body = ""]) =>
    declarations(body)
      .filter((one) => styleFault(/padding/.test(one) ? "td" : "p", one) !== null)
      .map((one) => `${selector.trim()}: ${one}`),
  );
}

/** A table that is kept narrow by a style stands in one that Outlook keeps narrow by an attribute. */
function narrowFaults(html: string): string[] {
  const narrow = [...html.matchAll(/(.*)\n?<table[^>]*max-width:(\d+)px/g)];
  return narrow
    .filter(
      ([, before = "", width]) => !new RegExp(`<!--\\[if mso\\]><table[^>]* width="${width}"`).test(before),
    )
    .map(() => "table: max-width without a table for Outlook around it");
}

function declarations(style: string): string[] {
  return style
    .split(";")
    .map((one) => one.trim())
    .filter(Boolean);
}
