import type { Paper } from "../model/artifacts.ts";
import type { ChartSpec } from "../model/chart.ts";
import type { IsoInstant } from "../model/unit.ts";

/** Files by path. Paths are what a person typed or configured; none is invented here. */
export interface Files {
  /** The bytes, or null where there is no such file. Other trouble is a PipelineError that names the path. */
  read(path: string): Promise<Uint8Array | null>;
  /** Names in a folder, sorted; empty where there is no such folder. */
  list(folder: string): Promise<readonly string[]>;
  /**
   * Puts a set of files in place, by path below `folder`, in the order given, each written under a temporary name and renamed when all
   * are written. A folder that is not there yet appears whole. On any trouble none of the new ones is left half-written and the temporary
   * ones are gone; those of processes that were killed are taken away by the next write.
   */
  write(folder: string, files: Readonly<Record<string, Uint8Array>>): Promise<void>;
  /** Takes files away; one that is not there is no trouble. */
  remove(paths: readonly string[]): Promise<void>;
}

/** What takes long to make and is only ever made of `from`: kept, so that the next issue and the next run need not make it. */
export interface Kept {
  /**
   * The thing of that name if it was made from the same, else `make()`'s.
   *
   * @param from all that it depends on besides the program's own code, as text
   * @param make must give what JSON can hold; what it throws is thrown
   */
  recall<T>(name: string, from: string, make: () => Promise<T>): Promise<T>;
}

/** Draws charts. The same spec gives the same bytes. */
export interface Charts {
  /** Starts the drawing thread ahead of the first call. */
  warm(): void;
  /** SVG text, without XML declaration, `<text>` in our fonts. */
  svg(spec: ChartSpec): Promise<string>;
  /** PNG at twice the size, on white. */
  png(spec: ChartSpec): Promise<Uint8Array>;
}

/** Prints self-contained HTML with scripts and network off. */
export interface Printer {
  /** Starts the browser ahead of the first call: it is ready when the page is. */
  warm(): void;
  /** A tagged PDF with outline, made as of `created`: the only moment that stands in it. */
  print(page: {
    readonly html: string;
    readonly paper: Paper;
    readonly created: IsoInstant;
  }): Promise<Uint8Array>;
}

/** Everything outside, by one argument: a test hands in another. */
export interface World {
  now(): IsoInstant;
  readonly files: Files;
  readonly kept: Kept;
  readonly charts: Charts;
  readonly printer: Printer;
  /** Sentences for the person who waits; never part of a result. */
  tell(progress: string): void;
  /** Ends what is still running: the browser, the drawing thread. */
  close(): Promise<void>;
}
