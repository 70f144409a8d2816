import { XMLParser, XMLValidator } from "fast-xml-parser";
import { isDate } from "../../finance/dates.ts";
import { valueIn } from "../read/cell.ts";
import { type Fields, isFields } from "../read/json-fields.ts";
import { textOf } from "../read/page-text.ts";
import { quoted } from "../read/quoted.ts";
import { shapeChanged } from "../read/refusal.ts";
import type { Page } from "../wire-format.ts";
import { curveFormat } from "./treasury/curve-format.ts";
import type { CurveDay } from "./treasury/curve-rows.ts";
import type { Curve } from "./treasury/curves.ts";

const ADDRESS =
  "https://home.treasury.gov/resource-center/data-chart-center/interest-rates/pages/xml?data={curve}&field_tdr_date_value={year}";

/** Namespaces have changed before: local names count. Values stay as they are written, and no entity is resolved. */
const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: "@",
  removeNSPrefix: true,
  parseTagValue: false,
  processEntities: false,
  isArray: (name) => name === "entry" || name === "link",
});

/** An element by the names of its children; its text where it has nothing else. */
type Element = Fields;

/** Par and real yield curves of the US Treasury as Atom with OData properties. */
export const treasuryXml = curveFormat("treasury-xml", ADDRESS, ({ page, curve, wanted }) => {
  const entries = entriesOf(page);
  const missing = wanted.find(
    ({ symbol }) => entries.length > 0 && !entries.some((entry) => Object.hasOwn(entry, symbol)),
  );
  if (missing) throw shapeChanged(`No entry has the element ${missing.symbol}.`);
  return { days: entries.map((entry) => dayOf(entry, curve)), remarks: [] };
});

/** The properties of each entry. */
function entriesOf(page: Page): Element[] {
  const feed = elementIn(parsed(textOf(page, "XML")), "feed");
  if (listIn(feed, "link").some((link) => isFields(link) && link["@rel"] === "next"))
    throw shapeChanged("The feed goes on with a next page, where a year is expected on one.");
  return listIn(feed, "entry").map((entry) => elementIn(elementIn(entry, "content"), "properties"));
}

function parsed(text: string): unknown {
  // Entities are declared there; an answer of the Treasury needs none.
  if (/<!doctype/i.test(text)) throw shapeChanged("The XML has a document type, where none is expected.");
  const valid = XMLValidator.validate(text);
  if (valid !== true) throw shapeChanged(`The XML is damaged or cut short, as line ${valid.err.line} shows.`);
  try {
    return parser.parse(text);
  } catch {
    throw shapeChanged("The XML is none that can be read: too deep, or with names that nobody may use.");
  }
}

function dayOf(properties: Element, { tenors }: Curve): CurveDay {
  const written = wordsOf(properties, "NEW_DATE");
  const date = written.slice(0, 10);
  if (!isDate(date) || !/^(T[\d:.]+Z?)?$/.test(written.slice(10)))
    throw shapeChanged(`NEW_DATE should be a date such as 2025-11-05T00:00:00 and is ${quoted(written)}.`);
  const values = tenors.map(({ symbol }): [string, number | null] => [
    symbol,
    valueIn(wordsOf(properties, symbol), `${symbol} of ${date}`),
  ]);
  return { date, values: new Map(values) };
}

/** The text of a child; "" where it is null, empty or not there. */
function wordsOf(parent: Element, name: string): string {
  const child = Object.hasOwn(parent, name) ? parent[name] : "";
  if (typeof child === "string") return child;
  if (!isFields(child) || Object.keys(child).some((key) => key !== "#text" && !key.startsWith("@")))
    throw shapeChanged(`An entry should have one element ${name} with a plain text.`);
  const isNull = child["@null"] === "true" || child["@null"] === "1";
  return isNull ? "" : String(child["#text"] ?? "");
}

function elementIn(parent: unknown, name: string): Element {
  const child = isFields(parent) && Object.hasOwn(parent, name) ? parent[name] : undefined;
  if (isFields(child)) return child;
  throw shapeChanged(`The XML should have the element ${name} at its place and does not.`);
}

function listIn(parent: Element, name: string): readonly unknown[] {
  const children = Object.hasOwn(parent, name) ? parent[name] : [];
  return Array.isArray(children) ? children : [children];
}
