/** Makes a thing when what it is made of is another than the last time. */
export type Once<T> = (from: readonly unknown[], make: () => T | Promise<T>) => Promise<T>;

/** Remembers the last thing with what it was made of, compared part by part; a failure is not remembered. */
export function once<T>(): Once<T> {
  let last: { readonly from: readonly unknown[]; readonly made: T } | null = null;
  return async (from, make) => {
    if (last && last.from.length === from.length && from.every((part, at) => Object.is(part, last?.from[at])))
      return last.made;
    const made = await make();
    last = { from, made };
    return made;
  };
}
