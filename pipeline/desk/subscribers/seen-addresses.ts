import { hash } from "node:crypto";

/** Words of 32 bits to a place: three of the hash, one for the line. */
const STRIDE = 4;

/** In which line an address stood first. Some 40 bytes for each, whatever their length: a million take as much as a photograph. */
export interface SeenAddresses {
  /** The line in which the key stood before; null: it is new, and is remembered. */
  before(key: string, line: number): number | null;
}

export function noneSeen(): SeenAddresses {
  let places = 1 << 12;
  let table = new Uint32Array(places * STRIDE);
  let held = 0;
  const words = new Uint32Array(STRIDE - 1);

  const placeOf = (words: Uint32Array) => {
    for (let place = words[0]! & (places - 1); ; place = (place + 1) & (places - 1)) {
      const at = place * STRIDE;
      if (table[at + 3] === 0) return at;
      if (table[at] === words[0] && table[at + 1] === words[1] && table[at + 2] === words[2]) return at;
    }
  };
  const grow = () => {
    const old = table;
    places *= 2;
    table = new Uint32Array(places * STRIDE);
    for (let at = 0; at < old.length; at += STRIDE) {
      if (old[at + 3] !== 0) table.set(old.subarray(at, at + STRIDE), placeOf(old.subarray(at, at + 3)));
    }
  };
  return {
    before(key, line) {
      // As letters: a million small buffers take longer to be freed than to be made.
      const letters = hash("sha256", key, "hex");
      for (let word = 0; word < 3; word += 1)
        words[word] = Number.parseInt(letters.slice(word * 8, word * 8 + 8), 16);
      const at = placeOf(words);
      if (table[at + 3] !== 0) return table[at + 3]!;
      table.set(words, at);
      table[at + 3] = line;
      held += 1;
      if (held * 2 > places) grow();
      return null;
    },
  };
}
