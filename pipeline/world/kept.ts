import { createHash, randomUUID } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { Kept } from "./world.ts";

/** Where things are kept between runs, and the version of the program that made them: another one makes them again. */
export interface Shelf {
  readonly folder: string;
  readonly version: string;
}

/** Keeps the last thing of each name: in this process, and on a shelf for the next one. */
export function keptOn(shelf: Shelf | null): Kept {
  const here = new Map<string, { readonly from: string; readonly made: Promise<unknown> }>();
  return {
    recall<T>(name: string, from: string, make: () => Promise<T>): Promise<T> {
      const known = here.get(name);
      if (known?.from === from) return known.made as Promise<T>;
      const made = shelf ? fromShelf(shelf, { name, from }, make) : make();
      here.set(name, { from, made });
      made.catch(() => here.delete(name));
      return made;
    },
  };
}

/** A file is one line that says what it was made from, and the thing as JSON. */
async function fromShelf<T>(
  { folder, version }: Shelf,
  { name, from }: { name: string; from: string },
  make: () => Promise<T>,
): Promise<T> {
  const path = `${folder}/${name}.json`;
  const key = createHash("sha256").update(`${version}\0${from}`).digest("hex");
  const kept = keptFor<T>(key, path);
  if (kept) return kept.thing;
  const made = await make();
  writeOrLeave(path, `${key}\n${JSON.stringify(made)}`);
  return made;
}

function keptFor<T>(key: string, path: string): { readonly thing: T } | null {
  try {
    const text = readFileSync(path, "utf8");
    return text.startsWith(`${key}\n`) ? { thing: JSON.parse(text.slice(key.length + 1)) } : null;
  } catch {
    // Not there or damaged: it is made again.
    return null;
  }
}

function writeOrLeave(path: string, text: string): void {
  const unfinished = `${path}.${randomUUID()}`;
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(unfinished, text);
    renameSync(unfinished, path);
  } catch {
    // A shelf that cannot be written costs only time, the next time.
    if (existsSync(unfinished)) rmSync(unfinished, { force: true });
  }
}
