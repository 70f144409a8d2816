import type { Book } from "./book.ts";

/** The number of an address, given to it when it is first named. */
export function placeNumber(book: Book, place: string): number {
  const known = knownPlace(book, place);
  if (known !== null) return known;
  return Number(book.say("INSERT INTO places (place) VALUES (?)").run(place).lastInsertRowid);
}

export function knownPlace(book: Book, place: string): number | null {
  return (book.say("SELECT id FROM places WHERE place = ?").get(place)?.id as number | undefined) ?? null;
}
