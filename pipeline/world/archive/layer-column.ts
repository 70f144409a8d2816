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
  const used: Layer[] = [];
  for (let index = 0; index < layers.length; index += 1) {
    if (number[index] === 0) number[index] = used.push(layers[index]!) - 1;
  }
  if (used.length <= 1) return { layers: used, layerOf: null };
  const renumbered = new Int32Array(count - from);
  for (let row = from; row < count; row += 1) renumbered[row - from] = number[layerOf[row]!]!;
  return { layers: used, layerOf: renumbered };
}

/** Layers as they lie in a checkpoint: `runs` are pairs of a layer and how many rows in a row it has; `layers` is JSON. */
export interface Layered {
  readonly runs: Uint8Array;
  readonly layers: Uint8Array;
}

/** By columns, and places and notes once each: of a thousand layers, objects would cost five times the reading. */
interface LayerColumns {
  readonly places: readonly string[];
  readonly notes: readonly (string | null)[];
  readonly placeOf: readonly number[];
  readonly noteOf: readonly number[];
  /** In hex, one after the other. */
  readonly sha256: string;
  readonly seenAt: string;
}

const HASH_LETTERS = 64;

export function layersOf(pile: Pile): Layered {
  const { layers, layerOf } = usedLayers(pile, 0);
  const places = [...new Set(layers.map(({ place }) => place))];
  const notes = [...new Set(layers.map(({ note }) => note))];
  const columns: LayerColumns = {
    places,
    notes,
    placeOf: layers.map(({ place }) => places.indexOf(place)),
    noteOf: layers.map(({ note }) => notes.indexOf(note)),
    sha256: layers.map(({ sha256 }) => sha256).join(""),
    seenAt: layers.map(({ seenAt }) => seenAt).join(" "),
  };
  return {
    runs: bytesOf(runsOf(layerOf ?? new Int32Array(pile.count))),
    layers: Buffer.from(JSON.stringify(columns)),
  };
}

export function layersIn({ runs, layers }: Layered, count: number): { layers: Layer[]; layerOf: Int32Array } {
  const { places, notes, placeOf, noteOf, sha256, seenAt } = JSON.parse(
    Buffer.from(layers.buffer, layers.byteOffset, layers.byteLength).toString(),
  ) as LayerColumns;
  const moments = seenAt.split(" ");
  const all = placeOf.map((place, index): Layer => {
    const at = index * HASH_LETTERS;
    return {
      place: places[place]!,
      sha256: sha256.slice(at, at + HASH_LETTERS),
      seenAt: moments[index]!,
      note: notes[noteOf[index]!]!,
    };
  });
  return { layers: all, layerOf: layerOfRows(int32Of(runs), count) };
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
