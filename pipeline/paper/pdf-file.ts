import { inflateSync } from "node:zlib";
import { crossReferences } from "./cross-references.ts";

/** A PDF with plain objects and a table of cross references, as Chromium writes it and incremental updates extend it. */
export interface PdfFile {
  readonly bytes: Buffer;
  /** How many object numbers are taken: the next free one. */
  readonly size: number;
  /** Where the newest table of cross references begins. */
  readonly start: number;
  readonly trailer: string;
  /** The newest text of an object: its dictionary or array, without what a stream holds. "" where there is none. */
  object(number: number): string;
  /** What an object's stream holds, inflated. Empty where there is none. */
  stream(number: number): Buffer;
}

const STREAM = />>\s*stream\r?\n/;

/** @throws RangeError it is no such PDF */
export function openPdf(pdf: Uint8Array): PdfFile {
  const bytes = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength);
  const text = bytes.toString("latin1");
  const start = Number(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(text.slice(-64))?.[1] ?? Number.NaN);
  const { trailer, placeOf } = crossReferences(text, start);
  const object = (number: number) => {
    const place = placeOf(number);
    if (!place) return "";
    const body = text.slice(text.indexOf("obj", place.from) + 4, place.to);
    const stream = body.includes("stream") ? STREAM.exec(body) : null;
    return stream ? body.slice(0, stream.index + 2) : body.slice(0, body.lastIndexOf("endobj")).trimEnd();
  };
  const streams = new Map<number, Buffer>();
  const stream = (number: number) => {
    const known = streams.get(number) ?? inflated(number);
    streams.set(number, known);
    return known;
  };
  const inflated = (number: number) => {
    const place = placeOf(number);
    const head = place ? STREAM.exec(text.slice(place.from, place.to)) : null;
    if (!place || !head) return Buffer.alloc(0);
    const from = place.from + head.index + head[0].length;
    const dictionary = text.slice(place.from, place.from + head.index);
    const packed = bytes.subarray(from, from + Number(/\/Length (\d+)/.exec(dictionary)?.[1] ?? 0));
    return dictionary.includes("/FlateDecode") ? inflateSync(packed) : packed;
  };
  return { bytes, size: Number(/\/Size (\d+)/.exec(trailer)?.[1]), start, trailer, object, stream };
}
