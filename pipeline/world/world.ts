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
   * Puts a set of files in place, by path below `folder`, each written under a temporary name and renamed;
   * on any trouble none of the new ones is left half-written and the temporary ones are gone.
   */
  write(folder: string, files: Readonly<Record<string, Uint8Array>>): Promise<void>;
  /** Takes files away; one that is not there is no trouble. */
  remove(paths: readonly string[]): Promise<void>;
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
  readonly charts: Charts;
  readonly printer: Printer;
  /** Sentences for the person who waits; never part of a result. */
  tell(progress: string): void;
  /** Ends what is still running: the browser, the drawing thread. */
  close(): Promise<void>;
}
