import { randomBytes } from "node:crypto";

const LETTERS = "abcdefghijklmnopqrstuvwxyz234567";
const MANY = 256;
const LENGTH = 16;

/** Asked for in one piece: a million small ones take longer than the ids. */
let random = Buffer.alloc(0);
let used = 0;

/** 16 letters of a-z2-7: 80 random bits, so that none is given twice and none can be guessed. */
export function newSubscriberId(): string {
  if (used === random.length) {
    random = randomBytes(MANY * LENGTH);
    used = 0;
  }
  let id = "";
  for (const end = used + LENGTH; used < end; used += 1) id += LETTERS[random[used]! & 31];
  return id;
}
