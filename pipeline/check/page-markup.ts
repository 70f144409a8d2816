import type { Finding } from "../model/finding.ts";
import type { Gate } from "./gate.ts";
import { type Markup, markupOf, type PageElement } from "./markup.ts";
import { tableFaults } from "./page-tables.ts";

const PAGES = ["issue.html", "email.html"];
const MOST_SHOWN = 5;
/** What HTML and our drawings are made of: anything else is a slip of the pen, which a browser passes over in silence. */
const KNOWN = new Set(
  (
    "html head meta title link style base body header footer main nav section article aside h1 h2 h3 h4 h5 h6 hgroup p div span a " +
    "ul ol li dl dt dd figure figcaption table caption colgroup col thead tbody tfoot tr th td blockquote pre code em strong b i u s " +
    "small sub sup q cite abbr dfn time data mark kbd samp var bdi bdo wbr br hr img picture source details summary address ins del " +
    "center font button label input form fieldset legend select option output progress meter ruby rt rp search template noscript " +
    "svg g path line rect circle ellipse polyline polygon text tspan defs lineargradient radialgradient stop clippath mask pattern " +
    "marker use symbol desc"
  ).split(" "),
);
/** What ends a paragraph, whether it was closed or not. */
const BLOCKS = new Set(
  "p div table ul ol dl h1 h2 h3 h4 h5 h6 section article aside header footer main nav figure blockquote pre hr form address".split(
    " ",
  ),
);
const ADDRESSES = new Set(["href", "xlink:href", "src", "action", "formaction"]);
const POINTING = new Set(["aria-labelledby", "aria-describedby", "aria-controls", "headers", "for"]);
const PAINTING = new Set(["fill", "stroke", "clip-path", "mask"]);
const PARENTS: Readonly<Record<string, readonly string[]>> = {
  li: ["ul", "ol"],
  tr: ["table", "thead", "tbody", "tfoot"],
  td: ["tr"],
  th: ["tr"],
  figcaption: ["figure"],
  dt: ["dl", "div"],
  dd: ["dl", "div"],
};

/** Web page and mail are HTML that a browser need not guess at, and nothing runs in them. */
export const pageMarkup: Gate = ({ artifacts }) => {
  const pages = PAGES.filter((name) => artifacts[name]);
  if (pages.length === 0) return [finding("not evaluated", "artifacts", "No page was made.")];
  const wrong = pages.flatMap((name) => faultsOf(name, markupOf(artifacts[name]!)));
  if (wrong.length > 0) return wrong;
  return [finding("passed", pages.join(", "), "The HTML is whole: tags, ids, links and tables.")];
};

function finding(verdict: Finding["verdict"], place: string, message: string): Finding {
  const remedy =
    verdict === "refused"
      ? { remedy: "Mend it in templates/, or in the text that a writer left there." }
      : {};
  return { gate: "page markup", verdict, place, message, ...remedy };
}

/** One slip in a template is a hundred in a page: the first of them are enough to find it. */
function faultsOf(name: string, markup: Markup): Finding[] {
  const { elements } = markup;
  const all = [
    ...markup.faults,
    ...elements.flatMap(elementFaults),
    ...placeFaults(elements),
    ...elements.filter((element) => element.name === "table").flatMap(tableFaults),
  ];
  const shown = all.slice(0, MOST_SHOWN).map((message) => finding("refused", name, `${message}.`));
  const more = all.length - shown.length;
  return more > 0 ? [...shown, finding("refused", name, `And ${more} more such.`)] : shown;
}

function elementFaults(element: PageElement): string[] {
  const { name, attributes, parent, tag } = element;
  const faults: string[] = [];
  if (name === "script" || name === "foreignobject") faults.push(`Something runs in the page: ${tag}`);
  else if (!KNOWN.has(name)) faults.push(`There is no element <${name}>: ${tag}`);
  for (const [key, value] of attributes) {
    if (/^on/i.test(key)) faults.push(`Something runs in the page: ${key} of ${tag}`);
    if (ADDRESSES.has(key) && /^\s*(?:javascript|vbscript):/i.test(value))
      faults.push(`Something runs in the page: ${value.slice(0, 40)}`);
  }
  const wanted = PARENTS[name];
  if (wanted && !wanted.includes(parent?.name ?? ""))
    faults.push(`<${name}> stands in ${parent?.tag ?? "nothing"}`);
  if (BLOCKS.has(name) && parent?.name === "p") faults.push(`${tag} stands in a paragraph`);
  if (name === "a" && isWithin(parent, "a")) faults.push(`A link stands in a link: ${tag}`);
  return faults;
}

function isWithin(element: PageElement | null, name: string): boolean {
  for (let one = element; one; one = one.parent) if (one.name === name) return true;
  return false;
}

/** Ids are there once, and what points at one finds it. */
function placeFaults(elements: readonly PageElement[]): string[] {
  const ids = new Set<string>();
  const twice = elements.flatMap(({ attributes, tag }) => {
    const id = attributes.get("id");
    if (id === undefined) return [];
    const fault = ids.has(id) ? [`The id "${id}" is there twice: ${tag}`] : [];
    ids.add(id);
    return id === "" || /\s/.test(id) ? [`An id is a word: ${tag}`] : fault;
  });
  const lost = elements.flatMap(({ attributes, tag }) =>
    pointedAt(attributes)
      .filter((id) => !ids.has(id))
      .map((id) => `"#${id}" leads nowhere: ${tag}`),
  );
  return [...twice, ...lost];
}

function pointedAt(attributes: ReadonlyMap<string, string>): readonly string[] {
  const ids: string[] = [];
  for (const [key, value] of attributes) {
    if (key === "href" && value.startsWith("#") && value !== "#top") ids.push(safelyDecoded(value.slice(1)));
    else if (POINTING.has(key)) ids.push(...value.split(/\s+/).filter(Boolean));
    else if (PAINTING.has(key) && value.startsWith("url(#")) ids.push(value.slice(5, -1));
  }
  return ids;
}

function safelyDecoded(address: string): string {
  try {
    return decodeURIComponent(address);
  } catch {
    return address;
  }
}
