/** A letter that PostgreSQL keeps in no text, and halves of letters, which no engine does. */
const NOWHERE = "\u0000";
const IN_ITS_PLACE = "\ufffd";

/** The same in letters that every engine keeps, all the way down: U+FFFD stands where another cannot, as where a text could not be read. */
export function storableWords<T>(value: T): T {
  if (typeof value === "string") return value.replaceAll(NOWHERE, IN_ITS_PLACE).toWellFormed() as T;
  if (Array.isArray(value)) return value.map(storableWords) as T;
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, storableWords(one)])) as T;
}
