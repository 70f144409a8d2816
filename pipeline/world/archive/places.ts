import type { Book } from "./book.ts";
import { askedFor, insertAll } from "./many.ts";

/** The numbers of addresses, given to them when they are first named. */
export async function placeNumbers(
  book: Book,
  places: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const wanted = [...new Set(places)];
  const known = await askedFor(
    wanted.map((place) => ({ place })),
    { place: "TEXT" },
    ({ words, values }) => book.all(`SELECT id, place FROM places WHERE place IN (${words})`, values),
  );
  const numbers = new Map(known.map(({ id, place }) => [place as string, id as number]));
  const fresh = wanted.filter((place) => !numbers.has(place));
  if (fresh.length === 0) return numbers;
  const { last } = (await book.get("SELECT COALESCE(MAX(id), 0) AS last FROM places"))!;
  const rows = fresh.map((place, index) => ({ id: (last as number) + 1 + index, place }));
  await insertAll(book, "places", rows);
  for (const { id, place } of rows) numbers.set(place, id);
  return numbers;
}
