/** Names of independent draws within one day. Sectors, headlines and the rows of tables count upwards from theirs. */
export const streams = {
  equity: 1,
  volatility: 2,
  policy: 3,
  wantedRate: 4,
  longYield: 5,
  premium: 6,
  spread: 7,
  credit: 8,
  roll: 9,
  committee: 10,
  effr: 11,
  residual: 12,
  leaning: 13,
  sector: 20,
  anchor: 40,
  news: 100,
  asset: 201,
  cycle: 301,
  macro: 311,
} as const;

/** The finaliser of MurmurHash3: every bit of the word touches every other. */
function mixed(word: number): number {
  let bits = word ^ (word >>> 16);
  bits = Math.imul(bits, 0x85ebca6b);
  bits ^= bits >>> 13;
  bits = Math.imul(bits, 0xc2b2ae35);
  return bits ^ (bits >>> 16);
}

/** What all draws of one day start from: nothing that was drawn on another day goes into it. */
export function dayKey(seed: number, day: number): number {
  return mixed(mixed(seed ^ 0x5bd1e995) ^ Math.imul(day, 0x9e3779b1));
}

function word(key: number, stream: number, index: number): number {
  return mixed(key ^ Math.imul(stream * 8 + index + 1, 0x27d4eb2f));
}

/** A number in [0, 1), equally likely everywhere. */
export function uniform(key: number, stream: number): number {
  return (word(key, stream, 4) >>> 0) / 0x100000000;
}

/** A whole number from 0 to `count - 1`. */
export function choice(key: number, stream: number, count: number): number {
  return Math.floor(uniform(key, stream) * count);
}

const HALF_WORD = 65_536;
const MEAN = (8 * (HALF_WORD - 1)) / 2;
const SD = Math.sqrt((8 * (HALF_WORD * HALF_WORD - 1)) / 12);

/**
 * A normal number, mean 0 and sd 1, never beyond 4.9: the sum of eight uniform halves of four words (Irwin-Hall).
 * Only integer sums and one division: logarithms and sines differ in their last bit between engines, and a market that is walked
 * for eleven years must come out the same everywhere.
 */
export function normal(key: number, stream: number): number {
  let sum = 0;
  for (let index = 0; index < 4; index += 1) {
    const bits = word(key, stream, index);
    sum += (bits & 0xffff) + (bits >>> 16);
  }
  return (sum - MEAN) / SD;
}
