import { expect, test } from "vitest";
import { curled } from "../../pipeline/render/quotes.ts";

test.each([
  ["the day's move, years' days", "the day’s move, years’ days"],
  ["'s own", "’s own"],
  ['a "new level" in talks', "a “new level” in talks"],
  ["IN 'NOT TOO DISTANT FUTURE'", "IN ‘NOT TOO DISTANT FUTURE’"],
  ['("so")', "(“so”)"],
  ['he said "it\'s over".', "he said “it’s over”."],
  ['" of ', "” of "],
  ["no marks −0.36%", "no marks −0.36%"],
])("%s is set as %s", (typed, printed) => {
  expect(curled(typed)).toBe(printed);
});
