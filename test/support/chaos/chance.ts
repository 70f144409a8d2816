/** Numbers in [0, 1), the same for the same seed (mulberry32). */
export function chances(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let bits = Math.imul(state ^ (state >>> 15), state | 1);
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** One of `among`, by a number in [0, 1). */
export function oneOf<T>(among: readonly T[], chance: number): T {
  return among[Math.floor(chance * among.length)]!;
}
