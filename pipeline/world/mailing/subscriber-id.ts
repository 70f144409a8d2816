import { randomBytes } from "node:crypto";

const LETTERS = "abcdefghijklmnopqrstuvwxyz234567";

/** 16 letters of a-z2-7: 80 random bits, so that none is given twice and none can be guessed. */
export function newSubscriberId(): string {
  return [...randomBytes(16)].map((byte) => LETTERS[byte & 31]).join("");
}
