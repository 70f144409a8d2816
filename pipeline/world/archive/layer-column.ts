import { bytesOf, int32Of } from "./columns.ts";
import type { Layer, Pile } from "./pile.ts";

/** The layers that rows from `from` on were read in, in their order, and for each such row which of them. Null: all in the first. */
export interface Used {
  readonly layers: readonly Layer[];
  readonly layerOf: Int32Array | null;
}

/** Leaves out layers of which no row is left. */
export function usedLayers({ layers, layerOf, count }: Pile, from: number): Used {
  if (layerOf === null || layers.length === 1) return { layers: layers.slice(0, 1), layerOf: null };
  const number = new Int32Array(layers.length).fill(-1);
  for (let row = from; row < count; row += 1) number[layerOf[row]!] = 0;
  const used = layers.filter((_, index) => number[index] === 0);
  if (used.length <= 1) return { layers: used, layerOf: null };
  const rows = layerOf.subarray(from, count);
  return { layers: used, layerOf: used.length === layers.length ? rows : renumbered(rows, number) };
}

/** @param number 0 for each layer that is left; becomes its new number */
function renumbered(rows: Int32Array, number: Int32Array): Int32Array {
  let next = 0;
  for (let index = 0; index < number.length; index += 1) if (number[index] === 0) number[index] = next++;
  return rows.map((layer) => number[layer]!);
}

/** Layers as they lie in a checkpoint. */
export interface Layered {
  /** Pairs of a layer and how many rows in a row it has. */
  readonly runs: Uint8Array;
  /** SHA-256 of each, 32 bytes. */
  readonly hashes: Uint8Array;
  /** The rest as JSON. */
  readonly layers: string;
}

/** By columns, and a place or a note that all have once: of a thousand layers, objects would cost five times the reading. */
interface LayerColumns {
  readonly place: OneOrEach<string>;
  readonly note: OneOrEach<string | null>;
  /** When they were seen, with a blank between. */
  readonly seenAt: string;
}

type OneOrEach<T> = { readonly all: T } | { readonly each: readonly T[] };

const HASH_LETTERS = 64;

export function layersOf(pile: Pile): Layered {
  const { layers, layerOf } = usedLayers(pile, 0);
  const columns: LayerColumns = {
    place: oneOrEach(layers.map(({ place }) => place)),
    note: oneOrEach(layers.map(({ note }) => note ?? null)),
    seenAt: layers.map(({ retrievedAt }) => retrievedAt).join(" "),
  };
  return {
    runs: bytesOf(runsOf(layerOf ?? new Int32Array(pile.count))),
    hashes: Buffer.from(layers.map(({ sha256 }) => sha256).join(""), "hex"),
    layers: JSON.stringify(columns),
  };
}

/** @param count rows of the checkpoint */
export function layersIn(
  { runs, hashes, layers }: Layered,
  { source, count }: { source: string; count: number },
) {
  const { place, note, seenAt } = JSON.parse(layers) as LayerColumns;
  const sha256s = Buffer.from(hashes.buffer, hashes.byteOffset, hashes.byteLength).toString("hex");
  const all = seenAt.split(" ").map((retrievedAt, index): Layer => {
    const words = "all" in note ? note.all : note.each[index]!;
    const at = index * HASH_LETTERS;
    const layer = {
      source,
      place: "all" in place ? place.all : place.each[index]!,
      sha256: sha256s.slice(at, at + HASH_LETTERS),
      retrievedAt,
    };
    return words === null ? layer : { ...layer, note: words };
  });
  return { layers: all, layerOf: layerOfRows(int32Of(runs), count) };
}

function oneOrEach<T>(values: readonly T[]): OneOrEach<T> {
  return values.every((value) => value === values[0]) ? { all: values[0]! } : { each: values };
}

function runsOf(layerOf: Int32Array): Int32Array {
  const runs: number[] = [];
  for (let row = 0, begin = 0; row < layerOf.length; row += 1) {
    if (layerOf[row + 1] === layerOf[row]) continue;
    runs.push(layerOf[row]!, row + 1 - begin);
    begin = row + 1;
  }
  return Int32Array.from(runs);
}

function layerOfRows(runs: Int32Array, count: number): Int32Array {
  const layerOf = new Int32Array(count);
  for (let run = 0, row = 0; run < runs.length; run += 2) {
    const end = row + runs[run + 1]!;
    layerOf.fill(runs[run]!, row, end);
    row = end;
  }
  return layerOf;
}
