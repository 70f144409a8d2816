import { Parser } from "htmlparser2";
import { shapeChanged } from "../../read/refusal.ts";
import { openZip, type Parts } from "./zip.ts";

/** More rows than any fund has members. */
const MOST_ROWS = 20_000;
/** A sheet's own cells are six deep. */
const MOST_DEPTH = 100;

/** A row that has cells; empty rows are not there, but the numbers go on. */
export interface SheetRow {
  /** From 1. */
  readonly number: number;
  /** Text of a cell by its column, from 0; numbers as they are written. */
  readonly cells: ReadonlyMap<number, string>;
}

/**
 * The cells of a workbook's first sheet, as text. `read-excel-file` reads the same, but only with a promise, and a reader cannot wait.
 *
 * @throws Unreadable if it is no workbook, is damaged, or has no sheet
 */
export function workbookCells(bytes: Uint8Array): readonly SheetRow[] {
  const parts = openZip(bytes);
  const links = linksOf(parts);
  const [first] = elements(parts("xl/workbook.xml") ?? "", "sheet");
  const sheet = parts(links.get(first?.["r:id"] ?? "")?.place ?? "xl/worksheets/sheet1.xml");
  if (!first || sheet === null) throw shapeChanged("The workbook holds no sheet.");
  const strings = [...links.values()].find(({ kind }) => kind === "sharedStrings");
  return readSheet(sheet, sharedStrings(parts(strings?.place ?? "xl/sharedStrings.xml") ?? ""));
}

interface Link {
  readonly kind: string;
  /** The part's name. */
  readonly place: string;
}

function linksOf(parts: Parts): ReadonlyMap<string, Link> {
  const found = elements(parts("xl/_rels/workbook.xml.rels") ?? "", "Relationship");
  return new Map(
    found.map(({ Id = "", Type = "", Target = "" }) => {
      const place = Target.startsWith("/") ? Target.slice(1) : `xl/${Target}`;
      return [Id, { kind: Type.slice(Type.lastIndexOf("/") + 1), place }];
    }),
  );
}

type Attributes = Readonly<Record<string, string | undefined>>;

interface Steps {
  open(tag: string, attributes: Attributes): void;
  text(text: string): void;
  close(tag: string): void;
}

/** Walks XML without building a tree; entities that a document defines for itself stay unread. */
function walk(xml: string, { open, text, close }: Steps): void {
  let depth = 0;
  const onopentag: Steps["open"] = (tag, attributes) => {
    depth += 1;
    // The parser's time grows with the square of the depth.
    if (depth > MOST_DEPTH)
      throw shapeChanged(`The sheet has more than ${MOST_DEPTH} tags within each other.`);
    open(tag, attributes);
  };
  const onclosetag: Steps["close"] = (tag) => {
    depth -= 1;
    close(tag);
  };
  new Parser({ onopentag, ontext: text, onclosetag }, { xmlMode: true, decodeEntities: true }).end(xml);
}

function elements(xml: string, tag: string): readonly Attributes[] {
  const found: Attributes[] = [];
  const open: Steps["open"] = (name, attributes) => {
    if (localName(name) === tag) found.push({ ...attributes });
  };
  walk(xml, { open, text: () => undefined, close: () => undefined });
  return found;
}

/** One string for each `si`, put together from its runs `t`; what is only how to speak it (`rPh`) is not part of it. */
function sharedStrings(xml: string): readonly string[] {
  const strings: string[] = [];
  let [isText, isSpoken] = [false, false];
  walk(xml, {
    open(name) {
      const tag = localName(name);
      if (tag === "si") strings.push("");
      isText = tag === "t";
      if (tag === "rPh") isSpoken = true;
    },
    text(text) {
      if (isText && !isSpoken && strings.length > 0) strings[strings.length - 1] += text;
    },
    close(name) {
      isText = false;
      if (localName(name) === "rPh") isSpoken = false;
    },
  });
  return strings;
}

interface OpenCell {
  readonly column: number;
  readonly kind: string;
  text: string;
}

function readSheet(xml: string, strings: readonly string[]): readonly SheetRow[] {
  const rows: { readonly number: number; readonly cells: Map<number, string> }[] = [];
  let cell: OpenCell | null = null;
  let isText = false;
  let column = -1;
  walk(xml, {
    open(name, { r, t }) {
      const tag = localName(name);
      isText = tag === "v" || tag === "t";
      if (tag === "row") {
        rows.push({ number: rowNumber(r, rows.at(-1)?.number ?? 0), cells: new Map() });
        column = -1;
      } else if (tag === "c") {
        column = r === undefined ? column + 1 : columnNumber(r);
        cell = { column, kind: t ?? "n", text: "" };
      }
    },
    text(text) {
      if (cell && isText) cell.text += text;
    },
    close(name) {
      isText = false;
      if (localName(name) !== "c" || !cell) return;
      const text = cellText(cell, strings);
      if (text !== "") rows.at(-1)?.cells.set(cell.column, text);
      cell = null;
    },
  });
  return rows.filter(({ cells }) => cells.size > 0);
}

function cellText({ kind, text }: OpenCell, strings: readonly string[]): string {
  if (kind !== "s") return text.trim();
  const string = /^\d{1,7}$/.test(text.trim()) ? strings[Number(text)] : undefined;
  if (string === undefined) throw shapeChanged("A cell of the sheet names a text that is not there.");
  return string.trim();
}

function rowNumber(written: string | undefined, before: number): number {
  const number = written === undefined ? before + 1 : /^\d{1,7}$/.test(written) ? Number(written) : 0;
  if (number > before && number <= MOST_ROWS) return number;
  throw shapeChanged(`The rows of the sheet are not in order, or there are more than ${MOST_ROWS}.`);
}

/** 0 for A7, 26 for AA7. */
function columnNumber(address: string): number {
  const letters = /^([A-Z]{1,3})\d+$/.exec(address)?.[1];
  if (letters === undefined) throw shapeChanged("A cell of the sheet has an address that is none.");
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

/** Tags may bear a prefix: `x:row`. */
function localName(tag: string): string {
  return tag.slice(tag.indexOf(":") + 1);
}
