declare module "tar-fs" {
  /** A stream that unpacks what is written to it below `folder`. */
  export function extract(folder: string, options?: { chown?: boolean }): import("node:stream").Writable;
  /** A stream of the files below `folder`. */
  export function pack(folder: string): AsyncIterable<Buffer>;
}
