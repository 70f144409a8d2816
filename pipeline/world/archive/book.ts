import type { Damage } from "../../model/telling.ts";
import type { Database, Statements } from "../database/sql.ts";

/** The archive as the statements of one moment see it. */
export interface Book extends Statements {
  /** A fault in a row: it is not what was written. */
  damaged(row: string, message: string): Error;
  /** One for all books of an archive that is opened: what is remembered of it is remembered for so long. */
  readonly shelf: object;
}

/** Where an archive is kept: nothing of it is ever to be forgotten. */
export interface Store extends Omit<Database, "wipe" | "clock"> {
  /** What the engine itself finds wrong, below the rows. */
  enginesFindings(book: Book): Promise<readonly Damage[]>;
}

/** Looks at one moment. @param nothing what there is before anything was recorded */
export function looking<T>(store: Store, nothing: T, look: (book: Book) => Promise<T>): Promise<T> {
  return store.read(nothing, (statements) => look(bookOf(store, statements)));
}

/** Writes whole or not at all. */
export function writing<T>(store: Store, write: (book: Book) => Promise<T>): Promise<T> {
  return store.write((statements) => write(bookOf(store, statements)));
}

function bookOf(store: Store, statements: Statements): Book {
  return { ...statements, damaged: store.damaged, shelf: store };
}
